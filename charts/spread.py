"""Several percentages on one line, each with a mark of its own shape, as geometry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Box, Point, line, number, polygon, share

WIDTH, HEIGHT, MARGIN, RADIUS = 200.0, 20.0, 8.0, 5.0


@dataclass(frozen=True)
class Mark:
    """A mark: its outline, and which of the shapes it is, counted from 1."""

    shape: int
    path: str


@dataclass(frozen=True)
class Spread:
    """The drawing: the track, the stretch between the lowest and the highest mark, and the marks."""

    box: Box
    track: str
    between: str
    marks: tuple[Mark, ...]


def draw_spread(percents: Sequence[Decimal | None]) -> Spread | None:
    """The percentages on one line, each with the shape of its place; None where there is none at all."""
    known = [(place, _x(percent)) for place, percent in enumerate(percents) if percent is not None]
    if not known:
        return None
    middle, places = HEIGHT / 2, [x for _place, x in known]
    return Spread(
        box=Box(0, 0, WIDTH, HEIGHT),
        track=line([Point(MARGIN, middle), Point(WIDTH - MARGIN, middle)]),
        between=line([Point(min(places), middle), Point(max(places), middle)]) if len(known) > 1 else "",
        marks=tuple(Mark(place % len(SHAPES) + 1, SHAPES[place % len(SHAPES)](Point(x, middle))) for place, x in known),
    )


def draw_mark(place: int) -> Mark:
    """The shape of a place by itself, in a square of twice the margin, for the key."""
    return Mark(place % len(SHAPES) + 1, SHAPES[place % len(SHAPES)](Point(MARGIN, MARGIN)))


def _x(percent: Decimal) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * share(percent)


def _circle(at: Point) -> str:
    arc = f"A{number(RADIUS)} {number(RADIUS)} 0 1 1"
    return f"M{Point(at.x - RADIUS, at.y)} {arc} {Point(at.x + RADIUS, at.y)} {arc} {Point(at.x - RADIUS, at.y)} Z"


def _outline(*corners: tuple[float, float]) -> Callable[[Point], str]:
    """A shape by its corners around the middle, in parts of the radius."""

    def draw(at: Point) -> str:
        return polygon(Point(at.x + RADIUS * x, at.y + RADIUS * y) for x, y in corners)

    return draw


SHAPES: tuple[Callable[[Point], str], ...] = (
    _circle,
    _outline((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    _outline((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    _outline((0, -1.15), (1.15, 0.9), (-1.15, 0.9)),
    _outline((-1.15, -0.9), (1.15, -0.9), (0, 1.15)),
    _outline(
        (-0.4, -1.1),
        (0.4, -1.1),
        (0.4, -0.4),
        (1.1, -0.4),
        (1.1, 0.4),
        (0.4, 0.4),
        (0.4, 1.1),
        (-0.4, 1.1),
        (-0.4, 0.4),
        (-1.1, 0.4),
        (-1.1, -0.4),
        (-0.4, -0.4),
    ),
)
