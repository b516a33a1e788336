"""The assessors' guide as a book: plain frozen values from a definition, in the order in which it is read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frameworks.definition import (
    Category,
    Dimension,
    Element,
    FrameworkDefinition,
    Guide,
    Level,
    Rating,
    SuggestedAction,
)

MANY_INDICATORS = 8  # with more of them the lines are set closer, so that an element stays one spread in print


@dataclass(frozen=True)
class SeenAt:
    """A level with what is seen of an element that stands there."""

    level: Level
    text: str


@dataclass(frozen=True)
class Help:
    """Something to do, with the level that it helps to reach."""

    level: Level
    action: SuggestedAction


@dataclass(frozen=True)
class GuideSheet:
    """An element or enabler with its guide."""

    element: Element
    seen: tuple[SeenAt, ...]
    helps: tuple[Help, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it has so many indicators that they fill a page."""
        return len(self.element.indicators) > MANY_INDICATORS

    @property
    def asks(self) -> bool:
        """Whether there is something to ask for, to ask, or to beware of."""
        guide = self.element.guide
        return bool(guide.evidence or guide.questions or guide.misjudgements)

    @property
    def looks(self) -> bool:
        """Whether there is a line on what to look for."""
        return any(indicator.look_for for indicator in self.element.indicators)


@dataclass(frozen=True)
class GuidePart:
    """A dimension with its sheets; ``number`` is its place among the dimensions, from 1."""

    number: int
    category: Category
    dimension: Dimension
    sheets: tuple[GuideSheet, ...]


@dataclass(frozen=True)
class GuideBook:
    """The guide to a whole framework version; ``is_draft`` while nobody has published it."""

    definition: FrameworkDefinition
    parts: tuple[GuidePart, ...]
    enablers: tuple[GuideSheet, ...]
    is_draft: bool

    @property
    def explained_ratings(self) -> tuple[Rating, ...]:
        """The ratings, where it is said what they mean."""
        return tuple(rating for rating in self.definition.ratings if rating.meaning)

    @property
    def sheets(self) -> Iterator[GuideSheet]:
        """All sheets in order, the enablers last."""
        for part in self.parts:
            yield from part.sheets
        yield from self.enablers

    @property
    def is_brief(self) -> bool:
        """Whether no level is described, so that an element needs no page of its own."""
        return not any(sheet.seen for sheet in self.sheets)

    @property
    def says_something(self) -> bool:
        """Whether there is a guide to any element at all."""
        return any(sheet.element.guide != Guide() or sheet.looks for sheet in self.sheets)


def build_guide(definition: FrameworkDefinition, *, is_draft: bool = False) -> GuideBook:
    """The book of this content."""
    places = ((category, dimension) for category in definition.categories for dimension in category.dimensions)
    return GuideBook(
        definition=definition,
        parts=tuple(
            GuidePart(number, category, dimension, _sheets(definition, dimension.elements))
            for number, (category, dimension) in enumerate(places, start=1)
        ),
        enablers=_sheets(definition, definition.enablers),
        is_draft=is_draft,
    )


def _sheets(definition: FrameworkDefinition, elements: Iterable[Element]) -> tuple[GuideSheet, ...]:
    return tuple(_sheet(definition, element) for element in elements)


def _sheet(definition: FrameworkDefinition, element: Element) -> GuideSheet:
    helps = (Help(level, action) for level in definition.levels for action in element.guide.actions_for(level.number))
    return GuideSheet(element, _seen(definition, element.guide), tuple(helps))


def _seen(definition: FrameworkDefinition, guide: Guide) -> tuple[SeenAt, ...]:
    described = (SeenAt(level, guide.at(level.number)) for level in definition.levels)
    return tuple(one for one in described if one.text)
