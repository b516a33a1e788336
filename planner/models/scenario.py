"""Answers that could be others, kept under a name."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from frameworks.models import FrameworkVersion


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Reads of scenarios; ask an assessment's ``scenarios`` for them."""

    def with_people(self) -> "ScenarioQuerySet":
        """With who saved each, in the same query."""
        return self.select_related("by", "version")


class Scenario(models.Model):
    """Moves from an assessment's answers, written by ``planner.actions.scenarios``; what they come to is never stored.

    ``moves`` is a list of ``[element, item, value]``, valid in ``version``. After an upgrade of the assessment those
    that have no place any more are left out (``planner.reading.moves_of``).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scenarios")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    moves = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "name"], name="one_scenario_a_name")]
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    def __str__(self) -> str:
        return self.name
