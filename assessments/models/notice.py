"""What a person is told of: an assignment, a mention, a return, a date that comes near, an approval."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class Notice(models.Model):
    """One notice to one person, written by ``assessments.actions.notices``; ``sent_at`` once an e-mail has told it.

    ``words`` is what it says, in the reader's language when it was made; ``element`` leads to a place within.
    """

    class Kind(models.TextChoices):
        """What it tells of."""

        ASSIGNED = "assigned", _("Assignment")
        MENTIONED = "mentioned", _("Mention")
        RETURNED = "returned", _("Return")
        DUE = "due", _("Due date near")
        REMINDER = "reminder", _("Reminder")
        ROUND_ENDED = "round-ended", _("End of the round")
        SUBMITTED = "submitted", _("Review asked for")
        APPROVED = "approved", _("Approval")
        REOPENED = "reopened", _("Reopening")
        EXPIRING = "expiring", _("Evidence expires")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="notices")
    element = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "sent_at"])]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return self.words
