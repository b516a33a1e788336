"""The rules of a version beside its structure, on the version's page."""

from frameworks.admin.content import PartsInline
from frameworks.models import Gate, UpgradeRule


class GateInline(PartsInline):
    """What holds the total below a level."""

    model = Gate
    fields = ("code", "title", "scope", "codes", "at_least", "level", "position")


class UpgradeRuleInline(PartsInline):
    """What became of older ratings, answers, elements and indicators that have other codes here."""

    model = UpgradeRule
    fields = ("from_version", "kind", "old", "new")
