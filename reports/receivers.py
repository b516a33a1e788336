"""What reports answer when a floor below says something."""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from assessments.models import Notice
from assessments.signals import place_asked
from jobs.models import Job
from jobs.signals import job_failed
from reports.actions.ending import fail
from reports.models import ReportOrder


@receiver(job_failed)
def end_order(*, job: Job, **_kwargs: Any) -> None:
    """A job that ended without a word ends its order: whoever waits for it is told."""
    order = ReportOrder.objects.open().filter(job=str(job.uuid)).first()
    if order is not None:
        fail(order, "lost")


@receiver(place_asked)
def page_of_reports(*, notice: Notice, **_kwargs: Any) -> str | None:
    """A notice of a report leads to the reports of the assessment."""
    if notice.kind not in {Notice.Kind.REPORT_READY, Notice.Kind.REPORT_FAILED}:
        return None
    return reverse("reports:order-list", args=[notice.assessment.uuid])
