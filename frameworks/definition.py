"""A framework version as plain frozen values: what the scoring, the charts and the pages read.

The same shape is built from a content file (``frameworks.content``) and from the database
(``frameworks.models``), so nothing above this module needs to know where the content came from.
Percentages, shares and points are exact ``Decimal`` values; a share of 40 means 40 %.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True)
class Rating:
    """One step of the rating scale of an indicator; ``percent`` is what it is worth (0 to 100)."""

    value: int
    title: str
    percent: Decimal
    meaning: str = ""


@dataclass(frozen=True)
class ObjectiveAnswer:
    """One answer to a statement of objective (``full``, ``partial``, ``none``) and its worth in percent."""

    code: str
    title: str
    percent: Decimal
    meaning: str = ""


@dataclass(frozen=True)
class Level:
    """A maturity level; it holds from ``from_percent`` (inclusive) to the next level's bound."""

    number: int
    title: str
    from_percent: Decimal
    meaning: str = ""


@dataclass(frozen=True)
class Indicator:
    """One maturity indicator; ``number`` is its place within the element, ``code`` e.g. ``D2.6/5``."""

    code: str
    number: int
    text: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Element:
    """One element, or one enabler (then it has no points and no objective)."""

    code: str
    title: str
    definition: str
    objective: str
    points: Decimal
    indicators: tuple[Indicator, ...]

    @cached_property
    def indicator_by_number(self) -> dict[int, Indicator]:
        """The indicators keyed by their number."""
        return {indicator.number: indicator for indicator in self.indicators}


@dataclass(frozen=True)
class Dimension:
    """A dimension: the question that it answers, and its elements in order."""

    code: str
    title: str
    question: str
    summary: str
    elements: tuple[Element, ...]

    @cached_property
    def points(self) -> Decimal:
        """The most points that can be reached: the sum over the elements."""
        return sum((element.points for element in self.elements), Decimal(0))


@dataclass(frozen=True)
class Category:
    """A group of dimensions with its declared share (percent) of the framework's points."""

    code: str
    title: str
    share: Decimal
    summary: str
    dimensions: tuple[Dimension, ...]

    @cached_property
    def points(self) -> Decimal:
        """The most points that can be reached: the sum over the dimensions."""
        return sum((dimension.points for dimension in self.dimensions), Decimal(0))


@dataclass(frozen=True)
class FrameworkDefinition:
    """One version of a framework, whole: structure, words, and every number that scoring uses."""

    framework: str
    version: str
    title: str
    summary: str
    points: Decimal
    indicators_share: Decimal
    objective_share: Decimal
    ratings: tuple[Rating, ...]
    objective_answers: tuple[ObjectiveAnswer, ...]
    levels: tuple[Level, ...]
    categories: tuple[Category, ...]
    enablers: tuple[Element, ...]

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All dimensions, in order over the categories."""
        return tuple(dimension for category in self.categories for dimension in category.dimensions)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All scored elements in order; the enablers are not among them."""
        return tuple(element for dimension in self.dimensions for element in dimension.elements)

    @cached_property
    def element_by_code(self) -> dict[str, Element]:
        """Elements and enablers keyed by code."""
        return {element.code: element for element in (*self.elements, *self.enablers)}

    @cached_property
    def dimension_by_element(self) -> dict[str, Dimension]:
        """The dimension of each scored element, keyed by the element's code."""
        return {element.code: dimension for dimension in self.dimensions for element in dimension.elements}

    @cached_property
    def rating_by_value(self) -> dict[int, Rating]:
        """The rating scale keyed by value."""
        return {rating.value: rating for rating in self.ratings}

    @cached_property
    def objective_answer_by_code(self) -> dict[str, ObjectiveAnswer]:
        """The objective scale keyed by code."""
        return {answer.code: answer for answer in self.objective_answers}

    def level_of(self, percent: Decimal) -> Level:
        """The maturity level of a percentage: the highest whose lower bound it reaches."""
        reached = (level for level in self.levels if level.from_percent <= percent)
        return max(reached, key=lambda level: level.from_percent)

    def walk(self) -> Iterator[Element]:
        """Every element in the order in which an assessor meets them, the enablers last."""
        yield from self.elements
        yield from self.enablers
