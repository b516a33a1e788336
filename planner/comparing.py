"""Scenarios side by side: what each comes to from the answers as they are, and its moves in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from planner.models import Scenario
from planner.moving import as_text
from planner.outlook import Outlook, Starting, outlook
from planner.reading import moves_of
from planner.words import MoveWords, move_words
from tables.table import Column, Table

AT_ONCE = 4


@dataclass(frozen=True)
class Compared:
    """A scenario and what it comes to today; ``lost`` counts moves that have no place any more."""

    scenario: Scenario
    outlook: Outlook
    lost: int

    @property
    def moves(self) -> list[MoveWords]:
        """Its moves in words."""
        start = self.outlook.starting
        return [move_words(start.definition, start.answers, move) for move in self.outlook.moves]

    @property
    def sent(self) -> list[str]:
        """Its moves as an address carries them."""
        return [as_text(move) for move in self.outlook.moves]


@dataclass(frozen=True)
class Points:
    """A dimension's points, one cell a column."""

    title: str
    cells: tuple[Decimal, ...]


def compared(starting: Starting, scenarios: Iterable[Scenario]) -> list[Compared]:
    """Each with what it comes to."""
    return [_compared(starting, scenario) for scenario in scenarios]


def beside(now: Outlook, others: list[Outlook]) -> list[Points]:
    """By dimension its points as it is, and in each of the others."""
    every = [now, *others]
    return [
        Points(dimension.title, tuple(each.then.dimensions[code].points for each in every))
        for code, dimension in now.now.dimensions.items()
    ]


def scenario_table_of(starting: Starting, shown: list[Compared]) -> Table:
    """One row a scenario, after one of how things are."""
    dimensions = starting.definition.dimensions
    columns = [
        Column("scenario", _("Scenario")),
        Column("total", _("Total")),
        Column("level", _("Level")),
        Column("gained", _("Points more")),
        Column("days", _("Person-days")),
        Column("answers_moved", _("Answers moved")),
        *(Column(one.code, one.title) for one in dimensions),
    ]
    rows = [_cells(_("As it is"), outlook(starting, ())), *(_cells(one.scenario.name, one.outlook) for one in shown)]
    return Table("scenarios", _("Scenarios side by side"), columns, rows)


def _cells(name: str, of: Outlook) -> list[Any]:
    total = of.then.total
    level = None if total.level is None else total.level.title
    points = [dimension.points for dimension in of.then.dimensions.values()]
    return [name, total.points, level, of.gained, of.days, len(of.moves), *points]


def _compared(starting: Starting, scenario: Scenario) -> Compared:
    moves = moves_of(scenario, starting.definition, starting.answers)
    return Compared(scenario, outlook(starting, moves), len(scenario.moves) - len(moves))
