"""Pictures whose figures can be followed in the head."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from charts.overview import Overview, Part, Segment
from tests.definitions import LEVELS

BOUNDS = tuple(level.from_percent for level in LEVELS)


def make_segment(code: str, percent: str | None = "50", before: str | None = None) -> Segment:
    """A dimension worth 100 points, or one that is left out."""
    if percent is None:
        return Segment(code, f"Dimension {code}", Decimal(0), Decimal(0), None, None)
    level = LEVELS[min(4, int(Decimal(percent) // 20))]
    last = None if before is None else Decimal(before)
    return Segment(code, f"Dimension {code}", Decimal(percent), Decimal(100), Decimal(percent), level, last)


def make_loop(*percents: str | None, before: str | None = None, complete: bool = True) -> Overview:
    """A loop of six dimensions, three a side."""
    segments = tuple(make_segment(f"D{index}", percent, before) for index, percent in enumerate(percents, start=1))
    parts = make_part("Alignment", segments[:3]), make_part("Performance", segments[3:])
    points = Decimal(sum(segment.points for segment in segments))
    return Overview(points, Decimal(sum(segment.maximum for segment in segments)), parts, BOUNDS, complete)


def make_part(title: str, segments: tuple[Segment, ...]) -> Part:
    """A category of these dimensions."""
    points = Decimal(sum(segment.points for segment in segments))
    return Part(title, points, Decimal(100 * len(segments)), points / len(segments), LEVELS[2], segments)


def make_overview(*percents: str | None, before: str | None = None, **changes: Any) -> Overview:
    """Any number of dimensions in one category."""
    segments = tuple(make_segment(f"D{index}", percent, before) for index, percent in enumerate(percents, start=1))
    points, maximum = (Decimal(sum(getattr(one, name) for one in segments)) for name in ("points", "maximum"))
    return replace(Overview(points, maximum, (make_part("All", segments),), BOUNDS), **changes)


def make_ladder(*percents: str | None, counting: int, before: str | None = None) -> Overview:
    """A ladder whose rungs hold from 60 %, and of which the first so many count."""
    overview = make_overview(*percents, before=before)
    rungs = tuple(replace(rung, counts=place < counting) for place, rung in enumerate(overview.segments))
    return replace(overview, parts=(make_part("All", rungs),), ladder=Decimal(60))


def with_targets(overview: Overview, *percents: str | None) -> Overview:
    """The same with these targets, a dimension each."""
    wanted = iter(None if percent is None else Decimal(percent) for percent in percents)
    parts = tuple(
        replace(part, segments=tuple(replace(one, target=next(wanted)) for one in part.segments))
        for part in overview.parts
    )
    return replace(overview, parts=parts)


@pytest.fixture
def loop() -> Overview:
    """From nothing to everything, with a last cycle."""
    return make_loop("0", "20", "40", "60", "80", "100", before="50")


@pytest.fixture
def loop_with_gap() -> Overview:
    """The third dimension is left out."""
    return make_loop("10", "20", None, "40", "50", "60", complete=False)
