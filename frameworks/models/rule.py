"""Rules of a version beside its structure: gates of the total's level, and what became of older codes."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from frameworks import definition as plain
from frameworks.models.framework import PERCENT, FrameworkVersion
from frameworks.models.lines import LinesField, lines_of
from frameworks.models.structure import CODE
from frameworks.models.version_content import VersionRow


class Gate(VersionRow):
    """Holds the total below a maturity level while something in its scope is too weak."""

    class Scope(models.TextChoices):
        """What a gate looks at."""

        CATEGORY = "category", _("Categories")
        DIMENSION = "dimension", _("Dimensions")
        ELEMENT = "element", _("Elements")

    reading_order = ("position", "pk")
    taken = {"code": _("Another gate of this version has this code already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="gates")
    code = models.CharField(_("code"), max_length=20, validators=[CODE])
    title = models.CharField(_("title"), max_length=200, help_text=_("Said beside a result that is held back."))
    scope = models.CharField(_("looks at"), max_length=20, choices=Scope)
    codes = LinesField(_("only these"), blank=True, help_text=_("Codes, one a line; empty means all of them."))
    at_least = models.DecimalField(
        _("at least (%)"),
        max_digits=5,
        decimal_places=2,
        validators=PERCENT,
        help_text=_("What each of them must reach for the level."),
    )
    level = models.PositiveSmallIntegerField(_("for level"), help_text=_("The number of the level, and all above it."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_gate_a_code")]

    def __str__(self) -> str:
        return self.title

    def value_object(self) -> plain.Gate:
        """The gate as a plain value."""
        scope: Any = self.scope
        return plain.Gate(self.code, self.title, scope, lines_of(self.codes), self.at_least, self.level)


class UpgradeRule(VersionRow):
    """What became of an older version's rating, objective answer, element or indicator that has another code here."""

    class Kind(models.TextChoices):
        """What a rule maps."""

        RATING = "rating", _("Rating")
        OBJECTIVE = "objective", _("Objective answer")
        ELEMENT = "element", _("Element")
        INDICATOR = "indicator", _("Indicator")

    reading_order = ("pk",)
    taken = {"old": _("This one is mapped already.")}

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="upgrade_rules")
    from_version = models.CharField(
        _("from version"), max_length=20, validators=[RegexValidator(r"^[0-9]+(\.[0-9]+)*\Z")]
    )
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    old = models.CharField(_("there"), max_length=25, help_text=_("Its code, or rating, in the older version."))
    new = models.CharField(_("here"), max_length=25, help_text=_("Its code, or rating, in this version."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("upgrade rule")
        verbose_name_plural = _("upgrade rules")
        constraints = [
            models.UniqueConstraint(fields=["version", "from_version", "kind", "old"], name="one_upgrade_rule_a_code")
        ]

    def __str__(self) -> str:
        return f"{self.from_version}: {self.old} → {self.new}"

    def value_object(self) -> plain.UpgradeRule:
        """The rule as a plain value."""
        kind: Any = self.kind
        return plain.UpgradeRule(self.from_version, kind, self.old, self.new)
