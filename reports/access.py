"""Who may have which document, asked when it is ordered, when it is made, and at every download.

A framework's guide is for whoever is signed in; that of a draft only for those who edit frameworks.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from assessments.access import BlindError, managed_assessment, may_manage, visible_assessment
from assessments.models import Assessment
from frameworks.models import FrameworkVersion
from organisations.models import User
from reports.kinds import WITHOUT_FIGURES, Kind
from reports.models import HouseStyle, IssuedReport, ReportOrder


def readable_version(user: User, framework: str, number: str) -> FrameworkVersion:
    """The version of the framework with this slug and number; Http404 where there is none for this person."""
    if "\x00" in number:  # no database has it, and PostgreSQL can't be asked
        raise Http404
    versions = FrameworkVersion.objects.all() if may_read_drafts(user) else FrameworkVersion.objects.published()
    found = versions.select_related("framework").filter(framework__slug=framework, number=number).first()
    if found is None:
        raise Http404
    return found


def may_read_drafts(user: User) -> bool:
    """Whether the person sees versions that nobody has published yet."""
    return user.is_staff and user.has_perm("frameworks.view_frameworkversion")


def may_print(user: User, kind: Kind, assessment_uuid: uuid.UUID) -> Assessment:
    """The assessment, for a person who may have this document of it.

    What holds no figure is for whoever sees the assessment; the rest for managers. Raises Http404 for a stranger,
    PermissionDenied for a member who does not manage, and BlindError while everybody scores alone.
    """
    assessment = visible_assessment(user, assessment_uuid)
    refuse(assessment, kind)
    return assessment


def refuse(assessment: Assessment, kind: Kind) -> None:
    """Raise PermissionDenied or BlindError unless the person that it was read for may have this document of it."""
    if kind in WITHOUT_FIGURES:
        return
    if not may_manage(assessment):
        raise PermissionDenied
    if assessment.is_blind:
        raise BlindError


def own_order(user: User, order_uuid: uuid.UUID) -> ReportOrder:
    """The person's own order, as long as they may have what it is of; Http404 else. Asked at every page and download.

    What is being blinded again is held back by ``BlindError``, as everywhere.
    """
    order = ReportOrder.objects.of(user).filter(uuid=order_uuid).first()
    if order is None:
        raise Http404
    if order.assessment:
        try:
            may_print(user, Kind(order.kind), order.assessment.uuid)
        except PermissionDenied:
            raise Http404
    else:
        readable_guide(user, order.version, order.choices.house)
    return order


def withdrawable_order(user: User, order_uuid: uuid.UUID) -> ReportOrder:
    """The person's own order, or one that issues a report of an assessment that they manage; Http404 else.

    Raises PermissionDenied for who sees the assessment and does not manage it.
    """
    order = ReportOrder.objects.for_making().filter(uuid=order_uuid).first()
    if order is None or (order.by_id != user.pk and order.issue is None):
        raise Http404
    if order.assessment is None:
        return order
    if order.by_id == user.pk:
        visible_assessment(user, order.assessment.uuid)
    else:
        managed_assessment(user, order.assessment.uuid)
    return order


def readable_guide(user: User, version: FrameworkVersion, house: str = "") -> FrameworkVersion:
    """The version, for a person who may read its guide, set in the style of an organisation that they manage.

    Http404 else.
    """
    if not (version.is_published or may_read_drafts(user)):
        raise Http404
    if house and not styles_of(user).filter(organisation__slug=house).exists():
        raise Http404
    return version


def styles_of(user: User) -> QuerySet[HouseStyle]:
    """The house styles of the organisations that the person manages, with these."""
    managed = user.memberships.managers().values("organisation")
    return HouseStyle.objects.filter(organisation__in=managed).select_related("organisation").order_by("organisation")


def managed_issue(user: User, issue_uuid: uuid.UUID) -> IssuedReport:
    """An issued report of an organisation that the person manages; Http404 for a stranger and where there is none.

    Raises PermissionDenied for a member who does not manage, and BlindError while everybody scores alone.
    """
    issue = IssuedReport.objects.finished().with_subject().filter(uuid=issue_uuid).first()
    if issue is None:
        raise Http404
    if managed_assessment(user, issue.assessment.uuid).is_blind:
        raise BlindError
    return issue
