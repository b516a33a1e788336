"""The assessors' guide as far as it is rows: what is seen at each maturity level, and what helps to reach it."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.functions import Function
from frameworks.models.framework import FrameworkVersion
from frameworks.models.structure import Element
from frameworks.models.version_content import VersionContent

LEAST_EFFORT = Decimal("0.1")
NO_EFFORT = _("An effort is greater than 0; leave it empty where nothing is known.")


class LevelDescription(VersionContent):
    """What an assessor sees in an organisation whose element stands at a maturity level."""

    version_path = "element__version"
    part_of = "element"
    reading_order = ("element__position", "element_id", "level")
    taken = {"level": _("This level is described already.")}

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="level_descriptions")
    level = models.PositiveSmallIntegerField(_("level"), help_text=_("The number of a maturity level."))
    text = models.TextField(_("description"))

    class Meta:
        ordering = ["level"]
        verbose_name = _("level description")
        verbose_name_plural = _("level descriptions")
        constraints = [models.UniqueConstraint(fields=["element", "level"], name="one_description_a_level")]

    def __str__(self) -> str:
        return f"{self.element.code}, {self.level}"

    @property
    def version(self) -> FrameworkVersion:
        """The version that the element belongs to."""
        return self.element.version

    def history_place(self) -> tuple[int, str]:
        """Its version and its element."""
        return self.element.version_id, f"element-{self.element_id}"

    def value_object(self) -> plain.LevelDescription:
        """The description as a plain value."""
        return plain.LevelDescription(self.level, self.text)


class SuggestedAction(VersionContent):
    """Something to do that helps an element to reach a maturity level, ready to be taken over into a plan."""

    version_path = "element__version"
    part_of = "element"
    reading_order = ("element__position", "element_id", "level", "position", "pk")
    taken = {"title": _("This element has an action with this title already.")}

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="suggested_actions")
    level = models.PositiveSmallIntegerField(
        _("helps to reach level"), help_text=_("The number of a maturity level above the lowest.")
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what to do"))
    function = models.CharField(_("owning function"), max_length=40, choices=Function, blank=True)
    effort = models.DecimalField(
        _("effort (person-days)"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(LEAST_EFFORT, NO_EFFORT)],
        help_text=_("Roughly; empty where nothing is known."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["level", "position", "pk"]
        verbose_name = _("suggested action")
        verbose_name_plural = _("suggested actions")
        constraints = [
            models.UniqueConstraint(fields=["element", "title"], name="one_suggested_action_a_title"),
            models.CheckConstraint(
                condition=models.Q(effort__isnull=True) | models.Q(effort__gt=0),
                name="suggested_effort_positive",
                violation_error_message=NO_EFFORT,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def version(self) -> FrameworkVersion:
        """The version that the element belongs to."""
        return self.element.version

    def history_place(self) -> tuple[int, str]:
        """Its version and its element."""
        return self.element.version_id, f"element-{self.element_id}"

    def value_object(self) -> plain.SuggestedAction:
        """The action as a plain value."""
        return plain.SuggestedAction(self.level, self.title, self.text, self.function, self.effort)
