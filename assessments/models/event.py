"""What happened in the life of an assessment: every step from state to state, and who did it why."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class Event(models.Model):
    """One thing that happened, never changed. Written by ``assessments.actions``, with what it tells of."""

    class Kind(models.TextChoices):
        """What happened."""

        CREATED = "created", _("Created")
        STARTED = "started", _("Scoring started")
        ASSIGNED = "assigned", _("Team changed")
        SHEET_SUBMITTED = "sheet-submitted", _("Own sheet submitted")
        ROUND_ENDED = "round-ended", _("Round ended: all have submitted")
        ROUND_CLOSED = "round-closed", _("Round closed before all had submitted")
        SUBMITTED = "submitted", _("Submitted for review")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")
        REOPENED = "reopened", _("Reopened")
        REMINDED = "reminded", _("Reminded")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    revision = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_kind_display()}"
