"""The scoring page: one element with all its answers, read by GET and, without JavaScript, saved by POST."""

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

from assessments.access import WrongStateError, desk_of, may_answer, visible_assessment
from assessments.actions.answers import (
    GivenAnswer,
    OtherSheetError,
    OtherVersionError,
    SavedSheet,
    SubmittedSheetError,
    UsedOperationError,
    save_sheet,
)
from assessments.answersheet import stored_result
from assessments.beside import folds_of
from assessments.cards import on_the_desk
from assessments.forms.answer import MangledSheetError, given_answers, seen_framework
from assessments.guide import ElementGuide
from assessments.items import items_of
from assessments.lock_words import lock_words
from assessments.models import Answer, Assessment
from assessments.progress import ElementProgress, Progress, progress_of
from assessments.sheet import Row, build_sheet, conflict_of, row_of
from assessments.views.refusal import refused_sheet
from assessments.workflow_words import state_words
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User
from organisations.requests import PersonRequest

PAGE = "assessments/element/score.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def element_score(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Show the element's sheet, or save all of it at once."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if request.method == "POST":
        return _save(request, assessment, code)
    return render(request, PAGE, _context(request.user, assessment, _element(assessment, code)))


def _element(assessment: Assessment, code: str) -> Element:
    element = _read(assessment).element_by_code.get(code)
    if element is None:
        raise Http404
    return element


def _save(request: PersonRequest, assessment: Assessment, code: str) -> HttpResponse:
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "element_code": code}
    try:
        given, seen = given_answers(request.POST), seen_framework(request.POST)
        sheet = request.POST.get("sheet")
        outcome = save_sheet(**place, given=given, by=request.user, framework_version=seen, sheet=sheet)
    except (MangledSheetError, UsedOperationError, Answer.DoesNotExist):
        _element(assessment, code)
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    except (OtherVersionError, OtherSheetError):
        return refused_sheet(request, assessment, code, given, seen)
    except WrongStateError as refusal:
        messages.error(request, state_words(refusal))
        return redirect(request.path)
    except SubmittedSheetError:
        messages.error(request, _("You have submitted your sheet, so nothing was saved."))
        return redirect(request.path)
    # Read again: the scores have moved, and so has what others wrote.
    assessment = visible_assessment(request.user, assessment.uuid)
    element = _element(assessment, code)
    if outcome.stale or outcome.invalid:
        context = _context(request.user, assessment, element, _Sent(given, outcome, request.user))
        return render(request, PAGE, context, status=409 if outcome.stale else 422)
    return _onward(request, assessment, element, len(outcome.saved))


@dataclass(frozen=True)
class _Sent:
    """A sheet that was sent, with what became of it; nothing that was typed is lost over it."""

    given: Mapping[str, GivenAnswer]
    outcome: SavedSheet
    reader: User

    def upon(self, definition: FrameworkDefinition, row: Row) -> Row:
        """The row with what the person typed, and why it is not saved."""
        if row.item in self.outcome.saved:
            return replace(row, saved=True)
        if row.item not in self.outcome.stale and row.item not in self.outcome.invalid:
            return row
        given = self.given[row.item]
        stale = self.outcome.stale.get(row.item)
        return replace(
            row,
            value=given.value,
            reason=given.reason,
            version=given.version,
            fault=self.outcome.invalid.get(row.item, ""),
            conflict=conflict_of(definition, stale, self.reader) if stale else None,
        )


def _context(reader: User, assessment: Assessment, element: Element, sent: _Sent | None = None) -> dict[str, Any]:
    definition = _read(assessment)
    desk = desk_of(reader, assessment)
    progress = progress_of(definition, stored_result(desk.scored, definition))
    stored = {answer.item: answer for answer in desk.answers.of_element(element.code).select_related("changed_by")}
    # One is missing only when an upgrade came in between; what is answered on that page is then refused in kind words.
    answers = [stored.get(item) or Answer(item=item) for item in items_of(definition, element)]
    rows = [row_of(definition, element, answer) for answer in answers]
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "sheet": build_sheet(element, [sent.upon(definition, row) for row in rows] if sent else rows),
        "progress": progress,
        **around(definition, element, progress),
        "beside": folds_of(reader, desk, element.code),
        **on_the_desk(desk, definition, reader, element.code),
        "own_sheet": desk.own_sheet,
        "next_open": _next_open(progress, definition, assessment, element.code),
        "may_score": may_answer(assessment, definition, element.code) and not desk.is_locked,
        "locked": lock_words(desk, definition, element.code),
    }


def _next_open(
    progress: Progress, definition: FrameworkDefinition, assessment: Assessment, code: str
) -> ElementProgress | None:
    """Where the person goes on from here: the next place that is theirs and in which something is not answered."""
    around_the_table = progress.open_after(code)
    return next((one for one in around_the_table if may_answer(assessment, definition, one.element.code)), None)


def around(definition: FrameworkDefinition, element: Element, progress: Progress) -> dict[str, Any]:
    """What the page of an element shows around its sheet: where it stands, its guide, and the way on."""
    here = progress.place(element.code)
    return {
        "element": element,
        "here": here,
        "guide": ElementGuide(definition, element, here.score),
        "figures": progress.figures(element.code),
        "group_count": progress.group_count(element.code),
        "all_count": progress.count,
        "dimension": progress.dimension_of(element.code),
        "before": progress.before(element.code),
        "after": progress.after(element.code),
    }


def _read(assessment: Assessment) -> FrameworkDefinition:
    """The content as this reader reads it."""
    return assessment.version.definition_in(get_language())


def _onward(request: PersonRequest, assessment: Assessment, element: Element, saved: int) -> HttpResponse:
    words = ngettext("%(count)s answer was saved.", "%(count)s answers were saved.", saved)
    messages.success(request, words % {"count": saved} if saved else _("Nothing had changed; everything is saved."))
    definition = _read(assessment)
    codes = [one.code for one in definition.walk()]
    place = codes.index(element.code) + (request.POST.get("then") == "next")
    return redirect("assessments:element-score", assessment.uuid, codes[min(place, len(codes) - 1)])
