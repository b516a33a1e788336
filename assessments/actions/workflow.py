"""The steps of an assessment from state to state; ``assessments.workflow`` says who may take which.

Each is taken whole or not at all, and written down as an event. All raise Http404 or PermissionDenied for who may not,
and ``assessments.access.WrongStateError`` for a step that can't be taken from the present state. The last one,
approval, is ``assessments.actions.approval``.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from assessments.access import assessment_for
from assessments.actions.assessments import make_sheets, note_event
from assessments.models import Assessment, Event, IndividualSheet
from assessments.workflow import Act, State
from organisations.models import User


class NobodyAssignedError(Exception):
    """The scoring can't start, for there is nobody to score."""


class IncompleteError(Exception):
    """Something is still not answered, so there is nothing to review."""


class NoWordsError(Exception):
    """The step needs a reason or a comment, and none was given."""


class NoSheetError(Exception):
    """The person has no sheet in this round, or has submitted it already."""


@transaction.atomic
def start_scoring(*, assessment_uuid: uuid.UUID, by: User) -> Assessment:
    """From draft to scoring; in independent scoring everybody gets a sheet of their own. Raises NobodyAssignedError."""
    assessment = assessment_for(by, assessment_uuid, Act.START, lock=True)
    if not assessment.assignments.exists():
        raise NobodyAssignedError
    _move(assessment, State.SCORING, Event.Kind.STARTED, by)
    if assessment.is_independent:
        make_sheets(assessment)
    return assessment


@transaction.atomic
def submit_sheet(*, assessment_uuid: uuid.UUID, by: User) -> IndividualSheet:
    """Lock one's own sheet; when it was the last one that was waited for, the round ends and consensus begins.

    Those are waited for who are assigned now. Raises NoSheetError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.SUBMIT_SHEET, lock=True)
    sheet = assessment.sheets.filter(assessor=by, submitted_at=None).first()
    if sheet is None:
        raise NoSheetError
    sheet.submitted_at = timezone.now()
    sheet.save(update_fields=["submitted_at"])
    note_event(assessment, Event.Kind.SHEET_SUBMITTED, by=by)
    end_round_when_all_have_submitted(assessment, by=by)
    return sheet


def end_round_when_all_have_submitted(assessment: Assessment, *, by: User) -> None:
    """Begin consensus if nobody who is assigned is waited for any more; within the caller's transaction."""
    assigned = assessment.assignments.values("user")
    sheets = assessment.sheets
    if sheets.exclude(submitted_at=None).exists() and not sheets.filter(submitted_at=None, assessor__in=assigned):
        _move(assessment, State.CONSENSUS, Event.Kind.ROUND_ENDED, by)


@transaction.atomic
def close_round(*, assessment_uuid: uuid.UUID, reason: str, by: User) -> Assessment:
    """Begin consensus before all have submitted, which is written down with its reason. Raises NoWordsError."""
    assessment = assessment_for(by, assessment_uuid, Act.CLOSE_ROUND, lock=True)
    _move(assessment, State.CONSENSUS, Event.Kind.ROUND_CLOSED, by, _needed(reason))
    return assessment


@transaction.atomic
def submit_for_review(*, assessment_uuid: uuid.UUID, by: User, words: str = "") -> Assessment:
    """Freeze the answers until somebody approves or returns them. Raises IncompleteError."""
    assessment = assessment_for(by, assessment_uuid, Act.SUBMIT, lock=True)
    if not assessment.complete:
        raise IncompleteError
    _move(assessment, State.REVIEW, Event.Kind.SUBMITTED, by, words)
    return assessment


@transaction.atomic
def return_assessment(*, assessment_uuid: uuid.UUID, words: str, by: User) -> Assessment:
    """Give it back with comments: to scoring, or where there were individual sheets, to consensus."""
    assessment = assessment_for(by, assessment_uuid, Act.RETURN, lock=True)
    _move(assessment, _at_work(assessment), Event.Kind.RETURNED, by, _needed(words))
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment_uuid: uuid.UUID, reason: str, by: User) -> Assessment:
    """Begin a new revision of an approved assessment; its stored result stays as it was. Raises NoWordsError."""
    assessment = assessment_for(by, assessment_uuid, Act.REOPEN, lock=True)
    assessment.revision += 1
    assessment.approved_by = assessment.approved_at = None
    _move(assessment, _at_work(assessment), Event.Kind.REOPENED, by, _needed(reason))
    return assessment


def _at_work(assessment: Assessment) -> State:
    return State.CONSENSUS if assessment.is_independent else State.SCORING


def _needed(words: str) -> str:
    if not words.strip():
        raise NoWordsError
    return words.strip()


def _move(assessment: Assessment, to: State, kind: Event.Kind, by: User, words: str = "") -> None:
    assessment.state = to
    assessment.save(update_fields=["state", "revision", "approved_by", "approved_at"])
    note_event(assessment, kind, by=by, words=words)
