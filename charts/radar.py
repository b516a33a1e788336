"""The radar: every dimension an axis from 0 to 100 %.

The six of the loop stand in the same places as on it; any other number goes round clockwise from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.overview import Overview, Segment
from charts.shapes import Box, Point, hue, line, polar, polygon, share

RADIUS = 100.0
STEPS = 20  # places for labels, over the width and over the height of the drawing
LABEL = 8.0  # how far a label keeps from the edge


@dataclass(frozen=True)
class RadarStyle:
    """How much room there is for labels beside and above."""

    beside: float
    above: float

    @property
    def box(self) -> Box:
        """The radar with that room."""
        return Box(-RADIUS - self.beside, -RADIUS - self.above, 2 * (RADIUS + self.beside), 2 * (RADIUS + self.above))


LARGE = RadarStyle(beside=88, above=22)
WIDE = RadarStyle(beside=120, above=26)
BARE = RadarStyle(beside=8, above=8)


@dataclass(frozen=True)
class Spot:
    """Where a label stands, in steps of the drawing's width and height.

    ``side`` (``start``, ``middle``, ``end``) and ``edge`` (``bottom``, ``middle``, ``top``) of it stand there.
    """

    column: int
    row: int
    side: str
    edge: str


@dataclass(frozen=True)
class Radar:
    """What the radar shows: the dimensions of a result."""

    overview: Overview


@dataclass(frozen=True)
class Axis:
    """One dimension's spoke, with the points of its score, last cycle's and its target; none without a percentage.

    Its label stands in a ``place`` of the loop, or else in a ``spot``.
    """

    index: int
    segment: Segment
    place: str
    spot: Spot | None
    angle: float
    point: Point | None
    before: Point | None
    target: Point | None

    @property
    def title(self) -> str:
        """The dimension's name."""
        return self.segment.title

    @property
    def percent(self) -> Decimal | None:
        """The dimension's score."""
        return self.segment.percent

    @property
    def hue(self) -> int:
        """The dimension's colour."""
        return hue(self.index)

    @property
    def spoke(self) -> str:
        """The line from the middle to 100 %."""
        return line([Point(0, 0), polar(self.angle, RADIUS)])

    @property
    def mark(self) -> str:
        """A path without length at the score: drawn with round ends, a dot."""
        return line([self.point, self.point]) if self.point else ""


@dataclass(frozen=True)
class RadarDrawing:
    """What the template draws. ``wedges`` fill the area; ``edges``, ``before`` and ``target`` outline three results."""

    radar: Radar
    box: Box
    rings: tuple[str, ...]
    axes: tuple[Axis, ...]
    wedges: tuple[str, ...]
    edges: tuple[str, ...]
    before: tuple[str, ...]
    target: tuple[str, ...]

    @property
    def axes_in_order(self) -> list[Axis]:
        """The axes in the framework's order, as they are read out."""
        return sorted(self.axes, key=lambda axis: axis.index)


def draw_radar(radar: Radar, style: RadarStyle | None = None) -> RadarDrawing:
    """Lay out the radar; where a dimension has no percentage the outline stays open."""
    style = style or (LARGE if radar.overview.is_loop else WIDE)
    axes = _loop_axes(radar.overview) if radar.overview.is_loop else _round_axes(radar.overview, style)
    sides = _sides([axis.point for axis in axes])
    bounds = [bound for bound in radar.overview.bounds if 0 < bound < 100]
    return RadarDrawing(
        radar=radar,
        box=style.box,
        rings=tuple(_ring(axes, share(bound)) for bound in [*bounds, Decimal(100)]),
        axes=axes,
        wedges=tuple(polygon([Point(0, 0), *side]) for side in sides),
        edges=tuple(line(side) for side in sides),
        before=tuple(line(side) for side in _sides([axis.before for axis in axes])),
        target=tuple(line(side) for side in _sides([axis.target for axis in axes])),
    )


def _loop_axes(overview: Overview) -> tuple[Axis, ...]:
    """The axes anticlockwise: the left category from top to bottom, then the right one from bottom to top."""
    left, right = (len(part.segments) for part in overview.parts)
    angles = [*(90 + spread for spread in _spread(left)), *(90 - spread for spread in _spread(right))]
    places = [*_names("left", left), *_names("right", right)]
    axes = [_axis(*axis) for axis in zip(range(left + right), overview.segments, places, angles, strict=True)]
    return (*axes[:left], *reversed(axes[left:]))


def _round_axes(overview: Overview, style: RadarStyle) -> tuple[Axis, ...]:
    """The axes clockwise, the first one upright."""
    step = 360 / len(overview.segments)
    angles = [90 - step * index for index in range(len(overview.segments))]
    return tuple(
        _axis(index, segment, "", angle, _spot(angle, style.box))
        for index, (segment, angle) in enumerate(zip(overview.segments, angles, strict=True))
    )


def _axis(index: int, segment: Segment, place: str, angle: float, spot: Spot | None = None) -> Axis:
    point, before, target = (_mark(angle, each) for each in (segment.percent, segment.before, segment.target))
    return Axis(index, segment, place, spot, angle, point, before, target)


def _spot(angle: float, box: Box) -> Spot:
    """The label's place beyond the end of an axis: it begins there on the right, and ends there on the left."""
    end = polar(angle, RADIUS + LABEL)
    side = "middle" if abs(end.x) < LABEL else "start" if end.x > 0 else "end"
    edge = "middle" if abs(end.y) < RADIUS / 2 else "top" if end.y > 0 else "bottom"
    column = round(STEPS * (end.x - box.left) / box.width)
    row = round(STEPS * (end.y - box.top) / box.height)
    return Spot(column, row, side, edge)


def _spread(count: int) -> list[float]:
    """How far from the top each of so many axes stands, over half a turn, in degrees."""
    return [180 * (index + 0.5) / count for index in range(count)]


def _names(side: str, count: int) -> list[str]:
    return [f"{side}-{number}" for number in range(1, count + 1)]


def _mark(angle: float, percent: Decimal | None) -> Point | None:
    return None if percent is None else polar(angle, RADIUS * share(percent))


def _ring(axes: tuple[Axis, ...], fraction: float) -> str:
    return polygon(polar(axis.angle, RADIUS * fraction) for axis in axes)


def _sides(points: Sequence[Point | None]) -> list[tuple[Point, Point]]:
    """Each pair of neighbours, round to the first, where both are there."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return [(first, second) for first, second in pairs if first and second]
