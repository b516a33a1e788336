"""The names of what can change between versions, as people know them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frameworks.difference import Item
from frameworks.models import Gate

KINDS = {
    "framework": gettext_lazy("Version"),
    "category": gettext_lazy("Category"),
    "dimension": gettext_lazy("Dimension"),
    "element": gettext_lazy("Element"),
    "indicator": gettext_lazy("Indicator"),
    "rating": gettext_lazy("Rating"),
    "objective_answer": gettext_lazy("Answer to an objective"),
    "level": gettext_lazy("Maturity level"),
    "gate": gettext_lazy("Gate"),
}
FIELDS = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "question": gettext_lazy("Question"),
    "definition": gettext_lazy("Definition"),
    "objective": gettext_lazy("Statement of objective"),
    "text": gettext_lazy("Statement"),
    "look_for": gettext_lazy("What to look for"),
    "meaning": gettext_lazy("Meaning"),
    "evidence": gettext_lazy("Evidence to ask for"),
    "questions": gettext_lazy("Interview questions"),
    "misjudgements": gettext_lazy("Common misjudgements"),
    "related": gettext_lazy("Related elements"),
}
OF_LEVELS = {
    "guide": gettext_lazy("What is seen at level %(level)s"),
    "actions": gettext_lazy("What helps to reach level %(level)s"),
    "action_facts": gettext_lazy("Functions and person-days of what helps to reach level %(level)s"),
}
WEIGHTS = {
    "points": gettext_lazy("Points"),
    "indicators_share": gettext_lazy("Share of the indicators"),
    "objective_share": gettext_lazy("Share of the objective"),
    "ladder": gettext_lazy("Ladder: a rung holds from"),
    "related_framework": gettext_lazy("Related framework"),
    "share": gettext_lazy("Share"),
    "weight": gettext_lazy("Weight"),
    "percent": gettext_lazy("Worth"),
    "from_percent": gettext_lazy("From"),
    "scope": gettext_lazy("Looks at"),
    "codes": gettext_lazy("Only these"),
    "at_least": gettext_lazy("At least"),
    "gate_level": gettext_lazy("For level"),
}
PERCENTS = {"indicators_share", "objective_share", "ladder", "share", "percent", "from_percent", "at_least"}


def kind_name(item: Item) -> str:
    """What sort of thing it is."""
    return _("Enabler") if item.kind == "element" and not item.parent else str(KINDS[item.kind])


def field_name(field: str) -> str:
    """What a text is called."""
    name, _dot, level = field.partition(".")
    return OF_LEVELS[name] % {"level": level} if level else str(FIELDS[name])


def weight_name(item: Item, weight: str) -> str:
    """What a number is called."""
    return _("Points in total") if (item.kind, weight) == ("framework", "points") else str(WEIGHTS[weight])


def rule_value(weight: str, value: str) -> str:
    """A number or a rule as it is written; a dash for none, all for a gate that looks at everything."""
    if weight == "codes":
        return value or _("all of them")
    if weight == "scope":
        return str(Gate.Scope(value).label)
    if not value:
        return "–"
    return _("%(percent)s %%") % {"percent": value} if weight in PERCENTS else value
