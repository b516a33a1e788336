"""Who may read, score and manage an assessment. A stranger gets the same 404 as for nothing."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.models import Assessment
from assessments.statements import PreparedQuery
from frameworks.models import FrameworkVersion
from organisations.models import User


def visible_assessment(user: User, assessment_uuid: uuid.UUID, *, lock: bool = False) -> Assessment:
    """The assessment for whoever may read it (its assessors, the organisation's managers); Http404 for others.

    It carries ``managed`` and ``assigned`` for the person, its framework version and its organisation, read in one
    query. With ``lock`` the row is held until the transaction ends, so that what changes an assessment follows one
    another on PostgreSQL; SQLite's immediate transactions do that by themselves. Then nothing is joined: who had to
    wait for an upgrade would find nothing, for the version that was joined is no longer the row's.
    """
    assessments = Assessment.objects.visible_to(user)
    if lock:
        assessments = assessments.select_for_update(of=("self",)).prefetch_related("version__framework", "organisation")
    else:
        assessments = assessments.select_related("version__framework", "organisation")
    found = assessments.filter(uuid=assessment_uuid).first()
    if found is None:
        raise Http404
    return found


def scorable_assessment(user: User, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment for those assigned to it, held until the transaction ends; refused to a manager who is not.

    The same query as ``visible_assessment`` with ``lock``, prepared, and without what a save does not need.
    """
    found = _SCORABLE.run(user=user.pk, assessment=assessment_uuid)
    if not found:
        raise Http404
    if not may_score(found[0]):
        raise PermissionDenied
    return found[0]


def managed_assessment(user: User, assessment_uuid: uuid.UUID, *, lock: bool = False) -> Assessment:
    """The assessment for the managers of its organisation; PermissionDenied for its assessors."""
    assessment = visible_assessment(user, assessment_uuid, lock=lock)
    if not may_manage(assessment):
        raise PermissionDenied
    return assessment


def tried_version(user: User, version_uuid: uuid.UUID) -> FrameworkVersion:
    """The framework version, draft or not, for those administrators who may change content; Http404 for others."""
    if not (user.is_staff and user.has_perm("frameworks.change_frameworkversion")):
        raise Http404
    return get_object_or_404(FrameworkVersion.objects.select_related("framework"), uuid=version_uuid)


def may_score(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for is assigned to it."""
    return bool(assessment.assigned)  # type: ignore[attr-defined]  # annotated by with_access_of


def may_manage(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for manages its organisation."""
    return bool(assessment.managed)  # type: ignore[attr-defined]  # annotated by with_access_of


_SCORABLE = PreparedQuery(
    lambda user, assessment: (
        Assessment.objects.visible_to(User(pk=user))
        .with_version_uuid()
        .select_for_update(of=("self",), no_key=True)
        .filter(uuid=assessment)
        .order_by()
    ),
    user=-1_234_567,
    assessment=uuid.UUID("00000000-0000-4000-8000-00000000feed"),
)
