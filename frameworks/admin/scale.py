"""The scales of a version, on the version's page."""

from frameworks.admin.content import PartsInline
from frameworks.models import MaturityLevel, ObjectiveStep, RatingStep


class RatingStepInline(PartsInline):
    """The rating scale."""

    model = RatingStep
    fields = ("value", "title", "percent", "meaning")


class ObjectiveStepInline(PartsInline):
    """The answers to a statement of objective."""

    model = ObjectiveStep
    fields = ("code", "title", "percent", "meaning", "position")


class MaturityLevelInline(PartsInline):
    """The maturity levels."""

    model = MaturityLevel
    fields = ("number", "title", "from_percent", "meaning")
