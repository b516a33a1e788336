"""A small line chart of a coefficient over the cycles, with its interval at each, as geometry."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.shapes import Box, Point, line, number

PITCH, HEIGHT, MARGIN, HALF = 80.0, 120.0, 20.0, 5.0
MARKS = (0.667, 0.8)


@dataclass(frozen=True)
class TrendPoint:
    """One cycle: its label, the coefficient, and the ends of its interval; None where there is none."""

    label: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Dot:
    """Where a cycle's coefficient is drawn."""

    x: str
    y: str


@dataclass(frozen=True)
class Trend:
    """The drawing: a line through the dots, a whisker at each, and a dashed line at each mark."""

    box: Box
    points: tuple[TrendPoint, ...]
    path: str
    dots: tuple[Dot, ...]
    whiskers: tuple[str, ...]
    marks: tuple[str, ...]


def draw_trend(points: Sequence[TrendPoint]) -> Trend | None:
    """The drawing of at least two cycles that have a coefficient; None where there is nothing to connect."""
    valued = [(place, point) for place, point in enumerate(points) if point.value is not None]
    if len(valued) < 2:
        return None
    floor = min(0.0, *(point.value if point.low is None else point.low for _place, point in valued if point.value))
    width = (len(points) - 1) * PITCH
    spots = [Point(place * PITCH, _height(point.value, floor)) for place, point in valued]
    return Trend(
        box=Box(-MARGIN, -MARGIN, width + 2 * MARGIN, HEIGHT + 2 * MARGIN),
        points=tuple(points),
        path=line(spots),
        dots=tuple(Dot(number(spot.x), number(spot.y)) for spot in spots),
        whiskers=tuple(_whisker(place, point, floor) for place, point in valued if point.low is not None),
        marks=tuple(line([Point(-MARGIN, y), Point(width + MARGIN, y)]) for y in (_height(m, floor) for m in MARKS)),
    )


def _height(value: float | None, floor: float) -> float:
    return HEIGHT * (1 - ((value or 0.0) - floor) / (1 - floor))


def _whisker(place: int, point: TrendPoint, floor: float) -> str:
    x, low, high = place * PITCH, _height(point.low, floor), _height(point.high, floor)
    ends = [line([Point(x - HALF, y), Point(x + HALF, y)]) for y in (low, high)]
    return " ".join([line([Point(x, low), Point(x, high)]), *ends])
