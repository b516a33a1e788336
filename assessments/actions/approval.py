"""Approval: the manager freezes a complete assessment, and its result becomes a stored snapshot."""

import uuid

from django.db import transaction
from django.utils import timezone

from assessments.access import managed_assessment
from assessments.answersheet import assessment_answers, assessment_document
from assessments.document import document_to_json
from assessments.models import Assessment, Snapshot
from assessments.names import names_now, names_to_json
from assessments.results import result_to_json
from assessments.scoring import score
from organisations.models import User


class IncompleteError(Exception):
    """Something is still not answered, so there is no result to approve."""


class NothingCountedError(Exception):
    """Every element is excluded: complete it may be, but there is no result to approve."""


class AlreadyApprovedError(Exception):
    """The assessment was approved before."""


@transaction.atomic
def approve_assessment(*, assessment_uuid: uuid.UUID, by: User) -> Snapshot:
    """Freeze the answers and store answers, result and names, scored afresh from every row.

    Raises Http404 or PermissionDenied for who may not approve, AlreadyApprovedError, IncompleteError and
    NothingCountedError.
    """
    assessment = managed_assessment(by, assessment_uuid, lock=True)
    if not assessment.is_open:
        raise AlreadyApprovedError
    definition = assessment.version.definition()
    rows = list(assessment.answers.order_by("pk"))
    result = score(definition, assessment_answers(rows))
    if not result.total.complete:
        raise IncompleteError
    if result.total.percent is None:
        raise NothingCountedError
    assessment.state = Assessment.State.APPROVED
    assessment.approved_by, assessment.approved_at = by, timezone.now()
    assessment.save(update_fields=["state", "approved_by", "approved_at"])
    return Snapshot.objects.create(
        assessment=assessment,
        kind=Snapshot.Kind.APPROVAL,
        version=assessment.version,
        document=document_to_json(assessment_document(assessment, rows)),
        result=result_to_json(result),
        names=names_to_json(names_now(assessment, approved_by=by)),
        taken_by=by,
        taken_at=assessment.approved_at,
    )
