"""The improvement plan of an assessment, and what happened to it."""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import AppendOnlyError, Assessment


class State(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")


class Plan(models.Model):
    """The plan of one assessment; written by ``plans.actions``, and made with its first action.

    ``version`` grows with every change of what is agreed on (not with progress), so that nobody approves what they
    have not seen. ``revision`` grows when an approved plan is reopened.
    """

    State = State

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="plan")
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved"), null=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("improvement plan")
        verbose_name_plural = _("improvement plans")

    def __str__(self) -> str:
        return str(self.assessment)

    @property
    def is_approved(self) -> bool:
        """Whether what was agreed on is frozen: progress and notes alone go on."""
        return self.state == State.APPROVED


class PlanEvent(models.Model):
    """One thing that happened to a plan, never changed; ``words`` holds the action's title, or a reason.

    An approval keeps the actions as they were agreed on in ``agreed``, each as names and values.
    """

    class Kind(models.TextChoices):
        """What happened."""

        ADDED = "added", _("Action added")
        CHANGED = "changed", _("Action changed")
        REMOVED = "removed", _("Action removed")
        APPROVED = "approved", _("Plan approved")
        REOPENED = "reopened", _("Plan reopened")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    revision = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    agreed = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a plan")
        verbose_name_plural = _("events of plans")

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stored once; a second time is refused."""
        if self.pk:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refused; with a whole assessment it goes all the same."""
        raise AppendOnlyError
