"""Every answer of an assessment, and every change that was made to it."""

from typing import Any, Never, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.individual_sheet import IndividualSheet


class AppendOnlyError(Exception):
    """Somebody tried to change or delete what is written once for good."""


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Reads of answers."""

    def of_element(self, element: str) -> Self:
        """The answers of one element; ask an assessment's ``answers`` for it."""
        return self.filter(element=element)

    def delete(self) -> Never:
        """Refused: an answer would take its history with it. With a whole assessment it goes all the same."""
        raise AppendOnlyError


class InSightManager(models.Manager.from_queryset(AnswerQuerySet)):  # type: ignore[misc]  # made at run time
    """The assessment's own answers, joint or agreed, that its framework version has a place for.

    Every reader comes through here, so that no individual sheet shows up where it was not asked for.
    """

    def get_queryset(self) -> AnswerQuerySet:
        """Without the rows that an upgrade has left behind, and without those of individual sheets."""
        rows: AnswerQuerySet = super().get_queryset().filter(out_of_sight=False, sheet=None)
        return rows


class OnSheetManager(models.Manager.from_queryset(AnswerQuerySet)):  # type: ignore[misc]  # made at run time
    """The answers of individual sheets alone; who asks has to know whose they may see (``assessments.access``)."""

    def get_queryset(self) -> AnswerQuerySet:
        """Without the assessment's own."""
        rows: AnswerQuerySet = super().get_queryset().filter(sheet__isnull=False)
        return rows


class Answer(models.Model):
    """One answer; made empty with its assessment, so that every later save is an update of one known version.

    ``value`` is ``""`` while not answered. An indicator takes a rating or ``n/a`` (with a reason), the objective an
    answer's code, the scope ``excluded`` (with a reason), the confidence a grade, the comment free text. Written by
    ``assessments.actions.answers``, and where the framework version changes, by ``assessments.actions.upgrades``.
    What the new version has no place for stays stored with its history, ``out_of_sight``: only ``stored`` finds it.

    One with a ``sheet`` is what one assessor gave alone (``on_sheets``); one without is the assessment's own.
    ``taken_over`` marks one that was copied from the last cycle and that nobody has confirmed yet.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    sheet = models.ForeignKey(IndividualSheet, on_delete=models.CASCADE, related_name="answers", null=True)
    element = models.CharField(_("element"), max_length=20)
    item = models.CharField(_("item"), max_length=20)
    value = models.TextField(_("value"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    out_of_sight = models.BooleanField(default=False)
    taken_over = models.BooleanField(default=False)

    objects = InSightManager()
    on_sheets = OnSheetManager()
    stored = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "element", "item"],
                condition=models.Q(sheet__isnull=True),
                name="one_answer_an_item",
            ),
            models.UniqueConstraint(
                fields=["sheet", "element", "item"],
                condition=models.Q(sheet__isnull=False),
                name="one_answer_an_item_of_a_sheet",
            ),
        ]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.element}/{self.item}"

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refused, as of many."""
        raise AppendOnlyError


class Source(models.TextChoices):
    """From where an answer came."""

    DESK = "desk", _("Desk")
    LAST_CYCLE = "last-cycle", _("Taken over from the last cycle")
    CONSENSUS = "consensus", _("Consensus")
    IMPORT = "import", _("Import")
    UPGRADE = "upgrade", _("Change of framework version")


class AnswerChangeQuerySet(models.QuerySet["AnswerChange"]):
    """The history of answers, to which lines are only added."""

    def for_time_line(self) -> Self:
        """The newest first, with who made them on whose sheet, and what stood there before each."""
        before = AnswerChange.objects.filter(answer=OuterRef("answer"), version=OuterRef("version") - 1)
        return (
            self.select_related("changed_by", "answer__sheet__assessor")
            .annotate(
                value_before=Subquery(before.values("value")[:1]),
                reason_before=Subquery(before.values("reason")[:1]),
            )
            .order_by("-changed_at", "-pk")
        )

    def update(self, **kwargs: Any) -> Never:
        """Refused."""
        raise AppendOnlyError

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        """Refused."""
        raise AppendOnlyError

    def bulk_create(self, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list["AnswerChange"]:
        """New lines only, never one put over another."""
        if update_conflicts:
            raise AppendOnlyError
        return super().bulk_create(*args, **kwargs)

    def delete(self) -> Never:
        """Refused; with a whole assessment its history goes by the database's own rule."""
        raise AppendOnlyError


class AnswerChange(models.Model):
    """One accepted save of an answer: who gave which value when, and from where. Never changed, never deleted alone.

    What stood before is the line of the version before. ``operation`` is the id that the browser made for the save,
    by which one that was sent twice is known.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    taken_over = models.BooleanField(default=False)
    source = models.CharField(max_length=20, choices=Source, default=Source.DESK)
    operation = models.UUIDField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = AnswerChangeQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "version"], name="one_change_a_version"),
            models.UniqueConstraint(
                fields=["answer", "operation"],
                condition=models.Q(operation__isnull=False),
                name="one_change_an_operation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new line; one that is stored already is refused."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refused."""
        raise AppendOnlyError
