"""The scales of a version: ratings of an indicator, answers to an objective, maturity levels."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.framework import PERCENT, FrameworkVersion
from frameworks.models.version_content import VersionRow


class RatingStep(VersionRow):
    """One step of the rating scale of indicators."""

    reading_order = ("value",)
    taken = {"value": _("Another step of this scale has this rating already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="ratings")
    value = models.PositiveSmallIntegerField(_("rating"))
    title = models.CharField(_("title"), max_length=100)
    percent = models.DecimalField(_("worth (%)"), max_digits=5, decimal_places=2, validators=PERCENT)
    meaning = models.TextField(_("meaning"), blank=True)

    class Meta:
        ordering = ["value"]
        verbose_name = _("rating")
        verbose_name_plural = _("rating scale")
        constraints = [models.UniqueConstraint(fields=["version", "value"], name="one_step_a_rating")]

    def __str__(self) -> str:
        return f"{self.value} {self.title}"

    def value_object(self) -> plain.Rating:
        """The step as a plain value."""
        return plain.Rating(self.value, self.title, self.percent, self.meaning)


class ObjectiveStep(VersionRow):
    """One answer to the statement of objective."""

    reading_order = ("position", "pk")
    taken = {"code": _("Another answer of this scale has this code already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="objective_answers")
    code = models.SlugField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=100)
    percent = models.DecimalField(_("worth (%)"), max_digits=5, decimal_places=2, validators=PERCENT)
    meaning = models.TextField(_("meaning"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("objective answer")
        verbose_name_plural = _("objective scale")
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_objective_answer_a_code")]

    def __str__(self) -> str:
        return self.title

    def value_object(self) -> plain.ObjectiveAnswer:
        """The answer as a plain value."""
        return plain.ObjectiveAnswer(self.code, self.title, self.percent, self.meaning)


class MaturityLevel(VersionRow):
    """A maturity level by its lower bound, which is inclusive."""

    reading_order = ("number",)
    taken = {
        "number": _("Another level has this number already."),
        "from_percent": _("Another level starts here already."),
    }

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=100)
    from_percent = models.DecimalField(_("from (%)"), max_digits=5, decimal_places=2, validators=PERCENT)
    meaning = models.TextField(_("meaning"), blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("maturity level")
        verbose_name_plural = _("maturity levels")
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_level_a_number"),
            models.UniqueConstraint(fields=["version", "from_percent"], name="one_level_a_bound"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def value_object(self) -> plain.Level:
        """The level as a plain value."""
        return plain.Level(self.number, self.title, self.from_percent, self.meaning)
