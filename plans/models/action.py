"""What is to be done: an action of a plan, the answers that it will change, its notes and its evidence."""

import datetime
import uuid
from typing import Any, Never, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import AppendOnlyError, Evidence
from assessments.moves import Move
from frameworks.functions import Function
from plans.models.plan import Plan
from plans.steps import Step


class Status(models.TextChoices):
    """How far an action is."""

    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in-progress", _("In progress")
    BLOCKED = "blocked", _("Blocked")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


OVER = (Status.DONE, Status.DROPPED)


class ActionQuerySet(models.QuerySet["Action"]):
    """Reads of actions."""

    def for_lists(self) -> Self:
        """With all that a list shows of each, in two queries; what is due first stands first, without a day last."""
        ordered = self.order_by(F("due").asc(nulls_last=True), "created_at", "pk")
        return ordered.select_related("owner").prefetch_related("changes")

    def open(self) -> Self:
        """Those that are neither done nor dropped."""
        return self.exclude(status__in=OVER)


class KeptManager(models.Manager.from_queryset(ActionQuerySet)):  # type: ignore[misc]  # made at run time
    """What was not taken out of the plan; every reader comes through here."""

    def get_queryset(self) -> ActionQuerySet:
        """Without what was removed."""
        rows: ActionQuerySet = super().get_queryset().filter(removed_at=None)
        return rows


class Action(models.Model):
    """One action, written by ``plans.actions``; ``version`` counts the changes of what is agreed on.

    ``report_version`` counts those of status and progress, so that who reports is in nobody's way who edits.

    ``owner`` reads the assessment; somebody who doesn't is named in ``owner_name``. ``effort`` is in person-days.
    ``suggestion`` names the place in the guide that suggested it (``D2.6:3:1``), or the scenario that it
    was taken from. ``step`` is its place on the road map.
    """

    Status = Status

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=10_000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_actions"
    )
    owner_name = models.CharField(_("owner’s name"), max_length=200, blank=True)
    function = models.CharField(_("owning function"), max_length=40, choices=Function, blank=True)
    sponsor = models.CharField(_("sponsor"), max_length=200, blank=True)
    effort = models.DecimalField(_("effort"), max_digits=8, decimal_places=1, null=True, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    start = models.DateField(_("start"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PLANNED)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, validators=[MaxValueValidator(100)])
    step = models.CharField(_("step of the road map"), max_length=10, choices=Step, blank=True)
    suggestion = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=0)
    report_version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = KeptManager()
    stored = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["status", "due"])]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "suggestion"],
                condition=Q(removed_at__isnull=True) & ~Q(suggestion=""),
                name="one_action_a_suggestion",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="no_progress_above_100"),
        ]
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        """Whether it has been carried out."""
        return self.status == Status.DONE

    @property
    def counts(self) -> bool:
        """Whether it brings anything: all but what was dropped."""
        return self.status != Status.DROPPED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status not in OVER

    @property
    def owned_by(self) -> str:
        """Who sees to it, by name; empty while nobody does."""
        return str(self.owner) if self.owner else self.owner_name

    @property
    def moves(self) -> tuple[Move, ...]:
        """The answers that it will change."""
        return tuple(change.move for change in self.changes.all())

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether its day has passed while something is still to be done."""
        return self.is_open and self.due is not None and self.due < today


class ActionChange(models.Model):
    """One answer that an action will change, as a move of ``assessments.moves``."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="changes")
    element = models.CharField(_("element"), max_length=20)
    item = models.CharField(_("item"), max_length=20)
    value = models.CharField(_("value"), max_length=50)

    class Meta:
        ordering = ["element", "item", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "element", "item"], name="one_change_an_answer")]
        verbose_name = _("change of an answer")
        verbose_name_plural = _("changes of answers")

    def __str__(self) -> str:
        return f"{self.element}/{self.item}: {self.value}"

    @property
    def move(self) -> Move:
        """It as a plain value."""
        return Move(self.element, self.item, self.value)


class ActionNote(models.Model):
    """What somebody wrote about an action, or how far it was then; never changed.

    ``status`` and ``progress`` are what was set with it, empty where it only says something.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=10_000, blank=True)
    status = models.CharField(max_length=20, choices=Status, blank=True)
    progress = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("note on an action")
        verbose_name_plural = _("notes on actions")

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stored once; a second time is refused."""
        if self.pk:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refused; with a whole assessment it goes all the same."""
        raise AppendOnlyError


class ActionEvidence(models.Model):
    """A piece of the organisation's evidence that shows what an action has done."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="actions")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["evidence__title", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "evidence"], name="one_use_of_evidence_an_action")]
        verbose_name = _("evidence of an action")
        verbose_name_plural = _("evidence of actions")

    def __str__(self) -> str:
        return f"{self.action}: {self.evidence}"
