"""Withdrawing an order that nobody has begun to make, and freeing the numbers of reports that never came to be."""

import logging

from django.db import transaction
from django.utils import timezone

from organisations.models import Organisation, User
from reports.actions.ending import withdraw
from reports.models import IssuedReport, ReportOrder
from reports.models.issue import IssuedReportQuerySet
from reports.progress import idle_since

log = logging.getLogger(__name__)


class BegunError(Exception):
    """Somebody works on the order, or it has ended: there is nothing to withdraw."""


@transaction.atomic
def withdraw_order(*, order: ReportOrder, by: User) -> None:
    """End an order that ``reports.access.withdrawable_order`` gave to this person, while nobody works on it.

    Of a report that it was to issue nothing was given to anybody, so its number is free again. Raises BegunError.
    """
    if order.issue is not None:
        hold_numbers(order.issue.organisation_id)
    withdraw_idle(order, by=by)
    if order.issue is not None:
        give_up(IssuedReport.objects.filter(pk=order.issue.pk))


def withdraw_idle(order: ReportOrder, *, by: User) -> None:
    """End the order alone; of this and the worker that begins with it at the same moment one comes first.

    Whoever calls it is in a transaction. Raises BegunError.
    """
    held = ReportOrder.objects.select_for_update().filter(pk=order.pk).first()
    if held is None or idle_since(held, timezone.now()) is None or not withdraw(held, by=by):
        raise BegunError
    log.info("Order %s withdrawn by user %s", order.uuid, by.pk)


def hold_numbers(organisation_id: int) -> None:
    """Let nobody else count this organisation's numbers until the transaction ends."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def give_up(issues: IssuedReportQuerySet) -> None:
    """Free the numbers of those that could not be made and are not being made: nobody was ever given one."""
    abandoned = issues.filter(file_hash="").exclude(orders__in=ReportOrder.objects.open())
    ReportOrder.objects.filter(issue__in=abandoned).update(issue=None)
    abandoned.delete()
