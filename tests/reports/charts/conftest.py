"""A loop whose figures can be followed in the head."""

from decimal import Decimal

import pytest

from reports.charts.loop import Loop, LoopLobe, LoopSegment
from tests.definitions import LEVELS

BOUNDS = tuple(level.from_percent for level in LEVELS)


def make_segment(code: str, percent: str | None = "50", before: str | None = None) -> LoopSegment:
    """A dimension worth 100 points, or one that is left out."""
    if percent is None:
        return LoopSegment(code, f"Dimension {code}", Decimal(0), Decimal(0), None, None)
    level = LEVELS[min(4, int(Decimal(percent) // 20))]
    last = None if before is None else Decimal(before)
    return LoopSegment(code, f"Dimension {code}", Decimal(percent), Decimal(100), Decimal(percent), level, last)


def make_loop(*percents: str | None, before: str | None = None, complete: bool = True) -> Loop:
    """A loop of six dimensions, three a side."""
    segments = tuple(make_segment(f"D{index}", percent, before) for index, percent in enumerate(percents, start=1))
    lobes = make_lobe("Alignment", segments[:3]), make_lobe("Performance", segments[3:])
    points = Decimal(sum(segment.points for segment in segments))
    return Loop(points, Decimal(sum(segment.maximum for segment in segments)), lobes, BOUNDS, complete)


def make_lobe(title: str, segments: tuple[LoopSegment, ...]) -> LoopLobe:
    """A category of these dimensions."""
    points = Decimal(sum(segment.points for segment in segments))
    return LoopLobe(title, points, Decimal(100 * len(segments)), points / len(segments), LEVELS[2], segments)


@pytest.fixture
def loop() -> Loop:
    """From nothing to everything, with a last cycle."""
    return make_loop("0", "20", "40", "60", "80", "100", before="50")


@pytest.fixture
def loop_with_gap() -> Loop:
    """The third dimension is left out."""
    return make_loop("10", "20", None, "40", "50", "60", complete=False)
