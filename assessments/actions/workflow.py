"""The steps of an assessment from state to state; ``assessments.workflow`` says who may take which.

Each is taken whole or not at all, written down as an event, and told to those whom it concerns. All raise Http404 or
PermissionDenied for who may not, and ``assessments.access.WrongStateError`` for a step that can't be taken from the
present state. The last one, approval, is ``assessments.actions.approval``.
"""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.access import assessment_for
from assessments.actions.assessments import make_sheets, note_event
from assessments.actions.notices import tell
from assessments.models import Assessment, Assignment, Event, IndividualSheet, Notice
from assessments.progress import open_in_scope
from assessments.standing import standing_checks
from assessments.standing_rules import Weight
from assessments.workflow import Act, State
from organisations.models import Membership, Role, User


class NobodyAssignedError(Exception):
    """The scoring can't start, for there is nobody to score."""


class IncompleteError(Exception):
    """Something is still not answered, so there is nothing to review."""


class StandingErrorsError(Exception):
    """A standing check has found an error."""


class UnfinishedSheetError(Exception):
    """Something that the person is to score is not answered, and they did not say that it shall be so."""


class NoWordsError(Exception):
    """The step needs a reason or a comment, and none was given."""


class NoSheetError(Exception):
    """The person has no sheet in this round, or has submitted it already."""


@transaction.atomic
def start_scoring(*, assessment_uuid: uuid.UUID, by: User) -> Assessment:
    """From draft to scoring; in independent scoring everybody gets a sheet of their own. Raises NobodyAssignedError."""
    assessment = assessment_for(by, assessment_uuid, Act.START, lock=True)
    if not assessment.assignments.exclude(scope=Assignment.NOTHING).exists():
        raise NobodyAssignedError
    _move(assessment, State.SCORING, Event.Kind.STARTED, by)
    if assessment.is_independent:
        make_sheets(assessment)
    tell(assessment=assessment, kind=Notice.Kind.ASSIGNED, to=team_of(assessment), by=by)
    return assessment


@transaction.atomic
def submit_sheet(*, assessment_uuid: uuid.UUID, by: User, even_unfinished: bool = True) -> IndividualSheet:
    """Lock one's own sheet; when it was the last one that was waited for, the round ends and consensus begins.

    Those are waited for who are assigned now. Raises NoSheetError, and unless ``even_unfinished``
    UnfinishedSheetError where something within the person's scope is not answered.
    """
    assessment = assessment_for(by, assessment_uuid, Act.SUBMIT_SHEET, lock=True)
    sheet = assessment.sheets.filter(assessor=by, submitted_at=None).first()
    if sheet is None:
        raise NoSheetError
    scope: str = assessment.scope  # type: ignore[attr-defined]  # annotated by with_access_of
    if not even_unfinished and open_in_scope(assessment.version.definition(), sheet, scope):
        raise UnfinishedSheetError
    sheet.submitted_at = timezone.now()
    sheet.save(update_fields=["submitted_at"])
    note_event(assessment, Event.Kind.SHEET_SUBMITTED, by=by)
    end_round_when_all_have_submitted(assessment, by=by)
    return sheet


def end_round_when_all_have_submitted(assessment: Assessment, *, by: User, words: str = "") -> None:
    """Begin consensus if nobody who is to score is waited for any more; within the caller's transaction."""
    if not assessment.sheets.exclude(submitted_at=None).exists() or unsubmitted_sheets(assessment).exists():
        return
    _move(assessment, State.CONSENSUS, Event.Kind.ROUND_ENDED, by, words)
    tell(assessment=assessment, kind=Notice.Kind.ROUND_ENDED, to=leads_of(assessment), by=by)


def unsubmitted_sheets(assessment: Assessment) -> QuerySet[IndividualSheet]:
    """The sheets that the round waits for: those of who is to score and has not submitted yet."""
    scoring = assessment.assignments.exclude(scope=Assignment.NOTHING).values("user")
    return assessment.sheets.filter(submitted_at=None, assessor__in=scoring)


@transaction.atomic
def close_round(*, assessment_uuid: uuid.UUID, reason: str, by: User) -> Assessment:
    """Begin consensus before all have submitted, which is written down with its reason. Raises NoWordsError."""
    assessment = assessment_for(by, assessment_uuid, Act.CLOSE_ROUND, lock=True)
    _move(assessment, State.CONSENSUS, Event.Kind.ROUND_CLOSED, by, _needed(reason))
    _tell_team(assessment, Notice.Kind.ROUND_ENDED, by, reason)
    return assessment


@transaction.atomic
def submit_for_review(*, assessment_uuid: uuid.UUID, by: User, words: str = "") -> Assessment:
    """Freeze the answers until somebody approves or returns them.

    Raises IncompleteError, and StandingErrorsError where a standing check finds what must not stay.
    """
    assessment = assessment_for(by, assessment_uuid, Act.SUBMIT, lock=True)
    if not assessment.complete:
        raise IncompleteError
    if any(check.weight == Weight.ERROR for check in standing_checks(assessment)):
        raise StandingErrorsError
    _move(assessment, State.REVIEW, Event.Kind.SUBMITTED, by, words.strip())
    tell(assessment=assessment, kind=Notice.Kind.SUBMITTED, to=managers_of(assessment), by=by, said=words.strip())
    return assessment


@transaction.atomic
def return_assessment(*, assessment_uuid: uuid.UUID, words: str, by: User) -> Assessment:
    """Give it back with comments: to scoring, or where there were individual sheets, to consensus."""
    assessment = assessment_for(by, assessment_uuid, Act.RETURN, lock=True)
    _move(assessment, _at_work(assessment), Event.Kind.RETURNED, by, _needed(words))
    _tell_team(assessment, Notice.Kind.RETURNED, by, words)
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment_uuid: uuid.UUID, reason: str, by: User) -> Assessment:
    """Begin a new revision of an approved assessment; its stored result stays as it was. Raises NoWordsError."""
    assessment = assessment_for(by, assessment_uuid, Act.REOPEN, lock=True)
    assessment.revision += 1
    assessment.approved_by = assessment.approved_at = None
    _move(assessment, _at_work(assessment), Event.Kind.REOPENED, by, _needed(reason))
    _tell_team(assessment, Notice.Kind.REOPENED, by, reason)
    return assessment


def team_of(assessment: Assessment) -> Iterable[User]:
    """Everybody who is assigned."""
    return assessment.assessors.all()


def leads_of(assessment: Assessment) -> Iterable[User]:
    """Who leads the team; where nobody is named, the organisation's managers."""
    return User.objects.filter(assignments__assessment=assessment, assignments__is_lead=True) or managers_of(assessment)


def managers_of(assessment: Assessment) -> Iterable[User]:
    """The managers of the assessment's organisation."""
    managing = Membership.objects.filter(organisation=assessment.organisation_id, role=Role.MANAGER)
    return User.objects.filter(memberships__in=managing)


def _tell_team(assessment: Assessment, kind: Notice.Kind, by: User, words: str) -> None:
    tell(assessment=assessment, kind=kind, to=team_of(assessment), by=by, said=words.strip())


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
