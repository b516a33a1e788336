"""Ordering documents of an assessment, waiting for one, and fetching its file."""

import uuid
from collections.abc import Iterable
from typing import Any, Final, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.access import BlindError, may_manage, visible_assessment
from assessments.models import Assessment
from assessments.views.blind import blind_page
from jobs.worker_watch import ensure_worker
from organisations.models import User
from organisations.requests import PersonRequest
from reports.access import own_order, refuse
from reports.actions.issues import BeingIssuedError, issue_report
from reports.actions.orders import order_guide, order_report
from reports.advice import advice_on
from reports.failures import REASONS
from reports.files import kept
from reports.forms.order import OrderForm, initial_of
from reports.issuing import in_the_way, issued_before, issued_lines, may_issue, why_not
from reports.kinds import MEDIA_TYPES, WITHOUT_FIGURES, Format, Kind
from reports.models import IssuedReport, ReportOrder
from reports.offers import PURPOSES, offer_of
from reports.options import Wish
from reports.progress import idle_since, left_waiting, pace, steps
from reports.reading import words_of

LISTED: Final = 20
AGAIN: Final = "again"
"""What the button sends that issues once more what was issued before."""
FIRST: Final = "1"
"""What it sends at first; and where somebody else's order is in the way, the uuid of that, to take its place."""


class NotIssuedError(Exception):
    """Why a report is not issued, in words; ``press`` is what the button sends next."""

    def __init__(self, words: str, *, press: str = FIRST) -> None:
        super().__init__(words)
        self.press = press


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show which documents there are with the form of one kind, and the person's orders; or take an order."""
    assessment = visible_assessment(request.user, assessment_uuid)
    kind = _kind(request, assessment)
    try:
        refuse(assessment, kind)
    except BlindError:
        return blind_page(request, assessment, status=409 if request.method == "POST" else 200)
    form = _form(request, assessment, kind)
    if not form.is_valid():
        return _page(request, assessment, form, status=422 if form.is_bound else 200)
    try:
        order = _issue(request, assessment, form.wish) if "issue" in request.POST else _order(request, assessment, form)
    except NotIssuedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, assessment, form, press=refusal.press, status=422)
    return redirect("reports:order-detail", order.uuid)


def _order(request: PersonRequest, assessment: Assessment, form: OrderForm) -> ReportOrder:
    return order_report(assessment=assessment, wish=form.wish, by=request.user)


def _issue(request: PersonRequest, assessment: Assessment, wish: Wish) -> ReportOrder:
    """Issue what was chosen; raises NotIssuedError where that can't be done, or is to be asked first."""
    pressed = request.POST["issue"]
    instead_of = next(iter(_uuids([pressed])), None)
    if refusal := why_not(assessment, wish):
        raise NotIssuedError(refusal)
    if pressed != AGAIN and not instead_of and (question := issued_before(assessment, wish.kind)):
        raise NotIssuedError(question, press=AGAIN)
    try:
        return issue_report(
            assessment=assessment, kind=wish.kind, options=wish.options, by=request.user, instead_of=instead_of
        )
    except BeingIssuedError as fault:
        raise _refused_by(fault.order, request.user)


def _refused_by(order: ReportOrder, by: User) -> NotIssuedError:
    """What to say of the order that is in the way; while nobody works on it, the button takes its place."""
    now = timezone.now()
    is_idle = idle_since(order, now) is not None
    return NotIssuedError(in_the_way(order, by, now), press=str(order.uuid) if is_idle else FIRST)


@never_cache
@require_safe
def order_detail(request: PersonRequest, order_uuid: uuid.UUID) -> HttpResponse:
    """Say how far an order is; a page that asks again and again is answered in full only where something changed."""
    order = _own(request, order_uuid)
    if isinstance(order, HttpResponse):
        return order
    if order.is_open:
        ensure_worker()
    now = timezone.now()
    beat, idle = pace(now - order.at), idle_since(order, now) is not None
    waited = left_waiting(order, now) if idle else 0
    mark = f"{order.state}-{order.stage}-{beat}-{waited}-{idle}"
    if request.htmx and request.GET.get("seen") == mark:
        return HttpResponse(status=204)
    context = {
        "order": order,
        "assessment": order.assessment,
        "organisation": order.assessment and order.assessment.organisation,
        "steps": steps(order),
        "left_waiting": waited,
        "is_idle": idle,
        "beat": beat,
        "mark": mark,
        "reason": REASONS.get(order.reason, ""),
        "advice": advice_on(order),
    }
    part = "#progress" if request.htmx else ""
    return render(request, f"reports/order/detail.html{part}", context)


@require_POST
def order_again(request: PersonRequest, order_uuid: uuid.UUID) -> HttpResponse:
    """Order the same once more, as it stands now."""
    order = _own(request, order_uuid)
    if isinstance(order, HttpResponse):
        return order
    if order.assessment is None:
        again = order_guide(version=order.version, options=order.choices, by=request.user)
    elif order.issue:
        return _issue_again(request, order, order.assessment)
    else:
        again = order_report(assessment=order.assessment, wish=_wish(order), by=request.user)
    return redirect("reports:order-detail", again.uuid)


