"""The time line of a plan as a picture that stands by itself."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from charts.row_picture import LEFT, ROW, TOP, PictureRow, Rows, row_picture
from charts.standalone import Label, Picture, Shape
from charts.timeline import WIDTH, Quarter, place_of
from plans.quarters import EntryLane, Mark, lanes_of, marks_of
from plans.reading import PlanSheet

WIDE: Final = 720
LAYOUT: Final = Rows(wide=WIDE, high=24, figures=240)
THICK: Final = 14
NARROW: Final = 72  # pixels of a quarter, under which its name is small
DUE: Final = 6  # pixels of a mark


def timeline_picture(sheet: PlanSheet) -> Picture | None:
    """The lane of each action under the quarters, and the total as planned by the end of each; None without days."""
    quarters, lanes = lanes_of(sheet)
    if not lanes:
        return None
    assessment = sheet.assessment
    return row_picture(
        f"{assessment.organisation.name} · {assessment.title}",
        _("Improvement plan by quarter, as of %(day)s") % {"day": date_format(sheet.today, "j F Y")},
        [_row(one) for one in lanes],
        LAYOUT,
        heads=[*_heads(marks_of(sheet, quarters))],
        shapes=[*_lines(sheet.today, quarters, len(lanes)), *_bars(lanes, quarters)],
        key=(
            _("Under each quarter: the total as planned at its end."),
            _("A bar reaches from start to due day; its dark part is done. A short block marks a due day alone."),
            _("The upright line is today."),
        ),
    )


def _heads(marks: Sequence[Mark]) -> Iterator[Label]:
    wide = WIDE / len(marks)
    size = 13 if wide > NARROW else 10
    for place, mark in enumerate(marks):
        x = LEFT + wide * (place + 0.5)
        names = {"number": mark.quarter.number, "year": mark.quarter.year}
        yield Label(x, TOP - 26, _("Q%(number)s %(year)s") % names, "middle", size=size, colour="ink-soft")
        yield Label(x, TOP - 8, number_format(mark.result.total.points, 0), "middle", size=size, strong=True)


def _row(lane: EntryLane) -> PictureRow:
    action = lane.entry.action
    state = _("overdue") if lane.entry.is_overdue else action.get_status_display()
    day = date_format(action.due, "j F Y") if action.due else "–"
    return PictureRow(action.title, f"{day} · {state}")


def _lines(today: datetime.date, quarters: Sequence[Quarter], lanes: int) -> Iterator[Shape]:
    """Where a quarter ends, and today."""
    for quarter in quarters[:-1]:
        yield Shape(_x(quarter.last, quarters, end=True), TOP, 1, ROW * lanes, "grid")
    if quarters[0].first <= today <= quarters[-1].last:
        yield Shape(_x(today, quarters), TOP, 2, ROW * lanes, "ink")


def _bars(lanes: Sequence[EntryLane], quarters: Sequence[Quarter]) -> Iterator[Shape]:
    for place, lane in enumerate(lanes):
        action, top = lane.entry.action, TOP + ROW * place + (ROW - THICK) / 2
        right = _x(action.due, quarters, end=True)
        if not lane.lane.bar:
            yield Shape(right - DUE, top, DUE, THICK, "accent")
        else:
            left = _x(action.start, quarters)
            yield Shape(left, top, right - left, THICK, "accent")
            done = (right - left) * action.progress / 100
            if done < right - left - 2:
                yield Shape(left + max(done, 1), top + 1, right - left - max(done, 1) - 1, THICK - 2, "accent-tint")


def _x(day: datetime.date | None, quarters: Sequence[Quarter], *, end: bool = False) -> float:
    return LEFT + WIDE * place_of(day, quarters, end=end) / WIDTH if day else LEFT
