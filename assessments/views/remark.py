"""What was noted about one element: a panel beside its questions, and a page of its own without JavaScript."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from assessments.access import WrongStateError, desk_of, may, may_change_words, visible_assessment
from assessments.actions.remarks import StaleRemarkError, add_remark, edit_remark, readable_remark, remove_remark
from assessments.cards import Card, card_of
from assessments.forms.remark import RemarkForm, edit_form, remark_form
from assessments.models import Assessment, Remark
from assessments.noted import Noted, noted, noted_of
from assessments.readers import readers_of
from assessments.views.place import element_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from frameworks.definition import Element
from organisations.models import User
from organisations.requests import PersonRequest

PAGE = "assessments/remark/list.html"
EDIT = "assessments/remark/edit.html"


@dataclass(frozen=True)
class Section:
    """What was noted of one kind, with the form for more where the person may note."""

    kind: str
    heading: str
    add: str
    cards: list[Card]
    form: RemarkForm | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_list(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Show what was noted about the element, or note something more."""
    assessment = visible_assessment(request.user, assessment_uuid)
    element = element_of(assessment, code)
    if request.method == "POST":
        return _add(request, assessment, element)
    return _panel(request, assessment, element)


def _add(request: PersonRequest, assessment: Assessment, element: Element) -> HttpResponse:
    kind = request.POST.get("kind", "")
    if kind not in Remark.Kind.values:
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    form = remark_form(kind, request.POST, _assignable(assessment))
    if not form.is_valid():
        return _panel(request, assessment, element, sent={kind: form}, status=422)
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "element_code": element.code}
    operation = form.cleaned_data["operation"]
    try:
        remark = add_remark(**place, kind=Remark.Kind(kind), given=form.given(), operation=operation, by=request.user)
    except WrongStateError as refusal:
        return _refused(request, assessment, element, refusal, form.given().text)
    return _done(request, assessment, element, f"#remark-{remark.uuid}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark_edit(request: PersonRequest, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> HttpResponse:
    """Change what was noted; where somebody else was faster both texts are shown."""
    assessment = visible_assessment(request.user, assessment_uuid)
    remark = readable_remark(request.user, assessment, remark_uuid)
    form = edit_form(remark, request.POST or None, _assignable(assessment))
    if request.method == "POST":
        return _edit(request, assessment, remark, form)
    if not may_change_words(assessment, remark.by_id, request.user):
        return _not_changeable(request, assessment, remark)
    return _edit_page(request, assessment, remark, form)


def _not_changeable(request: PersonRequest, assessment: Assessment, remark: Remark) -> HttpResponse:
    if may(assessment, Act.NOTE):
        raise PermissionDenied
    return redirect("assessments:remark-list", assessment.uuid, remark.element)


def _edit(request: PersonRequest, assessment: Assessment, remark: Remark, form: RemarkForm) -> HttpResponse:
    element = element_of(assessment, remark.element)
    if not form.is_valid():
        return _edit_page(request, assessment, remark, form, status=422)
    which: dict[str, Any] = {"assessment_uuid": assessment.uuid, "remark_uuid": remark.uuid}
    try:
        edit_remark(**which, given=form.given(), version=form.cleaned_data["version"] or 0, by=request.user)
    except WrongStateError as refusal:
        return _refused(request, assessment, element, refusal, form.given().text)
    except StaleRemarkError as refusal:
        # What was typed stays in the form, which now knows what it would be put in place of.
        knowing = {**request.POST.dict(), "version": str(refusal.current.version)}
        form = edit_form(remark, knowing, _assignable(assessment))
        return _edit_page(request, assessment, remark, form, theirs=noted_of(refusal.current), status=409)
    return _done(request, assessment, element, f"#remark-{remark.uuid}")


def _edit_page(
    request: PersonRequest,
    assessment: Assessment,
    remark: Remark,
    form: RemarkForm,
    *,
    theirs: Noted | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_around(assessment, element_of(assessment, remark.element)),
        **_known(noted(assessment, request.user)),
        "remark": remark,
        "form": form,
        "theirs": theirs,
    }
    return render(request, f"{EDIT}#form" if request.htmx else EDIT, context, status=status)


@never_cache
@require_POST
def remark_remove(request: PersonRequest, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> HttpResponse:
    """Take it away."""
    assessment = visible_assessment(request.user, assessment_uuid)
    remark = readable_remark(request.user, assessment, remark_uuid)
    element = element_of(assessment, remark.element)
    try:
        remove_remark(assessment_uuid=assessment.uuid, remark_uuid=remark.uuid, by=request.user)
    except WrongStateError as refusal:
        return _refused(request, assessment, element, refusal)
    return _done(request, assessment, element)


def _done(request: PersonRequest, assessment: Assessment, element: Element, anchor: str = "") -> HttpResponse:
    """The panel as it is now; retargeted, for it may be the answer to a form within it."""
    if request.htmx:
        return reswap(retarget(_panel(request, assessment, element), "#remarks"), "outerHTML")
    return redirect(reverse("assessments:remark-list", args=[assessment.uuid, element.code]) + anchor)


def _refused(
    request: PersonRequest, assessment: Assessment, element: Element, refusal: WrongStateError, unsaved: str = ""
) -> HttpResponse:
    """The panel, with why nothing was saved and what was typed, to be copied."""
    told = {"fault": state_words(refusal), "unsaved": unsaved}
    response = _panel(request, assessment, element, told=told, status=409)
    return reswap(retarget(response, "#remarks"), "outerHTML") if request.htmx else response


def _panel(
    request: PersonRequest,
    assessment: Assessment,
    element: Element,
    *,
    sent: Mapping[str, RemarkForm] | None = None,
    told: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    remarks = noted(assessment, request.user)
    desk = desk_of(request.user, assessment)
    definition = assessment.version.definition()
    cards = [card_of(desk, definition, one, request.user) for one in remarks if one.element == element.code]
    context = {
        **_around(assessment, element),
        **_known(remarks),
        "sections": _sections(assessment, cards, sent or {}),
        "may_note": may(assessment, Act.NOTE),
        "own_sheet": desk.own_sheet,
        **(told or {}),
    }
    return render(request, f"{PAGE}#panel" if request.htmx else PAGE, context, status=status)


def _around(assessment: Assessment, element: Element) -> dict[str, Any]:
    return {"assessment": assessment, "organisation": assessment.organisation, "element": element}


def _sections(assessment: Assessment, cards: list[Card], sent: Mapping[str, RemarkForm]) -> list[Section]:
    people = _assignable(assessment) if may(assessment, Act.NOTE) else []
    return [
        Section(
            kind,
            heading,
            add,
            [card for card in cards if card.noted.kind == kind],
            (sent.get(kind) or remark_form(kind, None, people)) if may(assessment, Act.NOTE) else None,
        )
        for kind, heading, add in (
            (Remark.Kind.STRENGTH, _("Strengths"), _("Add a strength")),
            (Remark.Kind.IMPROVEMENT, _("Areas for improvement"), _("Add an area for improvement")),
            (Remark.Kind.OPEN_POINT, _("Open points"), _("Add an open point")),
        )
    ]


def _assignable(assessment: Assessment) -> list[User]:
    """Who an open point can be given to; while everybody scores alone it stays one's own."""
    return [] if assessment.is_blind else readers_of(assessment)


def _known(remarks: list[Noted]) -> dict[str, list[str]]:
    """The people and places that the reader's points name, to be offered again."""
    return {
        "known_whom": sorted({one.whom for one in remarks if one.whom}, key=str.casefold),
        "known_place": sorted({one.place for one in remarks if one.place}, key=str.casefold),
    }
