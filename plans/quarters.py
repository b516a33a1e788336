"""A plan by quarter: the lanes of its time line, and the total as planned at the end of each quarter."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.results import Result
from charts.timeline import Lane, Quarter, Span, draw_lane, quarters_of
from plans.reading import Entry, PlanSheet


@dataclass(frozen=True)
class EntryLane:
    """An action with its lane."""

    entry: Entry
    lane: Lane


@dataclass(frozen=True)
class Mark:
    """The end of a quarter: the whole result as planned by then, and how many actions are due in it."""

    quarter: Quarter
    result: Result
    due: int


def lanes_of(sheet: PlanSheet) -> tuple[tuple[Quarter, ...], tuple[EntryLane, ...]]:
    """The quarters of the plan, and the lane of each action with a due day, in the order of their starts."""
    dated = [(entry, _span(entry, entry.action.due)) for entry in sheet.entries if entry.action.due]
    dated.sort(key=lambda pair: (pair[1].start or pair[1].due, pair[1].due))
    quarters = quarters_of([span for _entry, span in dated], sheet.today)
    return quarters, tuple(EntryLane(entry, draw_lane(span, quarters, sheet.today)) for entry, span in dated)


def marks_of(sheet: PlanSheet, quarters: Sequence[Quarter]) -> tuple[Mark, ...]:
    """The total as planned at the end of each quarter."""
    return tuple(Mark(one, sheet.projection.on(one.last), _due_in(sheet, one)) for one in quarters)


def _span(entry: Entry, due: datetime.date) -> Span:
    return Span(entry.action.start, due, entry.action.progress)


def _due_in(sheet: PlanSheet, quarter: Quarter) -> int:
    days = [entry.action.due for entry in sheet.counted]
    return sum(day is not None and quarter.first <= day <= quarter.last for day in days)
