"""The open points of an assessment: a checklist for on site, and what is done with each."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.access import WrongStateError, desk_of, visible_assessment
from assessments.actions.open_points import StillOpenError, close_point, consider_finding, reopen_point
from assessments.actions.remarks import StaleRemarkError, readable_remark
from assessments.cards import Card, card_of
from assessments.checklist import Checklist, Grouping, Show, checklist_of
from assessments.forms.open_point import FindingForm
from assessments.models import Assessment, Remark
from assessments.noted import noted, noted_of
from assessments.workflow_words import state_words
from organisations.requests import PersonRequest

PAGE = "assessments/open_point/list.html"
CARD = "assessments/open_point/_point.html"
FINDING = "assessments/open_point/_finding.html"


@never_cache
@require_safe
def open_point_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """What there is to find out, by person or by place."""
    return _page(request, visible_assessment(request.user, assessment_uuid))


@never_cache
@require_POST
def open_point_close(request: PersonRequest, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> HttpResponse:
    """Write down what was found."""
    assessment, point = _point(request, assessment_uuid, remark_uuid)
    form = FindingForm(request.POST, auto_id=f"finding-{point.uuid}-%s")
    if not form.is_valid():
        return _again(request, assessment, replace(_card(request, assessment, point), form=form), status=422)
    try:
        point = close_point(**_which(assessment, point), **form.cleaned_data, by=request.user)
    except WrongStateError as refusal:
        return _refused(request, assessment, point, state_words(refusal), form)
    except StaleRemarkError as refusal:
        return _stale(request, assessment, refusal.current, form)
    return _done(request, assessment, point, _("The finding is saved."))


@never_cache
@require_POST
def open_point_reopen(request: PersonRequest, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> HttpResponse:
    """Open a closed point again."""
    assessment, point = _point(request, assessment_uuid, remark_uuid)
    try:
        point = reopen_point(**_which(assessment, point), by=request.user)
    except WrongStateError as refusal:
        return _refused(request, assessment, point, state_words(refusal))
    return _done(request, assessment, point, _("The point is open again."))


@never_cache
@require_POST
def finding_consider(request: PersonRequest, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> HttpResponse:
    """Say that a finding is considered in the answers of its element."""
    assessment, point = _point(request, assessment_uuid, remark_uuid)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    fault = ""
    try:
        consider_finding(**_which(assessment, point), version=version, by=request.user)
    except WrongStateError as refusal:
        fault = state_words(refusal)
    except (StaleRemarkError, StillOpenError):
        fault = _("The finding has changed since you opened the page. Read it again first.")
    if request.htmx:
        card = replace(_card(request, assessment, _reread(request, assessment, point)), fault=fault)
        context = {"assessment": assessment, "card": card}
        return render(request, FINDING, context, status=409 if fault else 200)
    if fault:
        messages.error(request, fault)
    else:
        messages.success(request, _("Noted as considered."))
    return redirect("assessments:element-score", assessment.uuid, point.element)


def _point(request: PersonRequest, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> tuple[Assessment, Remark]:
    assessment = visible_assessment(request.user, assessment_uuid)
    return assessment, readable_remark(request.user, assessment, remark_uuid)


def _reread(request: PersonRequest, assessment: Assessment, point: Remark) -> Remark:
    return readable_remark(request.user, assessment, point.uuid)


def _which(assessment: Assessment, point: Remark) -> dict[str, Any]:
    return {"assessment_uuid": assessment.uuid, "remark_uuid": point.uuid}


def _card(request: PersonRequest, assessment: Assessment, point: Remark) -> Card:
    desk = desk_of(request.user, assessment)
    return card_of(desk, assessment.version.definition(), noted_of(point), request.user)


def _stale(request: PersonRequest, assessment: Assessment, current: Remark, form: FindingForm) -> HttpResponse:
    """Both findings, and the form with one's own, which now knows what it would be put in place of."""
    knowing = {"finding": form.cleaned_data["finding"], "version": current.version}
    form = FindingForm(knowing, auto_id=f"finding-{current.uuid}-%s")
    card = replace(_card(request, assessment, current), form=form, theirs=noted_of(current))
    return _again(request, assessment, card, status=409)


def _refused(
    request: PersonRequest, assessment: Assessment, point: Remark, fault: str, form: FindingForm | None = None
) -> HttpResponse:
    card = replace(_card(request, assessment, _reread(request, assessment, point)), fault=fault, form=form)
    return _again(request, assessment, card, status=409)


def _again(request: PersonRequest, assessment: Assessment, card: Card, *, status: int) -> HttpResponse:
    """The card with what was typed and why it is not saved; without JavaScript on the whole list."""
    if request.htmx:
        return render(request, CARD, _of_card(request, assessment, card), status=status)
    return _page(request, assessment, again=card, status=status)


def _done(request: PersonRequest, assessment: Assessment, point: Remark, words: str) -> HttpResponse:
    if request.htmx:
        card = _card(request, assessment, _reread(request, assessment, point))
        return render(request, CARD, _of_card(request, assessment, card))
    messages.success(request, words)
    choice = urlencode({"by": _grouping(request), "show": Show.ALL})
    address = reverse("assessments:open-point-list", args=[assessment.uuid])
    return redirect(f"{address}?{choice}#point-{point.uuid}")


def _of_card(request: PersonRequest, assessment: Assessment, card: Card) -> dict[str, Any]:
    element = assessment.version.definition_in(get_language()).element_by_code.get(card.noted.element)
    return {"assessment": assessment, "card": card, "element": element, "grouping": request.POST.get("by", "")}


def _page(
    request: PersonRequest, assessment: Assessment, *, again: Card | None = None, status: int = 200
) -> HttpResponse:
    definition = assessment.version.definition_in(get_language())
    show = Show.ALL if again else _show(request)
    checklist = checklist_of(definition, noted(assessment, request.user), request.user, _grouping(request), show)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "checklist": checklist,
        "groups": _groups(request, assessment, checklist, again),
        "grouping": checklist.grouping.value,
        "groupings": list(Grouping),
        "shows": [(one, checklist.counts[one]) for one in Show],
    }
    return render(request, PAGE, context, status=status)


def _groups(
    request: PersonRequest, assessment: Assessment, checklist: Checklist, again: Card | None
) -> list[dict[str, Any]]:
    definition, desk = assessment.version.definition(), desk_of(request.user, assessment)
    found = []
    for group in checklist.groups:
        pairs = [(point.element, card_of(desk, definition, point.noted, request.user)) for point in group.points]
        if again:
            pairs = [(element, again if card.noted.uuid == again.noted.uuid else card) for element, card in pairs]
        found.append({"heading": group.heading, "points": pairs})
    return found


def _grouping(request: PersonRequest) -> Grouping:
    sent = request.POST.get("by", request.GET.get("by", ""))
    return Grouping(sent) if sent in Grouping.values else Grouping.WHOM


def _show(request: PersonRequest) -> Show:
    sent = request.GET.get("show", "")
    return Show(sent) if sent in Show.values else Show.OPEN
