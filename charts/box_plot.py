"""How many stand on the way from 0 to 100 %: a box, its whiskers, the middle, and one's own place as a diamond."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Box, Point, line, polygon, share

LENGTH, HEIGHT, MARGIN = 300.0, 24.0, 8.0
MIDDLE, HALF, CAP, MARK = HEIGHT / 2, 6.0, 4.0, 7.0


@dataclass(frozen=True)
class BoxPlot:
    """What is drawn of one measure; ``figures`` are percentages by percentile, of which some may not be given.

    A path is empty where there is nothing to draw: no box without the quartiles, no whiskers without 10 and 90, no
    diamond without an own percentage.
    """

    title: str
    figures: Mapping[int, Decimal]
    own: Decimal | None = None

    @property
    def box(self) -> Box:
        """What is seen."""
        return Box(-MARGIN, 0, LENGTH + 2 * MARGIN, HEIGHT)

    @property
    def track(self) -> str:
        """The whole way, with a tick at every quarter of it."""
        ticks = (line([Point(_x(at), MIDDLE - CAP), Point(_x(at), MIDDLE + CAP)]) for at in (0, 25, 50, 75, 100))
        return " ".join([line([Point(0, MIDDLE), Point(LENGTH, MIDDLE)]), *ticks])

    @property
    def whiskers(self) -> str:
        """From the box to the 10th and to the 90th percentile, each with an end across."""
        return " ".join(_whisker(*pair) for pair in (self._between(25, 10), self._between(75, 90)) if pair)

    @property
    def quartiles(self) -> str:
        """The box, a hair wide at least where the quartiles are the same."""
        pair = self._between(25, 75)
        if pair is None:
            return ""
        left, right = pair if pair[0] < pair[1] else (pair[0] - 1, pair[1] + 1)
        top, bottom = MIDDLE - HALF, MIDDLE + HALF
        return polygon([Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)])

    @property
    def middle(self) -> str:
        """The median, through the box and a little beyond."""
        if 50 not in self.figures:
            return ""
        x = _x(self.figures[50])
        return line([Point(x, MIDDLE - HALF - 2), Point(x, MIDDLE + HALF + 2)])

    @property
    def mark(self) -> str:
        """The own place."""
        if self.own is None:
            return ""
        x = _x(self.own)
        around = ((x, MIDDLE - MARK), (x + MARK, MIDDLE), (x, MIDDLE + MARK), (x - MARK, MIDDLE))
        return polygon(Point(*place) for place in around)

    @property
    def said(self) -> str:
        """The figures in one line, in no language: ``10: 35 %, 25: 40 %``; the own one last, behind its diamond."""
        given = [f"{place}: {value:f} %" for place, value in self.figures.items()]
        return ", ".join(given if self.own is None else [*given, f"◆ {self.own:f} %"])

    def _between(self, one: int, other: int) -> tuple[float, float] | None:
        if not {one, other} <= self.figures.keys():
            return None
        return _x(self.figures[one]), _x(self.figures[other])


def _whisker(begin: float, end: float) -> str:
    across = line([Point(end, MIDDLE - CAP), Point(end, MIDDLE + CAP)])
    return f"{line([Point(begin, MIDDLE), Point(end, MIDDLE)])} {across}"


def _x(percent: Decimal | int) -> float:
    return LENGTH * share(Decimal(percent))
