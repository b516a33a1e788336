"""What an assessment's manager reckons with for the effort of a step."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment


class EffortEstimate(models.Model):
    """An assessment's own efforts, written by ``planner.actions.efforts``; without one the default rule holds.

    ``ratings`` and ``objectives`` hold tenths of a person-day by the answer that a step leads to, ``factors`` percent
    by element where they differ from 100. ``version`` counts the changes.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="effort_estimate")
    ratings = models.JSONField(default=dict)
    objectives = models.JSONField(default=dict)
    factors = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("effort estimate")
        verbose_name_plural = _("effort estimates")

    def __str__(self) -> str:
        return str(self.assessment)
