"""Closing open points with a finding, which puts their elements back on the desk until it is considered.

All raise as ``assessments.actions.remarks`` does.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.access import assessment_for, desk_of, may_consider, refuse
from assessments.actions.remarks import StaleRemarkError, readable_remark, write_remark
from assessments.models import Assessment, Remark
from assessments.workflow import Act
from organisations.models import User


class NoFindingError(Exception):
    """A point was to be closed without saying what was found."""


class StillOpenError(Exception):
    """There is no finding yet that could be considered."""


@transaction.atomic
def close_point(*, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID, finding: str, version: int, by: User) -> Remark:
    """Write down what was found; on a closed point, in place of what was found before.

    The same finding by the same person counts once, however often it is sent. Raises NoFindingError and
    StaleRemarkError, where the point was changed or closed by somebody else in the meantime.
    """
    assessment = assessment_for(by, assessment_uuid, Act.NOTE, lock=True)
    point = _point(by, assessment, remark_uuid)
    finding = finding.strip()
    if not finding:
        raise NoFindingError
    if point.is_closed and (point.finding, point.closed_by_id) == (finding, by.pk):
        return point
    closed = {"closed_by": by, "closed_at": timezone.now(), "considered_by": None, "considered_at": None}
    return write_remark(point, version, finding=finding, **closed)


@transaction.atomic
def reopen_point(*, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID, by: User) -> Remark:
    """Open it again; what was found stays written, to go on from. One that is open stays as it is."""
    assessment = assessment_for(by, assessment_uuid, Act.NOTE, lock=True)
    point = _point(by, assessment, remark_uuid)
    if not point.is_closed:
        return point
    nobody = {"closed_by": None, "closed_at": None, "considered_by": None, "considered_at": None}
    return write_remark(point, point.version, **nobody)


@transaction.atomic
def consider_finding(*, assessment_uuid: uuid.UUID, remark_uuid: uuid.UUID, version: int, by: User) -> Remark:
    """Say that the answers are right in the light of the finding that was read; who may answer there may.

    Raises StillOpenError, and StaleRemarkError where the finding is another one by now.
    """
    assessment = assessment_for(by, assessment_uuid, Act.READ, lock=True)
    point = _point(by, assessment, remark_uuid)
    if not may_consider(desk_of(by, assessment), assessment.version.definition(), point.element):
        refuse(assessment, Act.SCORE)
        raise PermissionDenied
    if not point.is_closed:
        raise StillOpenError
    if point.version != version:
        raise StaleRemarkError(point)
    if point.considered_at is None:
        point.considered_by, point.considered_at = by, timezone.now()
        point.save(update_fields=["considered_by", "considered_at"])
    return point


def _point(by: User, assessment: Assessment, remark_uuid: uuid.UUID) -> Remark:
    point = readable_remark(by, assessment, remark_uuid)
    if point.kind != Remark.Kind.OPEN_POINT:
        raise Http404
    return point
