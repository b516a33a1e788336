"""A version's rows as the tree that people know, and the way from a fault to the page where it can be mended."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, Model, Prefetch
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frameworks.models import FrameworkVersion, Indicator

FIELDS = {"split": "indicators_share", "version": "number", "from": "from_percent"}
# What the content file and the database call differently.
ROWS = {"upgrades": "upgrade_rules", "of": "codes"}
GUIDE_ROWS = {"levels": "level_descriptions", "actions": "suggested_actions"}
IN_GUIDE = re.compile(r"\bguide\.(levels|actions)\b")
PLACE = re.compile(r"\b(?:categories|enablers|ratings|objective_answers|levels)(?:\.\w+)+")


def _options(row: Model) -> Any:
    return row._meta  # noqa: SLF001 - Django documents it


def change_url(row: Model) -> str:
    """The admin page of a row."""
    return reverse(f"admin:{_options(row).app_label}_{_options(row).model_name}_change", args=[quote(row.pk)])


def key_of(row: Model) -> str:
    """What a row is called on pages and in its history: ``element-12``."""
    return f"{_options(row).model_name}-{row.pk}"


def path_of(row: Model) -> str:
    """Where the small pages of a row begin, below the tree's own address: ``element/12/``."""
    return f"{_options(row).model_name}/{row.pk}/"


@dataclass(frozen=True)
class Branch:
    """A row with the rows that belong to it, by the name that the content file gives them."""

    row: Any
    parts: dict[str, list["Branch"]]

    @property
    def url(self) -> str:
        """The admin page of the row."""
        return change_url(self.row)

    @property
    def kind(self) -> str:
        """What the row is: category, dimension, element."""
        return str(_options(self.row).model_name)

    @property
    def key(self) -> str:
        """What the row is called on pages and in its history: ``element-12``."""
        return key_of(self.row)

    @cached_property
    def points(self) -> Decimal:
        """The points of an element, or of all elements below."""
        if self.kind == "element":
            return Decimal(self.row.points)
        return sum((part.points for parts in self.parts.values() for part in parts), Decimal(0))

    def way_to(self, row: Model) -> list["Branch"]:
        """The branches from this one down to the row's; none where it doesn't lie here."""
        if self.row == row:
            return [self]
        below = (part.way_to(row) for parts in self.parts.values() for part in parts)
        found = next(filter(None, below), None)
        return [self, *found] if found else []


@dataclass(frozen=True)
class Spot:
    """Where something can be mended: in words, and as an address."""

    label: str
    url: str


def tree(version: FrameworkVersion, *, opened: Collection[int] | None = ()) -> Branch:
    """The version with its categories, dimensions, elements and enablers, in three queries.

    Elements know their ``indicator_count``, and those with these ids (``None`` for all) their ``opened_indicators``,
    which takes a query more.
    """
    elements: dict[Any, list[Branch]] = {}
    for row in _elements(version, opened):
        elements.setdefault(row.dimension_id, []).append(Branch(row, {}))
    dimensions: dict[Any, list[Branch]] = {}
    for row in version.dimensions.in_order():
        branch = Branch(row, {"elements": elements.get(row.pk, [])})
        dimensions.setdefault(row.category_id, []).append(branch)
    categories = [Branch(row, {"dimensions": dimensions.get(row.pk, [])}) for row in version.categories.in_order()]
    return Branch(version, {"categories": categories, "enablers": elements.get(None, [])})


def _elements(version: FrameworkVersion, opened: Collection[int] | None) -> Any:
    rows = version.elements.in_order().annotate(indicator_count=Count("indicators"))
    if opened is not None and not opened:
        return rows
    shown = Indicator.objects.order_by("number")
    shown = shown if opened is None else shown.filter(element__in=opened)
    return rows.prefetch_related(Prefetch("indicators", queryset=shown, to_attr="opened_indicators"))


def spot_of(root: Branch, place: str) -> Spot:
    """Where the place of a fault, such as ``categories.0.dimensions.1.title``, is in the admin."""
    in_tables = IN_GUIDE.sub(lambda found: GUIDE_ROWS[found[1]], place)
    branch, steps = root, [ROWS.get(step, step) for step in in_tables.split(".")]
    while len(steps) > 1 and steps[0] in branch.parts:
        branch, steps = branch.parts[steps[0]][int(steps[1])], steps[2:]
    if steps[0] == "translations":
        return Spot(_("Translations"), reverse("admin:frameworks_frameworkversion_translations", args=[root.row.pk]))
    if steps == ["framework"]:
        return Spot(_("Framework"), change_url(root.row.framework) + "#id_slug")
    label = [] if branch is root else [str(branch.row)]
    return Spot(" › ".join([*label, *_names(branch.row, steps)]), branch.url + _anchor(branch.row, steps))


def readable(root: Branch, words: str) -> str:
    """Words of a fault in which places are named as administrators know them."""
    return PLACE.sub(lambda found: spot_of(root, found.group()).label, words)


def _names(row: Model, steps: list[str]) -> list[str]:
    """The field or the table, and its row, as the admin calls them."""
    names = []
    for step in steps:
        if step.isdigit():
            names.append(_("row %(number)d") % {"number": int(step) + 1})
        else:
            names.append(_name(row, step))
            row = _part(row, step) or row
    return names


def _name(row: Model, step: str) -> str:
    part = _part(row, step)
    if part is not None:
        return capfirst(str(_options(part).verbose_name_plural))
    try:
        return capfirst(str(getattr(_options(row).get_field(_field(row, step)), "verbose_name", step)))
    except FieldDoesNotExist:
        return step


def _field(row: Model, step: str) -> str:
    """The field that a content file calls so: an upgrade rule's ``from`` is a version, a level's a percentage."""
    return "from_version" if (step, _options(row).model_name) == ("from", "upgraderule") else FIELDS.get(step, step)


def _part(row: Model, step: str) -> Model | None:
    """An empty row of the table that a step leads to, if it leads to one."""
    relation = next((found for found in _options(row).related_objects if found.get_accessor_name() == step), None)
    return relation.related_model() if relation else None


def _anchor(row: Model, steps: list[str]) -> str:
    if not steps:
        return ""
    if len(steps) > 1:
        return f"#{steps[0]}-{steps[1]}"
    return f"#{steps[0]}-group" if _part(row, steps[0]) is not None else f"#id_{FIELDS.get(steps[0], steps[0])}"
