"""A target that an organisation uses again and again."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from frameworks.models import Framework
from organisations.models import Organisation
from targets.asks import Asks, asks_from_json


class TargetProfileQuerySet(models.QuerySet["TargetProfile"]):
    """Reads of profiles."""

    def for_assessment(self, assessment: Assessment) -> Self:
        """Those that the assessment can take over: its organisation's, of its framework."""
        return self.filter(organisation=assessment.organisation_id, framework=assessment.version.framework_id)


class TargetProfile(models.Model):
    """What an organisation asks of each element of a framework, under a name; ``actions.profiles`` writes it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="target_profiles")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    asks = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = TargetProfileQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("target profile")
        verbose_name_plural = _("target profiles")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "framework", "name"], name="one_target_profile_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> Asks:
        """What is asked, by element code."""
        return asks_from_json(self.asks)
