"""The weakest link: an organisation is as strong as its weakest element. ``docs/result.md`` has the rule.

Of each dimension the lowest element, by percentage, and how far the dimension stands above it. For the whole, what the
total would be if every element stood where the weakest of its dimension stands: the difference rests on the stronger
ones alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assessments.results import ElementScore, GroupScore, Result, TotalScore
from assessments.scoring import HUNDRED, half_up, percent_of, roll_up
from charts.shapes import hue
from frameworks.definition import Dimension, FrameworkDefinition
from results.findings import points_missing


@dataclass(frozen=True)
class Link:
    """A dimension with its lowest element; ``number`` is its place in the framework, from 1.

    ``lower`` is how many percentage points the element is below its dimension.
    """

    number: int
    dimension: GroupScore
    element: ElementScore
    lower: Decimal

    @property
    def hue(self) -> int:
        """The dimension's colour."""
        return hue(self.number - 1)

    @property
    def loses_level(self) -> bool:
        """Whether the element stands on a lower level than its dimension."""
        own, whole = self.element.level, self.dimension.level
        return own is not None and whole is not None and own.number < whole.number


@dataclass(frozen=True)
class WeakestLink:
    """What is weakest: ``element`` of all, and a link for each dimension.

    ``as_weakest`` is the total if each element stood where the lowest of its dimension stands; ``rests`` is how many
    points of the total rest on the stronger ones.
    """

    element: ElementScore
    links: tuple[Link, ...]
    as_weakest: TotalScore
    rests: Decimal


def weakest_link(definition: FrameworkDefinition, result: Result) -> WeakestLink | None:
    """The weakest link of a result; None while anything is not answered, for an open question is no weakness.

    Of two elements with the same percentage, the one that misses more points is the weaker, then the first one.
    """
    links = tuple(_links(definition, result))
    if not result.total.complete or not links:
        return None
    lowest = {link.dimension.code: link.element for link in links}
    scores = {code: _as_lowest(definition, score, lowest) for code, score in result.elements.items()}
    as_weakest = roll_up(definition, {**scores, **result.enablers}).total
    element = min((link.element for link in links), key=_weakness)
    return WeakestLink(element, links, as_weakest, result.total.points - as_weakest.points)


def _links(definition: FrameworkDefinition, result: Result) -> Iterable[Link]:
    for number, dimension in enumerate(definition.dimensions, start=1):
        score, within = result.dimensions[dimension.code], _within(dimension, result)
        if within and score.percent is not None:
            element = min(within, key=_weakness)
            yield Link(number, score, element, score.percent - (element.percent or 0))


def _within(dimension: Dimension, result: Result) -> list[ElementScore]:
    scores = (result.elements[element.code] for element in dimension.elements)
    return [score for score in scores if not score.excluded]


def _weakness(score: ElementScore) -> tuple[Decimal, Decimal]:
    return score.percent or Decimal(0), -points_missing(score)


def _as_lowest(definition: FrameworkDefinition, score: ElementScore, lowest: dict[str, ElementScore]) -> ElementScore:
    """The element as it would be at the percentage of its dimension's lowest."""
    if score.excluded:
        return score
    percent = lowest[definition.dimension_by_element[score.code].code].percent or Decimal(0)
    points = min(score.points, half_up(Fraction(percent) * Fraction(score.maximum) / HUNDRED, 2))
    return replace(score, points=points, percent=percent_of(points, score.maximum))
