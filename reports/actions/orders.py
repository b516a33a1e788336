"""Ordering a document."""

import logging

from django.db import transaction
from django.utils.translation import get_language

from assessments.models import Assessment
from frameworks.models import FrameworkVersion
from organisations.models import User
from reports.kinds import FORMATS, Format, Kind
from reports.models import IssuedReport, ReportOrder
from reports.options import Options, Wish
from reports.tasks import make_document

log = logging.getLogger(__name__)


@transaction.atomic
def order_report(*, assessment: Assessment, wish: Wish, by: User, issue: IssuedReport | None = None) -> ReportOrder:
    """Order a document of an assessment that ``reports.access.may_print`` gave to this person.

    The same wish sent twice, while the first is still open, is one order.
    """
    return _ordered(assessment=assessment, version=assessment.version, wish=wish, by=by, issue=issue)


@transaction.atomic
def order_guide(*, version: FrameworkVersion, options: Options, by: User) -> ReportOrder:
    """Order the assessors' guide of a framework version that this person may read."""
    return _ordered(assessment=None, version=version, wish=Wish(Kind.GUIDE, Format.PDF, options), by=by, issue=None)


def _ordered(
    *,
    assessment: Assessment | None,
    version: FrameworkVersion,
    wish: Wish,
    by: User,
    issue: IssuedReport | None,
) -> ReportOrder:
    if wish.format not in FORMATS[wish.kind]:
        raise ValueError(f"{wish.kind} is not made as {wish.format}")
    facts = {
        "assessment": assessment,
        "version": version,
        "kind": wish.kind,
        "format": wish.format,
        "options": wish.options.to_json(),
        "revision": wish.revision,
        "language": get_language() or "",
        "issue": issue,
        "by": by,
    }
    same = ReportOrder.objects.open().filter(**facts).first()
    if same:
        return same
    order = ReportOrder.objects.create(**facts)
    order.job = make_document.enqueue(str(order.uuid)).id
    order.save(update_fields=["job"])
    log.info("Order %s: %s as %s, by user %s", order.uuid, order.kind, order.format, by.pk)
    return order
