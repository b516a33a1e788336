"""What reports answer when a floor below says something."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from assessments.models import Notice
from assessments.signals import cleared_away, place_asked
from jobs.models import Job
from jobs.signals import job_failed
from reports.actions.ending import fail
from reports.actions.tidying import tidy_orders
from reports.failures import reason_of
from reports.models import ReportOrder


@receiver(job_failed)
def end_order(*, job: Job, **_kwargs: Any) -> None:
    """A job that ended without a word ends its order: whoever waits for it is told, and why."""
    order = ReportOrder.objects.open().filter(job=str(job.uuid)).first()
    if order is not None:
        fail(order, reason_of(job))


@receiver(cleared_away)
def clear_away(*, now: datetime.datetime, **_kwargs: Any) -> None:
    """Old orders go, and files that nobody knows of."""
    tidy_orders(now=now)


@receiver(place_asked)
def page_of_reports(*, notice: Notice, **_kwargs: Any) -> str | None:
    """A notice of a report leads to the reports of the assessment."""
    if notice.kind not in {Notice.Kind.REPORT_READY, Notice.Kind.REPORT_FAILED}:
        return None
    return reverse("reports:order-list", args=[notice.assessment.uuid])
