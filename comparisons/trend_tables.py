"""The tables of a trend: the lines over the cycles, and what moved between two of them."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext as _

from comparisons.movement import ElementMovement, Movement
from comparisons.trend import Cycle, Line, Trend
from tables.table import Cell, Column, Table


def trend_table(trend: Trend) -> Table:
    """Total, dimensions and elements, a row each; each cycle with percentage, points, and like for like."""
    cycles = trend.cycles
    columns = [Column("code", _("Code")), Column("title", _("Title"))]
    for number, cycle in enumerate(cycles, start=1):
        columns += _columns(number, cycle)
    lines = [trend.total, *trend.dimensions, *trend.elements]
    return Table(
        name=slugify(f"trend-{cycles[-1].assessment.title}") or "trend",
        title=_("%(title)s over time") % {"title": cycles[-1].assessment.title},
        columns=columns,
        rows=[_row(line) for line in lines],
        notes=list(_notes(trend)),
    )


def movement_table(pair: tuple[Cycle, Cycle], moved: Movement) -> Table:
    """The total and every element that moved, by what moved it."""
    names = {"before": pair[0].label, "after": pair[1].label}
    total: list[Cell] = ["", _("Total"), moved.before, moved.after, *_parts(moved)]
    return Table(
        name=slugify("moved-{before}-{after}".format(**names)) or "moved",
        title=_("What moved from %(before)s to %(after)s") % names,
        columns=[
            Column("code", _("Code")),
            Column("title", _("Title")),
            Column("before", _("Points before")),
            Column("after", _("Points after")),
            Column("framework", _("By the framework")),
            Column("scope", _("By the scope")),
            Column("answers", _("By the answers")),
            Column("change", _("Change")),
        ],
        rows=[total, *([*_ends(one), *_parts(one)] for one in moved.elements)],
        notes=[_("The total is on the framework’s own scale; the elements’ points are as they stand.")],
    )


def _columns(number: int, cycle: Cycle) -> list[Column]:
    name = {"cycle": cycle.label}
    return [
        Column(f"percent_{number}", _("%(cycle)s, percent") % name),
        Column(f"points_{number}", _("%(cycle)s, points") % name),
        Column(f"restated_{number}", _("%(cycle)s, percent like for like") % name),
    ]


def _row(line: Line) -> list[Cell]:
    row: list[Cell] = [line.code, line.title or _("Total")]
    for value in line.values:
        row += [value.percent, value.points, value.restated] if value else [None, None, None]
    return row


def _notes(trend: Trend) -> Iterable[str]:
    for before, after in trend.breaks:
        yield _("The framework changed from version %(old)s to %(new)s between %(before)s and %(after)s.") % {
            "old": before.definition.version,
            "new": after.definition.version,
            "before": before.label,
            "after": after.label,
        }
    if trend.cycles[-1].is_open:
        yield _("%(cycle)s still goes on; its figures are those of so far.") % {"cycle": trend.cycles[-1].label}


def _ends(one: ElementMovement) -> list[Cell]:
    before: Decimal | None = one.before.points if one.before else None
    return [one.after.code, one.after.title, before, one.after.points]


def _parts(one: Movement | ElementMovement) -> list[Cell]:
    return [one.framework, one.scope, one.answers, one.change]
