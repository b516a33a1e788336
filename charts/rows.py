"""Rows: every dimension a bar under the one before. On a ladder they are rungs between two rails, the lowest one below.

The drawing may be stretched in height, so that its rows keep to the labels beside them: it has upright rails and boxes
alone.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from charts.overview import Overview, Segment
from charts.shapes import Box, Point, hue, line, number, polygon, share

LENGTH = 200.0
PITCH = 36.0
THICK = 15.0
RAIL = 5.0
BESIDE = 12.0

State = Literal["", "holds", "climbing", "waiting"]


@dataclass(frozen=True)
class Row:
    """A dimension's bar; ``state`` says how a rung of a ladder stands, and is empty elsewhere."""

    segment: Segment
    hue: int
    state: State
    track: str
    fill: str
    before: str
    target: str
    ticks: tuple[str, ...]

    @property
    def excluded(self) -> bool:
        """Whether there is no score to draw, because everything in the dimension is left out."""
        return self.segment.percent is None


@dataclass(frozen=True)
class RowsDrawing:
    """What the template draws, top to bottom; ``climbed`` is the part of the rails up to the last rung that holds."""

    overview: Overview
    box: Box
    rows: tuple[Row, ...]
    rails: tuple[str, ...]
    climbed: tuple[str, ...]
    rail: str

    @property
    def is_ladder(self) -> bool:
        """Whether the rows are rungs."""
        return self.overview.ladder is not None

    @property
    def has_target(self) -> bool:
        """Whether it is drawn where the dimensions are wanted."""
        return any(row.target for row in self.rows)

    @property
    def has_before(self) -> bool:
        """Whether last cycle's figures are drawn beside this one's."""
        return any(row.before for row in self.rows)


def draw_rows(overview: Overview) -> RowsDrawing:
    """Lay out the rows: the first dimension on top, or at the foot of a ladder."""
    segments = list(enumerate(overview.segments))
    if overview.ladder is not None:
        segments.reverse()
    rows = tuple(_row(overview, segment, place, index) for place, (index, segment) in enumerate(segments))
    height = PITCH * len(rows)
    top = next((place for place, row in enumerate(rows) if row.state == "holds"), len(rows))
    held = _rails((top + 0.5) * PITCH, height) if top < len(rows) else ()
    return RowsDrawing(
        overview=overview,
        box=Box(-BESIDE, 0, LENGTH + 2 * BESIDE, height),
        rows=rows,
        rails=_rails(0, height) if overview.ladder is not None else (),
        climbed=held,
        rail=number(RAIL),
    )


def state_of(segment: Segment, ladder: Decimal | None) -> State:
    """How a rung stands: it holds, it is being climbed, or it waits for the rungs below."""
    if ladder is None or segment.percent is None:
        return ""
    if not segment.counts:
        return "waiting"
    return "holds" if segment.percent >= ladder else "climbing"


def _row(overview: Overview, segment: Segment, place: int, index: int) -> Row:
    middle = (place + 0.5) * PITCH
    bounds = overview.bounds if overview.ladder is None else (overview.ladder,)
    return Row(
        segment=segment,
        hue=hue(index),
        state=state_of(segment, overview.ladder),
        track=_bar(middle, 1),
        fill=_bar(middle, share(segment.percent)) if segment.percent else "",
        before=_tick(middle + THICK / 2 + 3, share(segment.before), 3) if segment.before else "",
        target=_tick(middle - 3, share(segment.target), THICK / 2 + 3) if segment.target is not None else "",
        ticks=tuple(_tick(middle, share(bound), THICK / 2) for bound in bounds if 0 < bound < 100),
    )


def _bar(middle: float, fraction: float) -> str:
    top, bottom, end = middle - THICK / 2, middle + THICK / 2, fraction * LENGTH
    return polygon([Point(0, top), Point(end, top), Point(end, bottom), Point(0, bottom)])


def _tick(middle: float, fraction: float, half: float) -> str:
    return line([Point(fraction * LENGTH, middle - half), Point(fraction * LENGTH, middle + half)])


def _rails(top: float, bottom: float) -> tuple[str, ...]:
    places = (-RAIL / 2, LENGTH + RAIL / 2)
    return tuple(line([Point(place, bottom), Point(place, top)]) for place in places)
