"""A total that climbs by date: a line in steps over quarters of equal width, as geometry."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Box, Point, line, number, polygon, share
from charts.timeline import WIDTH, Quarter, place_of

HEIGHT = 100.0
STRETCH = 2.5  # how much wider than high the drawing is, for each of the hundred parts of the time line


@dataclass(frozen=True)
class Step:
    """A day and the percentage that is reached on it."""

    day: datetime.date
    percent: Decimal | None


@dataclass(frozen=True)
class Aim:
    """The percentage that is wanted, and by when where a day was said."""

    percent: Decimal | None
    day: datetime.date | None


@dataclass(frozen=True)
class Dot:
    """Where a step is drawn."""

    x: str
    y: str


@dataclass(frozen=True)
class Climb:
    """The drawing, 0 to 100 % from its foot to its head: the line, what lies under it, a dot at each step.

    ``rules`` are where levels begin, ``grid`` where quarters end; ``aim`` runs across at what is wanted and ends in
    ``flag`` at its day. ``today`` is empty where it lies outside.
    """

    box: Box
    path: str
    area: str
    dots: tuple[Dot, ...]
    rules: tuple[str, ...]
    grid: tuple[str, ...]
    aim: str
    flag: str
    today: str


def draw_climb(
    start: Decimal | None,
    steps: Iterable[Step],
    quarters: Sequence[Quarter],
    *,
    today: datetime.date,
    bounds: Iterable[Decimal] = (),
    aim: Aim | None = None,
) -> Climb:
    """The way from ``start`` over the steps, which come in the order of their days."""
    spots = [Point(_x(step.day, quarters), _y(step.percent)) for step in steps]
    path = list(_stairs(Point(0, _y(start)), spots))
    inside = bool(quarters) and quarters[0].first <= today <= quarters[-1].last
    return Climb(
        box=Box(0, 0, WIDTH * STRETCH, HEIGHT),
        path=line(path),
        area=polygon([Point(0, HEIGHT), *path, Point(path[-1].x, HEIGHT)]),
        dots=tuple(Dot(number(spot.x), number(spot.y)) for spot in spots),
        rules=tuple(_across(_y(bound)) for bound in bounds if 0 < bound < 100),
        grid=tuple(_upright(WIDTH * STRETCH * place / len(quarters)) for place in range(1, len(quarters))),
        aim=_across(_y(aim.percent)) if aim and aim.percent is not None else "",
        flag=_flag(aim, quarters) if aim else "",
        today=_upright(_x(today, quarters, end=False)) if inside else "",
    )


def _stairs(start: Point, spots: Iterable[Point]) -> Iterable[Point]:
    """Level up to each step, then straight up; the last stretch goes on to the edge."""
    at = start
    yield at
    for spot in spots:
        yield Point(spot.x, at.y)
        yield spot
        at = spot
    yield Point(WIDTH * STRETCH, at.y)


def _flag(aim: Aim, quarters: Sequence[Quarter]) -> str:
    """A diamond at the day by which it is wanted; none where no day was said, or where it lies outside."""
    if aim.day is None or aim.percent is None or not quarters or not quarters[0].first <= aim.day <= quarters[-1].last:
        return ""
    x, y, half = _x(aim.day, quarters), _y(aim.percent), 2.6
    return polygon([Point(x, y - half), Point(x + half, y), Point(x, y + half), Point(x - half, y)])


def _x(day: datetime.date, quarters: Sequence[Quarter], *, end: bool = True) -> float:
    return STRETCH * place_of(day, quarters, end=end)


def _y(percent: Decimal | None) -> float:
    return HEIGHT * (1 - share(percent))


def _across(y: float) -> str:
    return line([Point(0, y), Point(WIDTH * STRETCH, y)])


def _upright(x: float) -> str:
    return line([Point(x, 0), Point(x, HEIGHT)])
