"""Texts of a version by their stable keys: what each belongs to, what it is called, and where it is edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from frameworks.admin.structure import change_url
from frameworks.comparison_words import field_name, kind_name
from frameworks.definition import FrameworkDefinition
from frameworks.difference import Item
from frameworks.difference.items import items_of, place_of
from frameworks.models import FrameworkVersion, Indicator

TABLES = {"rating": "ratings", "objective_answer": "objective_answers", "level": "levels", "gate": "gates"}
PARTS = {"guide": "level_descriptions-group", "actions": "suggested_actions-group"}


@dataclass(frozen=True)
class TextPlace:
    """Where a text belongs; ``item`` is a code and a title, ``url`` leads to its field in the administration."""

    kind: str
    item: str
    field: str
    url: str


class TextPlaces:
    """The places of all texts of a version, found with one query a kind of row."""

    def __init__(self, version: FrameworkVersion, definition: FrameworkDefinition) -> None:
        self.version = change_url(version)
        self.items = items_of(definition)
        self.pages = dict(_pages(version))

    def of(self, key: str) -> TextPlace:
        """The place of a text; its key is one of ``frameworks.wording``."""
        (kind, code), field = place_of(key)
        item = self.items[kind, code]
        return TextPlace(kind_name(item), _name(item), field_name(field), self._url(kind, code, field))

    def _url(self, kind: str, code: str, field: str) -> str:
        if kind in TABLES:
            return f"{self.version}#{TABLES[kind]}-group"
        anchor = PARTS.get(field.partition(".")[0], f"id_{field}")
        return f"{self.pages.get((kind, code), self.version)}#{anchor}"


def _name(item: Item) -> str:
    """An indicator's title is its text, which stands beside the name anyway."""
    if item.kind in {"indicator", "framework"}:
        return item.code
    return f"{item.code} {item.title}" if item.kind in {"dimension", "element", "rating", "level"} else item.title


def _pages(version: FrameworkVersion) -> Iterable[tuple[tuple[str, str], str]]:
    related: dict[str, Any] = {
        "category": version.categories,
        "dimension": version.dimensions,
        "element": version.elements,
    }
    for kind, rows in related.items():
        page = reverse(f"admin:frameworks_{kind}_change", args=[0])
        yield from (((kind, code), page.replace("/0/", f"/{pk}/")) for pk, code in rows.values_list("pk", "code"))
    page = reverse("admin:frameworks_indicator_change", args=[0])
    indicators = Indicator.objects.filter(element__version=version)
    for pk, code, number in indicators.values_list("pk", "element__code", "number"):
        yield ("indicator", f"{code}/{number}"), page.replace("/0/", f"/{pk}/")
