"""The consensus screen: what the team has to talk about, in the order in which it matters, and what it agrees on."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import WrongStateError, assessment_for, may
from assessments.actions.answers import GivenAnswer, StaleAnswerError
from assessments.actions.consensus import agree_element, take_middle
from assessments.actions.many_answers import ManySaved
from assessments.agreement import Agreement, Standing
from assessments.consensus import build_element, groups
from assessments.forms.answer import MangledSheetError, given_answers
from assessments.items import items_of
from assessments.models import Answer, Assessment
from assessments.sheet import Row, conflict_of, row_of
from assessments.voices import Team, team_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User
from organisations.requests import PersonRequest

LIST, ELEMENT = "assessments/consensus/list.html", "assessments/consensus/element.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consensus_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show what lies how far apart, or take the middle of everything within the tolerance."""
    try:
        if request.method == "POST":
            return _take(request, assessment_uuid)
        assessment = assessment_for(request.user, assessment_uuid, Act.COMPARE)
    except WrongStateError as refusal:
        return _turned_away(request, assessment_uuid, refusal)
    agreement = team_of(assessment).agreement(assessment.answers.all(), get_language())
    definition = assessment.version.definition_in(get_language())
    context = _frame(assessment, agreement) | {"groups": groups(definition, agreement)}
    return render(request, LIST, context)


def _take(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    outcome = take_middle(assessment_uuid=assessment_uuid, by=request.user)
    taken = len(outcome.saved)
    words = ngettext("%(count)s answer is now agreed.", "%(count)s answers are now agreed.", taken)
    messages.success(request, words % {"count": taken} if taken else _("Nothing was left to be taken at its middle."))
    if outcome.invalid:
        messages.warning(request, _("Some could not be taken, for nothing in their element would apply. Discuss them."))
    return redirect("assessments:consensus-list", assessment_uuid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consensus_element(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Show everybody's answers to one element, or set what is agreed on."""
    if request.method == "POST":
        return _save(request, assessment_uuid, code)
    try:
        page = _Page.read(request.user, assessment_uuid, code)
    except WrongStateError as refusal:
        return _turned_away(request, assessment_uuid, refusal)
    return render(request, ELEMENT, page.context())


def _save(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    try:
        given = given_answers(request.POST)
        outcome = agree_element(assessment_uuid=assessment_uuid, element_code=code, given=given, by=request.user)
    except (MangledSheetError, Answer.DoesNotExist):
        _Page.read(request.user, assessment_uuid, code)
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    except WrongStateError as refusal:
        return _too_late(request, assessment_uuid, code, given, refusal)
    # Read again: the scores have moved, and so has what others wrote.
    page = _Page.read(request.user, assessment_uuid, code)
    if outcome.stale or outcome.invalid:
        sent = _Sent(given, outcome, request.user)
        return render(request, ELEMENT, page.context(sent), status=409 if outcome.stale else 422)
    return _onward(request, page, len(outcome.saved))


def _too_late(
    request: PersonRequest,
    assessment_uuid: uuid.UUID,
    code: str,
    given: Mapping[str, GivenAnswer],
    refusal: WrongStateError,
) -> HttpResponse:
    """The consensus ended while the person was typing: what they typed stays on the page, to be copied."""
    try:
        page = _Page.read(request.user, assessment_uuid, code)
    except WrongStateError:
        return _turned_away(request, assessment_uuid, refusal)
    words = state_words(refusal)
    sent = _Sent(given, ManySaved(), request.user, words)
    return render(request, ELEMENT, page.context(sent) | {"too_late": words}, status=409)


def _onward(request: PersonRequest, page: "_Page", saved: int) -> HttpResponse:
    words = ngettext("%(count)s answer was saved.", "%(count)s answers were saved.", saved)
    messages.success(request, words % {"count": saved} if saved else _("Nothing had changed; everything is saved."))
    code = page.element.code
    if request.POST.get("then") == "next":
        after = page.next_to_discuss
        if after is None:
            return redirect("assessments:consensus-list", page.assessment.uuid)
        code = after.code
    return redirect("assessments:consensus-element", page.assessment.uuid, code)


def _turned_away(request: PersonRequest, assessment_uuid: uuid.UUID, refusal: WrongStateError) -> HttpResponse:
    messages.info(request, state_words(refusal))
    return redirect("assessments:assessment-detail", assessment_uuid)


@dataclass(frozen=True)
class _Sent:
    """What a person sent, with what became of it; nothing that was typed is lost over it."""

    given: Mapping[str, GivenAnswer]
    outcome: ManySaved
    reader: User
    too_late: str = ""

    def upon(self, definition: FrameworkDefinition, element: str, row: Row) -> Row:
        """The row with what the person typed, and why it is not saved."""
        place, given = (element, row.item), self.given.get(row.item)
        if place in self.outcome.saved:
            return replace(row, saved=True)
        stale, fault = self.outcome.stale.get(place), self.outcome.invalid.get(place) or self.too_late
        is_same = given is None or (given.value, given.reason) == (row.value, row.reason)
        if given is None or is_same or not (stale or fault):
            return row
        typed = replace(row, value=given.value, reason=given.reason, version=given.version)
        if stale:
            return replace(typed, conflict=conflict_of(definition, StaleAnswerError(stale, given), self.reader))
        return replace(typed, fault=fault)


@dataclass(frozen=True)
class _Page:
    """All that the page of one element is made of."""

    assessment: Assessment
    team: Team
    answers: list[Answer]
    element: Element

    @classmethod
    def read(cls, user: User, assessment_uuid: uuid.UUID, code: str) -> "_Page":
        """Raises Http404 for an element that there is not, and as ``assessment_for`` does."""
        assessment = assessment_for(user, assessment_uuid, Act.COMPARE)
        element = assessment.version.definition_in(get_language()).element_by_code.get(code)
        if element is None:
            raise Http404
        answers = list(assessment.answers.select_related("changed_by"))
        return cls(assessment, team_of(assessment), answers, element)

    @property
    def agreement(self) -> Agreement:
        """How far the team is."""
        return self.team.agreement(self.answers, get_language())

    @property
    def next_to_discuss(self) -> Element | None:
        """The element that matters most of those that are still to be discussed, but for this one."""
        far = (one.element for one in self.agreement.ranked(Standing.FAR))
        return next((element for element in far if element.code != self.element.code), None)

    def context(self, sent: _Sent | None = None) -> dict[str, Any]:
        """What the page shows; with what was sent, where it was not saved."""
        definition, code = self.assessment.version.definition_in(get_language()), self.element.code
        stored = {answer.item: answer for answer in self.answers if answer.element == code}
        rows = {item: row_of(definition, self.element, stored[item]) for item in items_of(definition, self.element)}
        if sent:
            rows = {item: sent.upon(definition, code, row) for item, row in rows.items()}
        agreement = self.agreement
        compared = next(one for one in agreement.elements if one.element.code == code)
        return _frame(self.assessment, agreement) | {
            "element": self.element,
            "view": build_element(definition, compared, self.team, rows),
            "sheets": self.team.sheets,
            "remarks": self.assessment.remarks.filter(element=code).select_related("by"),
            "evidence_count": self.assessment.evidence_uses.filter(element=code).count(),
            "next_to_discuss": self.next_to_discuss,
        }


def _frame(assessment: Assessment, agreement: Agreement) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "may_agree": may(assessment, Act.AGREE),
        "agreed": agreement.count(Standing.AGREED),
        "near": agreement.count(Standing.NEAR),
        "far": agreement.count(Standing.FAR),
        "all": agreement.count(),
    }
