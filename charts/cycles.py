"""A percentage over the cycles of an assessment as a line, as geometry; broken where the framework changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from charts.shapes import Box, Point, line, number, share


@dataclass(frozen=True)
class Size:
    """The room of a drawing, and the margin above and below its scale of 0 to 100 %."""

    width: float
    height: float
    margin: float
    radius: float


LARGE = Size(720, 220, 10, 5)
SMALL = Size(200, 56, 6, 3)


@dataclass(frozen=True)
class CyclePoint:
    """One cycle: its label and its percentage, None where there is none.

    ``restated`` is the percentage like for like under the present framework version, where that is another one;
    ``is_break`` says that the framework changed since the cycle before, ``is_open`` that the cycle is still going on.
    """

    label: str
    percent: Decimal | None
    restated: Decimal | None = None
    is_break: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Dot:
    """Where a cycle is drawn; hollow while it goes on."""

    x: str
    y: str
    is_open: bool


@dataclass(frozen=True)
class Bound:
    """A percentage that is ruled across, and the height of its rule."""

    percent: Decimal
    y: str


@dataclass(frozen=True)
class Cycles:
    """The drawing: solid stretches between cycles of one version, dashes for like for like, a bar at each break.

    Each cycle stands in the middle of an equal part of the width, so that labels beside it can do the same.
    """

    box: Box
    radius: str
    points: tuple[CyclePoint, ...]
    paths: tuple[str, ...]
    restated: str
    dots: tuple[Dot, ...]
    restated_dots: tuple[Dot, ...]
    breaks: tuple[str, ...]
    marks: tuple[str, ...]
    bounds: tuple[Bound, ...]


def draw_cycles(points: Sequence[CyclePoint], size: Size = LARGE, bounds: Sequence[Decimal] = ()) -> Cycles | None:
    """The drawing of at least two cycles that have a percentage; None where there is nothing to connect.

    ``bounds`` are the percentages at which the levels begin, each ruled across.
    """
    if sum(point.percent is not None for point in points) < 2:
        return None
    frame = _Frame(size, len(points))
    restated = list(_restated(frame, points))
    return Cycles(
        box=Box(0, 0, size.width, size.height),
        radius=number(size.radius),
        points=tuple(points),
        paths=tuple(_stretches(frame, points)),
        restated=line(restated) if len(restated) > 1 else "",
        dots=tuple(
            _dot(frame.at(place, point.percent), is_open=point.is_open)
            for place, point in enumerate(points)
            if point.percent is not None
        ),
        restated_dots=tuple(_dot(spot, is_open=True) for spot in restated[:-1]),
        breaks=tuple(frame.bar(place) for place, point in enumerate(points) if point.is_break and place),
        marks=tuple(frame.rule(bound) for bound in bounds if 0 < bound < 100),
        bounds=tuple(Bound(bound, frame.height(bound)) for bound in bounds if 0 < bound < 100),
    )


@dataclass(frozen=True)
class _Frame:
    size: Size
    count: int

    def at(self, place: int, percent: Decimal | None) -> Point:
        return Point(self._x(place + 0.5), self._y(percent))

    def bar(self, place: int) -> str:
        return line([Point(self._x(place), 0), Point(self._x(place), self.size.height)])

    def rule(self, percent: Decimal) -> str:
        return line([Point(0, self._y(percent)), Point(self.size.width, self._y(percent))])

    def height(self, percent: Decimal) -> str:
        return number(self._y(percent))

    def _x(self, place: float) -> float:
        return self.size.width * place / self.count

    def _y(self, percent: Decimal | None) -> float:
        return self.size.margin + (self.size.height - 2 * self.size.margin) * (1 - share(percent))


def _dot(spot: Point, *, is_open: bool) -> Dot:
    return Dot(number(spot.x), number(spot.y), is_open)


def _stretches(frame: _Frame, points: Sequence[CyclePoint]) -> Iterator[str]:
    """The lines between neighbours that were measured with one and the same framework version."""
    valued = [(place, point) for place, point in enumerate(points) if point.percent is not None]
    for (left, before), (right, after) in pairwise(valued):
        if not any(point.is_break for point in points[left + 1 : right + 1]):
            yield line([frame.at(left, before.percent), frame.at(right, after.percent)])


def _restated(frame: _Frame, points: Sequence[CyclePoint]) -> Iterator[Point]:
    """The like-for-like line, up to the first cycle that needs none."""
    for place, point in enumerate(points):
        if point.restated is not None:
            yield frame.at(place, point.restated)
        elif point.percent is not None and any(one.restated is not None for one in points[:place]):
            yield frame.at(place, point.percent)
            return
