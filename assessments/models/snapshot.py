"""A stored result: what an assessment's answers and scores were at one moment."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class Snapshot(models.Model):
    """Answers (the assessment document), result and names as JSON; written once, at approval, and never again."""

    class Kind(models.TextChoices):
        """What the snapshot was taken for."""

        APPROVAL = "approval", _("Approval")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="snapshots")
    kind = models.CharField(max_length=20, choices=Kind)
    document = models.JSONField()
    result = models.JSONField()
    names = models.JSONField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(kind="approval"), name="one_approval_an_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment}, {self.get_kind_display()}"
