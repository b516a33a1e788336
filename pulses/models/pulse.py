"""A pulse: some questions to whoever has its link, and how often each answer was given.

Nothing is kept of a single answer: no row, no order, no time, no sheet that would put one person's answers together.
"""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from frameworks.models import FrameworkVersion
from organisations.models.invitation import token_digest
from pulses.tally import Tally, ended, ended_sheets


class PulseQuerySet(models.QuerySet["Pulse"]):
    """Reads of pulses."""

    def with_token(self, token: str) -> Self:
        """The pulse, if any, whose link carries the token."""
        return self.filter(token_digest=token_digest(token))


class Pulse(models.Model):
    """One survey beside one assessment, written by ``pulses.actions``; the link's token is shown once and not kept.

    It asks in the words and with the scale of the framework version that the assessment had when it was made.
    ``sheets_waiting`` counts the forms that came in; when it is over they are ``sheets_shown``, if they are enough.
    """

    class Kind(models.TextChoices):
        """What is asked."""

        ELEMENTS = "elements", _("One question an element")
        DIMENSIONS = "dimensions", _("Quick scan: one question a dimension")

    class State(models.TextChoices):
        """Whether it can be answered today."""

        PLANNED = "planned", _("Not open yet")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="pulses")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("questions"), max_length=20, choices=Kind, default=Kind.ELEMENTS)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes after"))
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sheets_waiting = models.PositiveIntegerField(default=0, editable=False)
    sheets_shown = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PulseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("perception pulse")
        verbose_name_plural = _("perception pulses")
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="pulse_closes_after_opening")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        """How it stands today."""
        today = timezone.localdate()
        if self.closed_at is not None or today > self.closes_on:
            return Pulse.State.CLOSED
        return Pulse.State.PLANNED if today < self.opens_on else Pulse.State.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it can be answered today."""
        return self.state == Pulse.State.OPEN

    @property
    def can_be_deleted(self) -> bool:
        """Whether it is not being answered, and nothing has come of it that could be shown."""
        return not self.is_open and not self.sheets_told

    @property
    def sheets_told(self) -> int:
        """How many forms came in, as far as it may be told: 0 while it can be answered, and for fewer than five."""
        return ended_sheets(self.sheets_waiting + self.sheets_shown) if self.is_closed else 0

    @property
    def is_closed(self) -> bool:
        """Whether it can no longer be answered."""
        return self.state == Pulse.State.CLOSED


class PulseQuestion(models.Model):
    """One question, by the code of what it asks about, with the counts of its answers (``pulses.tally``)."""

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    waiting = models.JSONField(default=dict)
    shown = models.JSONField(default=dict)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["pulse", "code"], name="one_question_a_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def tally(self) -> Tally:
        """The counts as plain values."""
        return Tally(self.waiting, self.shown)

    def told(self, *, is_over: bool) -> Tally:
        """As much of it as may be shown: nothing while the pulse can be answered."""
        return ended(self.tally) if is_over else Tally()


class PulseReceipt(models.Model):
    """A form that was counted, by a digest of the id that the page gave it: sent again, it counts no second time.

    It leads to no answer and to nobody, and goes when the pulse is closed.
    """

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["digest"]

    def __str__(self) -> str:
        return self.digest
