"""What an assessor notes about an element: strengths, areas for improvement, and open points to check on site."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.individual_sheet import IndividualSheet
from organisations.models import User


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Reads of remarks; ask an assessment's ``remarks`` for them."""

    def readable_by(self, user: User, *, is_blind: bool) -> Self:
        """While everybody scores alone, one's own sheet's remarks; afterwards all."""
        return self.filter(Q(sheet=None) | Q(sheet__assessor=user)) if is_blind else self

    def open_points(self) -> Self:
        """What is to be checked on site, or was."""
        return self.filter(kind=Remark.Kind.OPEN_POINT)

    def back_on_the_desk(self) -> Self:
        """Open points that were closed with a finding which nobody has considered in the answers yet."""
        return self.open_points().filter(closed_at__isnull=False, considered_at=None)


class KeptManager(models.Manager.from_queryset(RemarkQuerySet)):  # type: ignore[misc]  # made at run time
    """What was not taken away; every reader comes through here."""

    def get_queryset(self) -> RemarkQuerySet:
        """Without what was taken away."""
        rows: RemarkQuerySet = super().get_queryset().filter(removed_at=None)
        return rows


class Remark(models.Model):
    """One remark on one element, written by ``assessments.actions.remarks``.

    One made while everybody scores alone belongs to its author's ``sheet`` and is shown to nobody else until the round
    has ended. An open point has a person and a place to ask, and is closed by a ``finding``; until ``considered_at``
    its element is back on the desk. One that was taken away stays stored: only ``stored`` finds it.
    """

    class Kind(models.TextChoices):
        """What the remark says."""

        STRENGTH = "strength", _("Strength")
        IMPROVEMENT = "improvement", _("Area for improvement")
        OPEN_POINT = "open-point", _("Open point")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="remarks")
    sheet = models.ForeignKey(IndividualSheet, on_delete=models.CASCADE, related_name="remarks", null=True)
    element = models.CharField(_("element"), max_length=20)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("text"), max_length=10_000)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    whom = models.CharField(_("whom to ask"), max_length=200, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="open_points"
    )
    finding = models.TextField(_("finding"), max_length=10_000, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    considered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    considered_at = models.DateTimeField(null=True)

    objects = KeptManager()
    stored = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["assessment", "element"])]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return self.text

    @property
    def is_closed(self) -> bool:
        """Whether it is an open point of which somebody has written down what they found."""
        return self.closed_at is not None