def _issue_again(request: PersonRequest, order: ReportOrder, assessment: Assessment) -> HttpResponse:
    """Try an issue again that could not be made; one that has its file keeps it, and is in the list."""
    options, kind = order.choices, Kind(order.kind)
    if not IssuedReport.objects.finished().filter(orders=order).exists():
        try:
            again = issue_report(assessment=assessment, kind=kind, options=options, by=request.user)
        except BeingIssuedError as fault:
            messages.info(request, in_the_way(fault.order, request.user, timezone.now()))
        else:
            return redirect("reports:order-detail", again.uuid)
    return redirect(f"{reverse('reports:order-list', args=[assessment.uuid])}#issued")


@never_cache
@require_safe
def order_file(request: PersonRequest, order_uuid: uuid.UUID) -> HttpResponse:
    """Give the file; whether the person may have it is asked anew each time."""
    order = _own(request, order_uuid)
    if isinstance(order, HttpResponse):
        return order
    if order.state != ReportOrder.State.DONE:
        return redirect("reports:order-detail", order.uuid)
    if order.issue:
        return redirect("reports:issue-file", order.issue.uuid)
    content = kept(order.file)
    if content is None:
        context = {"order": order, "organisation": order.assessment and order.assessment.organisation}
        return render(request, "reports/order/gone.html", context, status=404)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=order.file_name)}
    return HttpResponse(content, content_type=MEDIA_TYPES[Format(order.format)], headers=headers)


def _own(request: PersonRequest, order_uuid: uuid.UUID) -> ReportOrder | HttpResponse:
    """The person's own order, or the page that says why nothing of it can be shown while everybody scores alone."""
    try:
        return own_order(request.user, order_uuid)
    except BlindError:
        order = ReportOrder.objects.of(request.user).get(uuid=order_uuid)
        assessment = cast("Assessment", order.assessment)
        return blind_page(request, visible_assessment(request.user, assessment.uuid), status=409)


def _kind(request: PersonRequest, assessment: Assessment) -> Kind:
    """What was asked for, or what the person most likely wants; Http404 for what is no document of an assessment."""
    asked = request.POST.get("kind") or request.GET.get("kind")
    if not asked:
        return next(iter(_kinds(assessment)))
    if asked not in {str(kind) for kind in PURPOSES}:
        raise Http404
    return Kind(asked)


def _kinds(assessment: Assessment) -> Iterable[Kind]:
    """What the person that the assessment was read for is offered."""
    for kind in PURPOSES:
        if kind == Kind.CONSENSUS and not assessment.is_independent:
            continue
        if kind in WITHOUT_FIGURES or (may_manage(assessment) and not assessment.is_blind):
            yield kind


def _form(request: PersonRequest, assessment: Assessment, kind: Kind) -> OrderForm:
    start = _start(request, kind)
    offer = offer_of(assessment, kind, request.user, _uuids(start.get("against", ())))
    numbers = {number for number, _words in offer.revisions}
    asked = start.get("revision", "")
    if asked and kind == Kind.FULL and asked not in numbers | {str(assessment.approved_revision or "")}:
        raise Http404
    data = request.POST if request.method == "POST" else None
    return OrderForm(data, offer, words=words_of(assessment), initial=start)


def _start(request: PersonRequest, kind: Kind) -> dict[str, Any]:
    """What the form begins with: what an earlier order of the person asked for, or what the address says."""
    like = next(iter(_uuids([request.GET.get("like", "")])), None)
    found = ReportOrder.objects.of(request.user).filter(uuid=like, kind=kind).first() if like else None
    if found:
        return initial_of(_wish(found))
    start: dict[str, Any] = {name: request.GET[name] for name in ("format", "only", "revision") if name in request.GET}
    against = [str(one) for one in _uuids(request.GET.getlist("against"))]
    return start | ({"against": against} if against else {})


def _uuids(given: Iterable[str]) -> Iterable[uuid.UUID]:
    for one in given:
        try:
            yield uuid.UUID(one)
        except ValueError:
            continue


def _wish(order: ReportOrder) -> Wish:
    return Wish(Kind(order.kind), Format(order.format), order.choices, order.revision)


def _page(
    request: PersonRequest, assessment: Assessment, form: OrderForm, *, press: str = FIRST, status: int = 200
) -> HttpResponse:
    kinds = list(_kinds(assessment))
    orders = ReportOrder.objects.of(request.user).filter(assessment=assessment, kind__in=kinds)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "may_manage": may_manage(assessment),
        "kinds": [(kind, PURPOSES[kind]) for kind in kinds],
        "kind": form.offer.kind,
        "form": form,
        "orders": list(orders[:LISTED]),
        "may_issue": may_issue(assessment, form.offer.kind),
        "issue_value": press,
        "issued": issued_lines(IssuedReport.objects.of(assessment)[:LISTED]) if may_manage(assessment) else [],
    }
    return render(request, "reports/order/list.html", context, status=status)
