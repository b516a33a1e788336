"""The radar: every dimension an axis from 0 to 100 %, in the same six places as on the loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.charts.loop import Loop, LoopSegment
from reports.charts.shapes import Box, Point, line, polar, polygon, share

RADIUS = 100.0


@dataclass(frozen=True)
class Radar:
    """What the radar shows: the loop's figures, and a target (percent) if there is one."""

    loop: Loop
    target: Decimal | None = None


@dataclass(frozen=True)
class Axis:
    """One dimension's spoke, with the points of its score and of last cycle's; none without a percentage."""

    title: str
    hue: int
    place: str
    angle: float
    percent: Decimal | None
    point: Point | None
    before: Point | None

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
    """What the template draws. ``wedges`` are the filled area; ``edges`` and ``before`` outline this cycle and the last."""

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
        return sorted(self.axes, key=lambda axis: axis.hue)


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
    angles = [*(90 + _spread(index, left) for index in range(left)), *(90 - _spread(index, right) for index in range(right))]
    places = [*(f"left-{index + 1}" for index in range(left)), *(f"right-{index + 1}" for index in range(right))]
    axes = [
        _axis(segment, hue, place, angle)
        for hue, (segment, place, angle) in enumerate(zip(loop.segments, places, angles, strict=True), start=1)
    ]
    return (*axes[:left], *reversed(axes[left:]))


def _axis(segment: LoopSegment, hue: int, place: str, angle: float) -> Axis:
    point, before = _mark(angle, segment.percent), _mark(angle, segment.before)
    return Axis(segment.title, hue, place, angle, segment.percent, point, before)


def _spread(index: int, count: int) -> float:
    return 180 * (index + 0.5) / count


def _mark(angle: float, percent: Decimal | None) -> Point | None:
    return None if percent is None else polar(angle, RADIUS * share(percent))


def _ring(axes: tuple[Axis, ...], fraction: float) -> str:
    return polygon(polar(axis.angle, RADIUS * fraction) for axis in axes)


def _sides(points: Sequence[Point | None]) -> list[tuple[Point, Point]]:
    """Each pair of neighbours, round to the first, where both are there."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return [(first, second) for first, second in pairs if first and second]
