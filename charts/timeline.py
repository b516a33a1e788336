"""A time line by quarter: every quarter is as wide as the next, and each action a bar in a lane of its own."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from charts.shapes import Box, Point, line, polygon

WIDTH, HEIGHT, THICK, HALF = 100.0, 24.0, 10.0, 5.0
MOST = 16
"""More quarters than this are not drawn: four years are a plan, more is a wish."""


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return self.next.first - datetime.timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)


@dataclass(frozen=True)
class Span:
    """What is drawn in a lane: from ``start`` (None: only its due day is known) to ``due``, so far done in percent."""

    start: datetime.date | None
    due: datetime.date
    progress: int = 0


@dataclass(frozen=True)
class Lane:
    """One lane: its bar with the part that is done, or a mark where only a day is known, the quarters and today.

    It may be stretched in width. Lines run the whole height of ``box``; the bar hangs from ``middle``, which the
    template puts half-way down, so that it is as thick in a high row as in a low one.
    """

    box: Box
    middle: Box
    bar: str
    done: str
    mark: str
    grid: tuple[str, ...]
    today: str
    is_cut: bool


def quarter_of(day: datetime.date) -> Quarter:
    """The quarter in which the day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_of(spans: Sequence[Span], today: datetime.date) -> tuple[Quarter, ...]:
    """The quarters from the first start, or from today's, to the last due day; never more than ``MOST``."""
    if not spans:
        return ()
    first = min(span.start or span.due for span in spans)
    last = max(span.due for span in spans)
    quarters = [quarter_of(today if _is_near(first, today) else first)]
    while quarters[-1].last < last and len(quarters) < MOST:
        quarters.append(quarters[-1].next)
    return tuple(quarters)


def draw_lane(span: Span, quarters: Sequence[Quarter], today: datetime.date) -> Lane:
    """The lane of one action over these quarters; what reaches beyond them is cut."""
    start, end = place_of(span.start or span.due, quarters), place_of(span.due, quarters, end=True)
    has_bar = span.start is not None and span.start <= span.due
    reached = start + (end - start) * span.progress / 100
    inside = bool(quarters) and quarters[0].first <= today <= quarters[-1].last
    now = place_of(today, quarters) if inside else 0.0
    return Lane(
        box=Box(0, 0, WIDTH, HEIGHT),
        middle=Box(0, HEIGHT / 2, WIDTH, HEIGHT / 2),
        bar=_bar(start, end) if has_bar else "",
        done=_bar(start, reached) if has_bar and span.progress else "",
        mark="" if has_bar else _diamond(end),
        grid=tuple(_upright(WIDTH * place / len(quarters)) for place in range(1, len(quarters))),
        today=_upright(now) if inside else "",
        is_cut=bool(quarters) and (span.due > quarters[-1].last or (span.start or span.due) < quarters[0].first),
    )


def _is_near(first: datetime.date, today: datetime.date) -> bool:
    """Whether today is worth being on the line: no more than a year before the first start."""
    return today <= first and (first - today).days <= 366


def place_of(day: datetime.date, quarters: Sequence[Quarter], *, end: bool = False) -> float:
    """Where the day begins, or ends, of ``WIDTH`` from the left; inside of the drawing whatever the day is."""
    for place, quarter in enumerate(quarters):
        if day < quarter.first:
            return WIDTH * place / len(quarters)
        if day <= quarter.last:
            days = (quarter.last - quarter.first).days + 1
            return WIDTH * (place + ((day - quarter.first).days + end) / days) / len(quarters)
    return WIDTH


def _bar(start: float, end: float) -> str:
    top, bottom = (HEIGHT - THICK) / 2, (HEIGHT + THICK) / 2
    return polygon([Point(start, top), Point(end, top), Point(end, bottom), Point(start, bottom)])


def _diamond(end: float) -> str:
    """A mark at the end of the day; a narrow one, for the drawing is stretched in width."""
    middle, half = min(max(end, 0.5), WIDTH - 0.5), 0.5
    return polygon(
        [
            Point(middle, HEIGHT / 2 - HALF),
            Point(middle + half, HEIGHT / 2),
            Point(middle, HEIGHT / 2 + HALF),
            Point(middle - half, HEIGHT / 2),
        ]
    )


def _upright(x: float) -> str:
    return line([Point(x, 0), Point(x, HEIGHT)])
