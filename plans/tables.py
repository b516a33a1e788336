"""The tables of a plan, as its files hold them: every action, and who owns what."""

from django.utils.translation import gettext as _

from plans.matrix import Cell as Held
from plans.ownership import OwnedRow, Ownership
from plans.reading import Entry, PlanSheet
from plans.words import move_words
from tables.table import Cell, Column, Table


def actions_table(sheet: PlanSheet) -> Table:
    """A row for each action in the order of their days, with what it brings and the total as planned after it."""
    total = sheet.projection.now.total
    notes = (
        _("Points as assessed: %(points)s of %(maximum)s.") % {"points": total.points, "maximum": total.maximum},
        _("Alone: what the action adds to the total as assessed. Added: what it adds to all that are due before it."),
    )
    return Table(
        name=f"plan-{sheet.assessment.uuid}",
        title=_("Improvement plan: %(title)s") % {"title": sheet.assessment.title},
        columns=_columns(),
        rows=[_row(sheet, entry) for entry in sheet.entries],
        notes=notes,
    )


def matrix_table(sheet: PlanSheet, ownership: Ownership) -> Table:
    """Functions × dimensions: the number of actions, and their effort, in two columns for each dimension."""
    heads = [(f"d{place}", title) for place, title in enumerate((*ownership.columns, _("All")), start=1)]
    columns = [Column("function", _("Function"))]
    for key, title in heads:
        columns.append(Column(f"{key}_actions", _("%(title)s: actions") % {"title": title}))
        columns.append(Column(f"{key}_days", _("%(title)s: person-days") % {"title": title}))
    rows: list[list[Cell]] = [
        [row.title, *(part for cell in (*_cells(row), row.whole) for part in (cell.actions, cell.effort))]
        for row in ownership.rows
    ]
    return Table(
        name=f"plan-ownership-{sheet.assessment.uuid}",
        title=_("Who owns what: %(title)s") % {"title": sheet.assessment.title},
        columns=columns,
        rows=rows,
        notes=(ownership.sentence, *ownership.alone),
    )


def _cells(row: OwnedRow) -> list[Held]:
    return [tinted.cell for tinted in row.cells]


def _columns() -> list[Column]:
    return [
        Column("title", _("Action")),
        Column("description", _("In detail")),
        Column("function", _("Function")),
        Column("owner", _("Owner")),
        Column("sponsor", _("Sponsor")),
        Column("effort", _("Person-days")),
        Column("cost", _("Cost")),
        Column("currency", _("Currency")),
        Column("start", _("Start")),
        Column("due", _("Due")),
        Column("status", _("Status")),
        Column("progress", _("Progress (%)")),
        Column("overdue", _("Overdue")),
        Column("step", _("Step of the road map")),
        Column("changes", _("Answers that it will change")),
        Column("alone", _("Points alone")),
        Column("added", _("Points added")),
        Column("total", _("Total as planned")),
        Column("level", _("Level as planned")),
    ]


def _row(sheet: PlanSheet, entry: Entry) -> list[Cell]:
    action, line = entry.action, entry.line
    level = line.result.total.level if line else None
    return [
        action.title,
        action.description,
        action.get_function_display(),
        action.owned_by,
        action.sponsor,
        action.effort,
        action.cost,
        action.currency,
        action.start,
        action.due,
        action.get_status_display(),
        action.progress,
        entry.is_overdue,
        action.get_step_display(),
        "; ".join(move_words(sheet.definition, move) for move in action.moves),
        line.alone if line else None,
        line.added if line else None,
        line.result.total.points if line else None,
        level.title if level else "",
    ]
