"""Where an organisation wants to be, as seen from one assessment, in as many versions as it was said."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from frameworks.models import FrameworkVersion
from targets.asks import Asks, Scope, asks_from_json


class Target(models.Model):
    """One version of the target of an assessment, never changed. Written by ``targets.actions.targets`` alone.

    ``asks`` holds what is asked, as ``targets.asks`` writes it, with the codes and levels of ``version``. The points
    are the total as it was when the target was set, and what was asked of it then: a record, from which nothing is
    reckoned.
    """

    SCOPES = [
        (Scope.ELEMENTS, _("Each element")),
        (Scope.DIMENSIONS, _("Each dimension")),
        (Scope.TOTAL, _("The total")),
    ]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="targets")
    number = models.PositiveIntegerField(_("version"))
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(_("what is asked"), max_length=20, choices=SCOPES)
    asks = models.JSONField(default=dict)
    due_on = models.DateField(_("due"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    profile = models.CharField(_("profile"), max_length=100, blank=True)
    points_then = models.DecimalField(max_digits=12, decimal_places=2)
    points_asked = models.DecimalField(max_digits=12, decimal_places=2)
    maximum_then = models.DecimalField(max_digits=12, decimal_places=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="one_target_a_number")]

    def __str__(self) -> str:
        return f"{self.assessment}, {self.number}"

    @property
    def asked(self) -> Asks:
        """What is asked, by code."""
        return asks_from_json(self.asks)
