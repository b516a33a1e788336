"""An order: somebody asked for a document, which is made in the background."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from frameworks.models import FrameworkVersion
from organisations.models import User
from reports.kinds import Format, Kind
from reports.models.issue import IssuedReport
from reports.options import Options


class State(models.TextChoices):
    """Where an order stands; it ends as done or failed, exactly once."""

    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being made")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Stage(models.TextChoices):
    """What is being done to it."""

    READING = "reading", _("Reading the answers")
    SETTING = "setting", _("Setting the pages")
    KEEPING = "keeping", _("Putting the file away")


class ReportOrderQuerySet(models.QuerySet["ReportOrder"]):
    """Reads of orders."""

    def open(self) -> Self:
        """Those that are not at an end."""
        return self.filter(state__in=[State.WAITING, State.WORKING])

    def of(self, user: User) -> Self:
        """The person's own, the newest first."""
        return self.filter(by=user).select_related("assessment__organisation", "version__framework", "issue")

    def for_making(self) -> Self:
        """With all that making it reads."""
        return self.select_related("assessment__organisation", "version__framework", "issue__edition", "by")


class ReportOrder(models.Model):
    """One order, written by ``reports.actions.orders`` and, at its end, by ``reports.actions.ending``.

    ``assessment`` is empty for a guide; ``revision`` is the approved one that was asked for, empty for “as it stands”.
    ``issue`` is the report that is issued by it. ``reason`` is one of ``reports.failures.REASONS`` once it failed.
    """

    State = State
    Stage = Stage

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="report_orders", null=True)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    format = models.CharField(max_length=10, choices=Format, default=Format.PDF)
    options = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    issue = models.ForeignKey(IssuedReport, on_delete=models.CASCADE, related_name="orders", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="report_orders")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=10, choices=Stage, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True)
    job = models.CharField(max_length=64, blank=True)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)

    objects = ReportOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("order of a report")
        verbose_name_plural = _("orders of reports")

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be made."""
        return self.state in {State.WAITING, State.WORKING}

    @property
    def choices(self) -> Options:
        """What was chosen for it."""
        return Options.from_json(self.options)
