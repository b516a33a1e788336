"""Two percentages of one thing on one track, and the line between them: a round mark for one, a diamond for the other.

The marks differ in shape, so that they are told apart in grey print and where they lie on one another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Box, Point, line, number, polygon, share

LENGTH = 240.0
MIDDLE = 8.0
ROUND, DIAMOND = 4.5, 6.5  # how far the marks reach from their middle
TICK = 4.0


@dataclass(frozen=True)
class Dumbbell:
    """The drawing of one row; a mark without a percentage is empty, and so is the line unless both are there."""

    box: Box
    track: str
    ticks: str
    link: str
    round: tuple[str, str, str] | None
    diamond: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare at all."""
        return self.round is None and not self.diamond


def draw_dumbbell(round_at: Decimal | None, diamond_at: Decimal | None, bounds: Iterable[Decimal] = ()) -> Dumbbell:
    """The track from 0 to 100 % with ticks at the bounds, and the marks that have a percentage."""
    both = round_at is not None and diamond_at is not None
    return Dumbbell(
        box=Box(-DIAMOND, 0, LENGTH + 2 * DIAMOND, 2 * MIDDLE),
        track=line([Point(0, MIDDLE), Point(LENGTH, MIDDLE)]),
        ticks=" ".join(_tick(bound) for bound in bounds if 0 < bound < 100),
        link=line([_place(round_at), _place(diamond_at)]) if both else "",
        round=None if round_at is None else (number(_place(round_at).x), number(MIDDLE), number(ROUND)),
        diamond="" if diamond_at is None else _diamond(_place(diamond_at)),
    )


def _place(percent: Decimal | None) -> Point:
    return Point(LENGTH * share(percent), MIDDLE)


def _tick(bound: Decimal) -> str:
    place = _place(bound)
    return line([Point(place.x, place.y - TICK), Point(place.x, place.y + TICK)])


def _diamond(at: Point) -> str:
    corners = ((0.0, -DIAMOND), (DIAMOND, 0.0), (0.0, DIAMOND), (-DIAMOND, 0.0))
    return polygon([Point(at.x + x, at.y + y) for x, y in corners])
