"""Noting strengths, areas for improvement and open points; changing them, and taking them away.

All raise Http404 or PermissionDenied for who may not, and ``assessments.access.WrongStateError`` in a state in which
nothing is noted. A remark that is somebody else's own while everybody scores alone is not there.
"""

import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.access import assessment_for, may_change_words
from assessments.models import Assessment, Remark
from assessments.readers import NotAReaderError, readers_of
from assessments.workflow import Act
from organisations.models import User


class StaleRemarkError(Exception):
    """Somebody has changed the remark since it was read; nothing was saved."""

    def __init__(self, current: Remark) -> None:
        """Keep what stands now."""
        super().__init__(current.uuid)
        self.current = current


@dataclass(frozen=True)
class GivenRemark:
    """What is noted; all but the text are an open point's."""

    text: str
    whom: str = ""
    place: str = ""
    assignee: User | None = None


@transaction.atomic
def add_remark(
    *,
    assessment_uuid: uuid.UUID,
    element_code: str,
    kind: Remark.Kind,
    given: GivenRemark,
    by: User,
    operation: uuid.UUID | None = None,
) -> Remark:
    """Note it at the element; while everybody scores alone, on one's own sheet.

    ``operation`` is the page's id of this remark: sent twice, it is noted once, in the words sent last; what somebody
    has changed since stays. Raises Http404 for an element that the framework does not have, and NotAReaderError.
    """
    assessment = assessment_for(by, assessment_uuid, Act.NOTE, lock=True)
    if element_code not in assessment.version.definition().element_by_code:
        raise Http404
    _refuse_stranger(assessment, given.assignee)
    place = {"assessment": assessment, "element": element_code, "kind": kind}
    noted = Remark.stored.filter(uuid=operation, by=by, **place).first() if operation else None
    if noted:
        return _noted_before(noted, given)
    remark = Remark(by=by, **place, **_fields(given))
    if operation and not Remark.stored.filter(uuid=operation).exists():
        remark.uuid = operation
    if assessment.is_blind:
        remark.sheet = assessment.sheets.filter(assessor=by).first()
    remark.save()
    return remark


@transaction.atomic
def edit_remark(
    *, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID, given: GivenRemark, version: int, by: User
) -> Remark:
    """Change what was noted; its author may, a lead and a manager. Raises StaleRemarkError, NotAReaderError.

    The same words again, from a reply that was lost, are no conflict.
    """
    assessment, remark = _changeable(by, assessment_uuid, remark_uuid)
    if given_of(remark) == given:
        return remark
    _refuse_stranger(assessment, given.assignee)
    return write_remark(remark, version, **_fields(given), edited_by=by, edited_at=timezone.now())


@transaction.atomic
def remove_remark(*, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID, by: User) -> Remark:
    """Take it out of sight; its author may, a lead and a manager. It stays stored, with who took it away."""
    _assessment, remark = _changeable(by, assessment_uuid, remark_uuid)
    remark.removed_by, remark.removed_at = by, timezone.now()
    remark.save(update_fields=["removed_by", "removed_at"])
    return remark


def readable_remark(user: User, assessment: Assessment, remark_uuid: uuid.UUID) -> Remark:
    """The remark, if the person may read it; else Http404."""
    remarks = assessment.remarks.readable_by(user, is_blind=assessment.is_blind)
    remark: Remark = get_object_or_404(remarks.select_related("by", "assignee", "closed_by"), uuid=remark_uuid)
    return remark


def given_of(remark: Remark) -> GivenRemark:
    """What was given of a remark."""
    return GivenRemark(remark.text, remark.whom, remark.place, remark.assignee)


def write_remark(remark: Remark, version: int, **fields: object) -> Remark:
    """Store these fields on top of the version that was read, or raise StaleRemarkError."""
    found = Remark.stored.filter(pk=remark.pk, version=version)
    if not found.update(version=version + 1, **fields):
        raise StaleRemarkError(remark)
    remark.refresh_from_db()
    return remark


def _changeable(by: User, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID) -> tuple[Assessment, Remark]:
    assessment = assessment_for(by, assessment_uuid, Act.NOTE, lock=True)
    remark = readable_remark(by, assessment, remark_uuid)
    if not may_change_words(assessment, remark.by_id, by):
        raise PermissionDenied
    return assessment, remark


def _noted_before(remark: Remark, given: GivenRemark) -> Remark:
    """What was sent again; a reply that was lost undoes nothing that was done to the remark since."""
    is_as_noted = remark.edited_at is None and remark.removed_at is None and not remark.is_closed
    if not is_as_noted or given_of(remark) == given:
        return remark
    return write_remark(remark, remark.version, **_fields(given))


def _fields(given: GivenRemark) -> dict[str, object]:
    return {"text": given.text, "whom": given.whom, "place": given.place, "assignee": given.assignee}


def _refuse_stranger(assessment: Assessment, assignee: User | None) -> None:
    if assignee is not None and assignee not in readers_of(assessment):
        raise NotAReaderError
