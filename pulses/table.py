"""The outcome of a pulse as a table for files."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from pulses.models import Pulse
from pulses.outcome import Line, Outcome
from pulses.tally import BATCH
from pulses.words import leaning_words
from tables.table import Cell, Column, Table


def perception_table(pulse: Pulse, outcome: Outcome) -> Table:
    """The lines as the page has them; what may not be shown is an empty cell."""
    columns = [
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("perceived_percent", _("Staff (%)")),
        Column("ratings", _("Ratings")),
        Column("dont_know", _("Don’t know")),
        *_assessed_columns(outcome),
    ]
    return Table(
        name=slugify(pulse.title) or "perception",
        title=pulse.title,
        columns=columns,
        rows=[_row(line, outcome) for line in outcome.lines],
        notes=[
            _("Figures are shown when the pulse is over, of questions that %(batch)s people or more have rated.")
            % {"batch": BATCH}
        ],
    )


def _assessed_columns(outcome: Outcome) -> list[Column]:
    if not outcome.with_assessed:
        return []
    return [
        Column("assessed_percent", _("Assessed (%)")),
        Column("difference", _("Difference")),
        Column("in_words", _("In words")),
    ]


def _row(line: Line, outcome: Outcome) -> list[Cell]:
    said = line.perceived
    cells: list[Cell] = [said.code, said.title, said.percent, said.rated, said.unknown]
    if outcome.with_assessed:
        cells += [said.assessed, said.difference, leaning_words(said.leaning)]
    return cells
