"""What an answers' workbook looks like: its columns, the choices of each kind of answer, and its colours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.items import Item, items_of
from assessments.scoring import NOT_APPLICABLE
from assessments.sheet import choices
from frameworks.definition import Dimension, Element, FrameworkDefinition

RATING = "rating"
CODE, ASKED, ANSWER, WORDS, LOOK_FOR, GUIDE = range(1, 7)
WIDTHS = {CODE: 15, ASKED: 54, ANSWER: 22, WORDS: 42, LOOK_FOR: 46, GUIDE: 100}
TITLE_LIMIT = 31  # characters of a sheet's title
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
RESERVED = {"history"}  # a spreadsheet keeps this title to itself
# The dimensions' hues and tints of static/css/tokens.css; enablers are grey.
HUES = ("053C7D", "0C6395", "058C94", "C48001", "C43E18", "8F1B46")
TINTS = ("E4E7FA", "DDE9F9", "D4EDEE", "F7E5D4", "FEE2DA", "FCE2E7")
GREY, GREY_TINT = "525D69", "F3F1EC"


def headings() -> dict[int, str]:
    """What stands above each column."""
    return {
        CODE: _("Code"),
        ASKED: _("What is judged"),
        ANSWER: _("Answer"),
        WORDS: _("Reason, note or comment"),
        LOOK_FOR: _("What to look for"),
        GUIDE: _("Guide: the whole element at each level"),
    }


def place_code(element: str, item: str) -> str:
    """By what a row is found, wherever it stands: ``D1.1/3``, ``D1.1/objective``."""
    return f"{element}/{item}"


def kind_of(item: str) -> str:
    """Which choices an item has; all indicators have the same."""
    return RATING if item.isdecimal() else item


def offered(definition: FrameworkDefinition) -> dict[str, dict[str, str]]:
    """The choices of each kind: what is shown, by value. What is not answered is an empty cell."""
    return {kind: dict(_labels(definition, item, kind)) for item, kind in _kinds(definition)}


def _kinds(definition: FrameworkDefinition) -> list[tuple[str, str]]:
    kinds = [("1", RATING), (Item.SCOPE, Item.SCOPE), (Item.CONFIDENCE, Item.CONFIDENCE)]
    return [*kinds, (Item.OBJECTIVE, Item.OBJECTIVE)] if definition.objective_answers else kinds


def _labels(definition: FrameworkDefinition, item: str, kind: str) -> Iterator[tuple[str, str]]:
    """A label for each value, and no label for two."""
    seen: set[str] = set()
    for choice in choices(definition, item):
        if choice.value or kind in {Item.SCOPE, Item.CONFIDENCE}:
            label = capfirst(choice.name) if kind == Item.SCOPE else choice.label
            label = label if label not in seen else f"{label} ({choice.value})"
            seen.add(label)
            yield choice.value, label


@dataclass(frozen=True)
class Page:
    """One sheet of elements: a dimension, or the enablers."""

    title: str
    heading: str
    question: str
    elements: tuple[Element, ...]
    hue: str
    tint: str


def pages_of(definition: FrameworkDefinition, taken: Iterable[str]) -> list[Page]:
    """The sheets of a framework version in reading order; their titles differ from each other and those ``taken``."""
    titles = _Titles(taken)
    pages = [_page(titles, number, dimension) for number, dimension in enumerate(definition.dimensions)]
    if definition.enablers:
        pages.append(Page(titles.of(_("Enablers")), _("Enablers"), "", definition.enablers, GREY, GREY_TINT))
    return pages


def _page(titles: "_Titles", number: int, dimension: Dimension) -> Page:
    hue, tint = HUES[number % len(HUES)], TINTS[number % len(TINTS)]
    heading = f"{dimension.code} {dimension.title}"
    return Page(titles.of(dimension.title), heading, dimension.question, dimension.elements, hue, tint)


class _Titles:
    """Titles that a spreadsheet takes, each given once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {title.casefold() for title in taken} | RESERVED

    def of(self, wanted: str) -> str:
        words = " ".join(wanted.translate(FORBIDDEN).split()) or "–"
        title, number = _cut(words, TITLE_LIMIT), 1
        while title.casefold() in self.taken:
            number += 1
            title = f"{_cut(words, TITLE_LIMIT - 1 - len(str(number)))} {number}"
        self.taken.add(title.casefold())
        return title


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def row_items(definition: FrameworkDefinition, element: Element) -> list[str]:
    """The items of an element in the order of the scoring page."""
    ends = [Item.CONFIDENCE, Item.COMMENT, Item.SCOPE]
    items = list(items_of(definition, element))
    first = [item for item in items if item == Item.OBJECTIVE]
    return [*first, *(item for item in items if item.isdecimal()), *(item for item in ends if item in items)]


@dataclass(frozen=True)
class Choices:
    """What was offered in a workbook, to find the value of what stands in a cell."""

    by_kind: Mapping[str, Mapping[str, str]]

    @cached_property
    def _values(self) -> dict[str, dict[str, str]]:
        return {kind: {plain(label): value for value, label in labels.items()} for kind, labels in self.by_kind.items()}

    def value_of(self, kind: str, text: str) -> str | None:
        """The value of a text: by its label, as it is stored, or as the number of a rating; None for anything else."""
        said, known = plain(text), self._values.get(kind, {})
        if said in known:
            return known[said]
        for value in known.values():
            if value and plain(value) == said:
                return value
        return NOT_APPLICABLE if kind == RATING and said in {"n/a", "na", "n.a."} else None

    def labels(self, kind: str) -> list[str]:
        """What could have been chosen."""
        return list(self.by_kind.get(kind, {}).values())


def plain(text: str) -> str:
    """A text by which two that look alike are found to be one."""
    return " ".join(text.split()).casefold()
