"""The band of a total on the scale of its levels, as geometry."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Box, Point, line, polygon

LENGTH, THICK, OVER = 300.0, 8.0, 4.0


@dataclass(frozen=True)
class BandDrawing:
    """The track, the band on it, the total as a tick through both, and where levels begin."""

    box: Box
    track: str
    band: str
    total: str
    ticks: tuple[str, ...]


def draw_band(total: Decimal, low: Decimal, high: Decimal, maximum: Decimal, bounds: Iterable[Decimal]) -> BandDrawing:
    """The drawing of a total and its band, of a maximum above 0; ``bounds`` are percentages."""
    return BandDrawing(
        box=Box(-2, -OVER - 1, LENGTH + 4, THICK + 2 * OVER + 2),
        track=_bar(0.0, 1.0),
        band=_bar(float(low / maximum), float(high / maximum)),
        total=_tick(float(total / maximum), OVER),
        ticks=tuple(_tick(float(bound) / 100, 0) for bound in bounds if 0 < bound < 100),
    )


def _bar(start: float, end: float) -> str:
    left, right = start * LENGTH, end * LENGTH
    return polygon([Point(left, 0), Point(right, 0), Point(right, THICK), Point(left, THICK)])


def _tick(share: float, over: float) -> str:
    return line([Point(share * LENGTH, -over), Point(share * LENGTH, THICK + over)])
