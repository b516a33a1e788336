"""The assessors' guide as far as it is rows: what is seen at each maturity level of an element."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.framework import FrameworkVersion
from frameworks.models.structure import Element
from frameworks.models.version_content import VersionContent


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
