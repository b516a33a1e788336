"""The radar: every dimension an axis from 0 to 100 %, in the same six places as on the loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.charts.loop import Loop, LoopSegment
from reports.charts.shapes import Box, Point, hue, line, polar, polygon, share

RADIUS = 100.0


@dataclass(frozen=True)
class Radar:
    """What the radar shows: the loop's figures, and a target (percent) if there is one."""

    loop: Loop
    target: Decimal | None = None


@dataclass(frozen=True)
class Axis:
    """One dimension's spoke, with the points of its score and of last cycle's; none without a percentage."""

    index: int
    title: str
    place: str
    angle: float
    percent: Decimal | None
    point: Point | None
    before: Point | None

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
    """What the template draws. ``wedges`` fill the area; ``edges`` and ``before`` outline this cycle and the last."""

    radar: Radar
    box: Box
    rings: tuple[str, ...]
    target: str
    axes: tuple[Axis, ...]
    wedges: tuple[str, ...]
    edges: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def axes_in_order(self) -> list[Axis]:
        """The axes in the framework's order, as they are read out."""
        return sorted(self.axes, key=lambda axis: axis.index)


def draw_radar(radar: Radar, beside: float = 88, above: float = 22) -> RadarDrawing:
    """Lay out the radar; where a dimension has no percentage the outline stays open."""
    axes = _axes(radar.loop)
    sides = _sides([axis.point for axis in axes])
    bounds = [bound for bound in radar.loop.bounds if 0 < bound < 100]
    return RadarDrawing(
        radar=radar,
        box=Box(-RADIUS - beside, -RADIUS - above, 2 * (RADIUS + beside), 2 * (RADIUS + above)),
        rings=tuple(_ring(axes, share(bound)) for bound in [*bounds, Decimal(100)]),
        target=_ring(axes, share(radar.target)) if radar.target else "",
        axes=axes,
        wedges=tuple(polygon([Point(0, 0), *side]) for side in sides),
        edges=tuple(line(side) for side in sides),
        before=tuple(line(side) for side in _sides([axis.before for axis in axes])),
    )


def _axes(loop: Loop) -> tuple[Axis, ...]:
    """The axes anticlockwise: the left category from top to bottom, then the right one from bottom to top."""
    left, right = (len(lobe.segments) for lobe in loop.lobes)
    angles = [*(90 + spread for spread in _spread(left)), *(90 - spread for spread in _spread(right))]
    places = [*_names("left", left), *_names("right", right)]
    axes = [_axis(*axis) for axis in zip(range(left + right), loop.segments, places, angles, strict=True)]
    return (*axes[:left], *reversed(axes[left:]))


def _axis(index: int, segment: LoopSegment, place: str, angle: float) -> Axis:
    point, before = _mark(angle, segment.percent), _mark(angle, segment.before)
    return Axis(index, segment.title, place, angle, segment.percent, point, before)


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
