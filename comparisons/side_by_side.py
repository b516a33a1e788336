"""Several results side by side: what can be compared of them, and how far they lie apart. Pure values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

from assessments.results import ElementScore, GroupScore, Result, TotalScore
from charts.spread import Mark, Spread, draw_mark, draw_spread
from frameworks.definition import FrameworkDefinition

FEWEST: Final = 2
MOST: Final = 6
SCORES = TotalScore | GroupScore | ElementScore


class Likeness(StrEnum):
    """How far results can be set against each other."""

    SAME = "same"  # one framework version
    VERSIONS = "versions"  # one framework, more than one version of it
    FRAMEWORKS = "frameworks"  # nothing but the totals in percent


@dataclass(frozen=True)
class Subject:
    """One result among those that are compared; ``key`` names it in the address, ``place`` counts from 0."""

    key: str
    place: int
    title: str
    detail: str
    url: str
    is_open: bool
    definition: FrameworkDefinition
    result: Result

    @property
    def letter(self) -> str:
        """A short name: A to F."""
        return "ABCDEF"[self.place]

    @property
    def mark(self) -> Mark:
        """Its shape in the drawings."""
        return draw_mark(self.place)


@dataclass(frozen=True)
class Row:
    """One thing that is compared: its score in each result, None where that has no such thing or excludes it."""

    code: str
    title: str
    scores: tuple[SCORES | None, ...]

    @property
    def percents(self) -> tuple[Decimal | None, ...]:
        """The percentages, in the subjects' order."""
        return tuple(score.percent if score else None for score in self.scores)

    @property
    def apart(self) -> Decimal | None:
        """Percentage points between the lowest and the highest; None where fewer than two are known."""
        known = [percent for percent in self.percents if percent is not None]
        return max(known) - min(known) if len(known) > 1 else None

    @property
    def difference(self) -> Decimal | None:
        """Of two results, the second's percentage less the first's; None of more, or where one is not known."""
        known = [percent for percent in self.percents if percent is not None]
        return known[1] - known[0] if len(self.scores) == len(known) == FEWEST else None

    @property
    def points(self) -> Decimal | None:
        """The same in points, where both are of as many."""
        scores = [score for score in self.scores if score]
        is_alike = len({score.maximum for score in scores}) == 1
        return scores[1].points - scores[0].points if is_alike and self.difference is not None else None

    @cached_property
    def drawing(self) -> Spread | None:
        """All of them on one line."""
        return draw_spread(self.percents)


@dataclass(frozen=True)
class SideBySide:
    """The comparison of two to six results."""

    subjects: tuple[Subject, ...]

    @property
    def is_pair(self) -> bool:
        """Whether there are two: then a difference has a sign."""
        return len(self.subjects) == FEWEST

    @cached_property
    def likeness(self) -> Likeness:
        """How far they can be set against each other."""
        if len({one.definition.framework for one in self.subjects}) > 1:
            return Likeness.FRAMEWORKS
        versions = {one.definition.version for one in self.subjects}
        return Likeness.VERSIONS if len(versions) > 1 else Likeness.SAME

    @cached_property
    def total(self) -> Row:
        """The totals, in percent of each one's own maximum."""
        return Row("", "", tuple(one.result.total for one in self.subjects))

    @cached_property
    def dimensions(self) -> tuple[Row, ...]:
        """The dimensions by code, in the framework's order; none of different frameworks."""
        titles = {one.code: one.title for each in reversed(self.subjects) for one in each.definition.dimensions}
        return self._rows(titles, [one.result.dimensions for one in self.subjects])

    @cached_property
    def elements(self) -> tuple[Row, ...]:
        """The elements by code, in the framework's order; none of different frameworks."""
        titles = {one.code: one.title for each in reversed(self.subjects) for one in each.definition.elements}
        return self._rows(titles, [one.result.elements for one in self.subjects])

    @property
    def by_difference(self) -> tuple[Row, ...]:
        """The elements that lie farthest apart first; what can't be compared last."""
        return tuple(sorted(self.elements, key=lambda row: (row.apart is None, -(row.apart or 0))))

    def _rows(self, titles: Mapping[str, str], scores: Sequence[Mapping[str, SCORES]]) -> tuple[Row, ...]:
        if self.likeness == Likeness.FRAMEWORKS:
            return ()
        return tuple(Row(code, titles[code], tuple(each.get(code) for each in scores)) for code in _order(scores))


def _order(scores: Sequence[Mapping[str, SCORES]]) -> Iterable[str]:
    """Every code once: those of the first result in its order, then what only others have."""
    return dict.fromkeys(code for each in scores for code in each)
