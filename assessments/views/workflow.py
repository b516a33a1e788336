"""The steps of an assessment from state to state, each with a page that says what happens next."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import WrongStateError, assessment_for, assessment_of, desk_of, may
from assessments.actions.approval import NothingCountedError, sign_off
from assessments.actions.assessments import duties_of
from assessments.actions.workflow import (
    IncompleteError,
    NobodyAssignedError,
    NoSheetError,
    StandingErrorsError,
    UnfinishedSheetError,
    close_round,
    reopen_assessment,
    return_assessment,
    start_scoring,
    submit_for_review,
    submit_sheet,
    unsubmitted_sheets,
)
from assessments.answersheet import stored_result
from assessments.forms.workflow import CloseForm, ReopenForm, ReturnForm, SheetForm, StepForm, SubmitForm
from assessments.models import Assessment, Assignment
from assessments.progress import count_in_scope, open_in_scope, progress_of
from assessments.scopes import scope_words
from assessments.standing import standing_checks
from assessments.standing_rules import Weight
from assessments.steps import step_of
from assessments.workflow import Act, State
from assessments.workflow_words import state_words
from organisations.models import User
from organisations.requests import PersonRequest

PAGE = "assessments/workflow/step.html"
REFUSALS = (NobodyAssignedError, IncompleteError, StandingErrorsError, NothingCountedError, UnfinishedSheetError)


@dataclass(frozen=True)
class _Way:
    """How a step is taken: what it asks, what does it, what is said then, and what its page shows (``part``)."""

    form: type[forms.Form]
    take: Callable[..., object]
    done: Any  # a text that waits for the reader's language
    part: str
    about: Callable[[Assessment, User], dict[str, Any]]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_start(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """From draft to scoring."""
    return _step(request, assessment_uuid, Act.START)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_submit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Submit one's own sheet."""
    try:
        return _step(request, assessment_uuid, Act.SUBMIT_SHEET)
    except NoSheetError:
        messages.info(request, _("You have no sheet that could be submitted: it is in already, or you score nothing."))
        return redirect("assessments:assessment-detail", assessment_uuid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Close the blind round before all have submitted."""
    return _step(request, assessment_uuid, Act.CLOSE_ROUND)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_submit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Submit for review; what is not answered is shown first."""
    return _step(request, assessment_uuid, Act.SUBMIT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_return(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Return with comments."""
    return _step(request, assessment_uuid, Act.RETURN)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_approve(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether the result shall stand, and freeze it; an incomplete one says what is missing."""
    return _step(request, assessment_uuid, Act.APPROVE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_reopen(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Begin a new revision."""
    return _step(request, assessment_uuid, Act.REOPEN)


def _step(request: PersonRequest, assessment_uuid: uuid.UUID, act: Act) -> HttpResponse:
    way = WAYS[act]
    try:
        assessment = _readable(request.user, assessment_uuid, act)
        form = way.form(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return render(request, PAGE, _context(request, assessment, act, form))
        return _take(request, assessment, act, form)
    except WrongStateError as refusal:
        messages.info(request, state_words(refusal))
        return redirect("assessments:assessment-detail", assessment_uuid)


def _readable(user: User, assessment_uuid: uuid.UUID, act: Act) -> Assessment:
    """The assessment for whoever may take this step now; a manager may submit and approve in one."""
    if act != Act.APPROVE:
        return assessment_for(user, assessment_uuid, act)
    assessment = assessment_of(user, assessment_uuid, act)
    if not (may(assessment, act) or may(assessment, Act.SUBMIT)):
        raise WrongStateError(act, State(assessment.state))
    return assessment


def _take(request: PersonRequest, assessment: Assessment, act: Act, form: forms.Form) -> HttpResponse:
    way = WAYS[act]
    try:
        way.take(assessment_uuid=assessment.uuid, by=request.user, **form.cleaned_data)
    except REFUSALS as refusal:
        if isinstance(refusal, UnfinishedSheetError):
            form.add_error("even_unfinished", _("Answer what is open, or say here that it shall stay so."))
        return render(request, PAGE, _context(request, assessment, act, form), status=409)
    assessment.refresh_from_db()
    messages.success(request, _done_words(act, assessment) % {"title": assessment.title})
    return redirect("assessments:assessment-detail", assessment.uuid)


def _context(request: PersonRequest, assessment: Assessment, act: Act, form: forms.Form) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "step": step_of(assessment, act),
        "form": form,
        "part": f"assessments/workflow/{WAYS[act].part}.html",
        **WAYS[act].about(assessment, request.user),
    }


def _about_team(assessment: Assessment, _user: User) -> dict[str, Any]:
    duties, definition = duties_of(assessment), assessment.version.definition_in(get_language())
    team = [(user, duty, scope_words(definition, duty.scope)) for user, duty in duties.items()]
    return {"team": team, "is_barred": all(duty.scope == Assignment.NOTHING for duty in duties.values())}


def _about_own_sheet(assessment: Assessment, user: User) -> dict[str, Any]:
    desk, definition = desk_of(user, assessment), assessment.version.definition_in(get_language())
    if desk.own_sheet is None or desk.own_sheet.submitted_at:
        raise NoSheetError
    scope: str = assessment.scope  # type: ignore[attr-defined]  # annotated by with_access_of
    return {
        "count": count_in_scope(definition, desk.own_sheet, scope),
        "left_open": open_in_scope(definition, desk.own_sheet, scope),
    }


def _about_round(assessment: Assessment, _user: User) -> dict[str, Any]:
    return {
        "waited_for": [sheet.assessor for sheet in unsubmitted_sheets(assessment).select_related("assessor")],
        "submitted": assessment.sheets.exclude(submitted_at=None).count(),
    }


def _about_result(assessment: Assessment, _user: User) -> dict[str, Any]:
    definition = assessment.version.definition_in(get_language())
    progress = progress_of(definition, stored_result(assessment, definition))
    is_nothing = progress.total.complete and progress.total.percent is None
    return {
        "definition": definition,
        "progress": progress,
        "is_nothing": is_nothing,
        "is_barred": is_nothing or not progress.total.complete,
        "is_unsubmitted": may(assessment, Act.SUBMIT),
    }


def _about_sign_off(assessment: Assessment, user: User) -> dict[str, Any]:
    about = _about_result(assessment, user)
    checks = standing_checks(assessment) if assessment.complete else []
    has_errors = any(check.weight == Weight.ERROR for check in checks)
    return about | {"checks": checks, "has_errors": has_errors, "is_barred": about["is_barred"] or has_errors}


def _about_revision(assessment: Assessment, user: User) -> dict[str, Any]:
    return _about_result(assessment, user) | {"is_barred": False}


def _done_words(act: Act, assessment: Assessment) -> str:
    if act == Act.SUBMIT_SHEET and not assessment.is_blind:
        return _("Your sheet of “%(title)s” was the last one: the round has ended, and the team can agree now.")
    return str(WAYS[act].done)


WAYS: Mapping[Act, _Way] = {
    Act.START: _Way(StepForm, start_scoring, lazy("The scoring of “%(title)s” has started."), "_team", _about_team),
    Act.SUBMIT_SHEET: _Way(
        SheetForm,
        submit_sheet,
        lazy("Your sheet of “%(title)s” is in. The team can agree when the others’ are in, too."),
        "_own_sheet",
        _about_own_sheet,
    ),
    Act.CLOSE_ROUND: _Way(
        CloseForm,
        close_round,
        lazy("The round of “%(title)s” is closed: the team can agree now."),
        "_round",
        _about_round,
    ),
    Act.SUBMIT: _Way(
        SubmitForm, submit_for_review, lazy("“%(title)s” is submitted for review."), "_result", _about_sign_off
    ),
    Act.RETURN: _Way(
        ReturnForm, return_assessment, lazy("“%(title)s” is returned. The team is told."), "_result", _about_revision
    ),
    Act.APPROVE: _Way(
        StepForm, sign_off, lazy("“%(title)s” is approved. Its answers are frozen."), "_result", _about_sign_off
    ),
    Act.REOPEN: _Way(
        ReopenForm, reopen_assessment, lazy("“%(title)s” is open again. The team is told."), "_result", _about_revision
    ),
}
