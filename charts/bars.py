"""Bars of all elements, grouped by dimension: what is drawn is one text-free bar a row, the rest is a table."""

from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Point, line, number, share
from frameworks.definition import Level

LENGTH = 100.0
HEIGHT = 10.0


@dataclass(frozen=True)
class Bar:
    """An element, or an enabler (no points). No percentage when it is excluded or nothing in it counts.

    ``target`` is the percentage that is wanted, where somebody has set a target, and ``gap`` the points from here to
    it; ``url`` is its own page, ``why`` the address of what its figures are made of.
    """

    code: str
    title: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    complete: bool = True
    url: str = ""
    target: Decimal | None = None
    gap: Decimal | None = None
    why: str = ""

    @property
    def width(self) -> str:
        """The length of the bar, of a hundred."""
        return number(LENGTH * share(self.percent))

    @property
    def mark(self) -> str:
        """A line across the bar at the target; empty without one."""
        place = LENGTH * share(self.target)
        return "" if self.target is None else line([Point(place, 0), Point(place, HEIGHT)])


@dataclass(frozen=True)
class BarGroup:
    """A dimension with its elements, and its own row of sums; ``hue`` is its place on the loop, 0 for none."""

    title: str
    hue: int
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    bars: tuple[Bar, ...]
    gap: Decimal | None = None
    why: str = ""


@dataclass(frozen=True)
class Bars:
    """All groups in order; ``bounds`` are the percentages at which the maturity levels begin.

    Where the levels are the rungs of a ladder, an element has none of its own: ``has_levels`` is false.
    """

    groups: tuple[BarGroup, ...]
    bounds: tuple[Decimal, ...] = ()
    has_levels: bool = True

    @property
    def has_heads(self) -> bool:
        """Whether the groups have rows of their own; a group of one element would only say the same twice."""
        return any(len(group.bars) > 1 for group in self.groups)

    @property
    def has_targets(self) -> bool:
        """Whether any bar has a target to be marked."""
        return any(bar.target is not None for group in self.groups for bar in group.bars)

    @property
    def has_points(self) -> bool:
        """Whether anything here has points at all; enablers have none."""
        return any(group.maximum for group in self.groups)

    @property
    def ticks(self) -> str:
        """The bounds as lines across a bar, the same in every row; nothing where there are no levels."""
        places = [LENGTH * share(bound) for bound in self.bounds if 0 < bound < 100] if self.has_levels else []
        return " ".join(line([Point(place, 0), Point(place, HEIGHT)]) for place in places)
