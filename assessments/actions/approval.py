"""Approval: the manager freezes a complete assessment, and its result becomes a stored snapshot."""

import uuid

from django.db import transaction
from django.utils import timezone

from assessments.access import assessment_for, may
from assessments.actions.assessments import note_event, scores_to_json
from assessments.actions.notices import tell
from assessments.actions.workflow import IncompleteError, submit_for_review, team_of
from assessments.answersheet import assessment_answers, assessment_document
from assessments.document import document_to_json
from assessments.items import plain_answers
from assessments.models import Answer, Assessment, Event, Notice, Snapshot
from assessments.names import names_now, names_to_json
from assessments.results import Result, result_to_json
from assessments.scoring import score
from assessments.surroundings import surroundings_now
from assessments.workflow import Act, State
from organisations.models import User


class NothingCountedError(Exception):
    """Every element is excluded: complete it may be, but there is no result to approve."""


@transaction.atomic
def sign_off(*, assessment_uuid: uuid.UUID, by: User) -> Snapshot:
    """Approve at once what is still being worked at: both steps in one, for who may take both.

    Raises as ``submit_for_review`` and ``approve_assessment`` do.
    """
    assessment = assessment_for(by, assessment_uuid, Act.READ, lock=True)
    if may(assessment, Act.SUBMIT):
        submit_for_review(assessment_uuid=assessment_uuid, by=by)
    return approve_assessment(assessment_uuid=assessment_uuid, by=by)


@transaction.atomic
def approve_assessment(*, assessment_uuid: uuid.UUID, by: User) -> Snapshot:
    """Freeze the answers and store answers, result and names as a revision, scored afresh from every row.

    Raises Http404 or PermissionDenied for who may not approve, WrongStateError for one that is not in review,
    IncompleteError and NothingCountedError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.APPROVE, lock=True)
    definition = assessment.version.definition()
    rows = list(assessment.answers.order_by("pk"))
    result = score(definition, assessment_answers(rows))
    if not result.total.complete:
        raise IncompleteError
    if result.total.percent is None:
        raise NothingCountedError
    assessment.state = State.APPROVED
    assessment.approved_by, assessment.approved_at = by, timezone.now()
    assessment.save(update_fields=["state", "approved_by", "approved_at"])
    note_event(assessment, Event.Kind.APPROVED, by=by)
    tell(assessment=assessment, kind=Notice.Kind.APPROVED, to=team_of(assessment), by=by)
    return _keep(assessment, rows, result, by)


def _keep(assessment: Assessment, rows: list[Answer], result: Result, by: User) -> Snapshot:
    given = (answer for answer in plain_answers(assessment.version.definition(), rows) if answer.is_given)
    return Snapshot.objects.create(
        assessment=assessment,
        kind=Snapshot.Kind.APPROVAL,
        revision=assessment.revision,
        version=assessment.version,
        document=document_to_json(assessment_document(assessment, rows)),
        answers=[[answer.element, answer.item, answer.value, answer.reason] for answer in given],
        element_scores=scores_to_json(result),
        result=result_to_json(result),
        names=names_to_json(names_now(assessment, approved_by=by)),
        surroundings=surroundings_now(assessment, result),
        taken_by=by,
        taken_at=assessment.approved_at or timezone.now(),
    )
