"""Every answer of an assessment, and every change that was made to it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Reads of answers."""

    def of_element(self, element: str) -> Self:
        """The answers of one element; ask an assessment's ``answers`` for it."""
        return self.filter(element=element)


class InSightManager(models.Manager.from_queryset(AnswerQuerySet)):  # type: ignore[misc]  # made at run time
    """Answers that the assessment's own framework version has a place for; every reader comes through here."""

    def get_queryset(self) -> AnswerQuerySet:
        """Without the rows that an upgrade has left behind."""
        rows: AnswerQuerySet = super().get_queryset().filter(out_of_sight=False)
        return rows


class Answer(models.Model):
    """One answer; made empty with its assessment, so that every later save is an update of one known version.

    ``value`` is ``""`` while not answered. An indicator takes a rating or ``n/a`` (with a reason), the objective an
    answer's code, the scope ``excluded`` (with a reason), the comment free text. Written by
    ``assessments.actions.answers``, and where the framework version changes, by ``assessments.actions.upgrades``.
    What the new version has no place for stays stored with its history, ``out_of_sight``: only ``stored`` finds it.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    element = models.CharField(_("element"), max_length=20)
    item = models.CharField(_("item"), max_length=20)
    value = models.TextField(_("value"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    out_of_sight = models.BooleanField(default=False)

    objects = InSightManager()
    stored = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "element", "item"], name="one_answer_an_item"),
        ]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.element}/{self.item}"


class AnswerChange(models.Model):
    """One accepted save of an answer: who gave which value when. Never changed, never deleted on its own."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="one_change_a_version")]

    def __str__(self) -> str:
        return f"{self.answer} v{self.version}"
