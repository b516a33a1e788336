"""The list of the cheapest points: rows in words, in the order and of the dimension that was asked for; as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from assessments.items import text_of
from frameworks.definition import Dimension, FrameworkDefinition
from planner.efforts import in_days
from planner.moving import as_text
from planner.steps import Step
from planner.words import step_words
from tables.table import Column, Table

KINDS: Final = ("all", "answers", "elements")


@dataclass(frozen=True)
class Row:
    """One step in words."""

    step: Step
    dimension: Dimension
    title: str
    about: str
    text: str
    now: str
    then: str

    @property
    def days(self) -> Decimal:
        """Person-days."""
        return in_days(self.step.effort)

    @property
    def sent(self) -> list[str]:
        """Its moves as an address carries them."""
        return [as_text(move) for move in self.step.moves]


ORDERS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "rate": lambda row: (-row.step.rate, -row.step.points),
    "points": lambda row: (-row.step.points, row.step.effort),
    "effort": lambda row: (row.step.effort, -row.step.points),
    "framework": lambda _row: 0,
}


@dataclass(frozen=True)
class Asked:
    """What of the list was asked for; what is not known falls back to the usual."""

    order: str = "rate"
    dimension: str = ""
    kind: str = "answers"

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Asked":
        """From an address."""
        order, kind = sent.get("order", ""), sent.get("kind", "")
        return cls(
            order if order in ORDERS else cls.order, sent.get("dimension", ""), kind if kind in KINDS else cls.kind
        )


def rows_of(definition: FrameworkDefinition, steps: tuple[Step, ...], asked: Asked) -> list[Row]:
    """The steps that were asked for, in their order."""
    rows = [_row(definition, step) for step in steps if asked.kind == "all" or _kind(step) == asked.kind]
    within = [row for row in rows if asked.dimension in {"", row.dimension.code}]
    return sorted(within, key=ORDERS[asked.order])


def step_table_of(definition: FrameworkDefinition, rows: list[Row]) -> Table:
    """The same as a file."""
    columns = [
        Column("dimension", _("Dimension")),
        Column("element", _("Element")),
        Column("element_title", _("Title of the element")),
        Column("about", _("Step")),
        Column("text", _("What is judged")),
        Column("now", _("Now")),
        Column("then", _("Then")),
        Column("points", _("Points more")),
        Column("days", _("Person-days")),
        Column("points_per_day", _("Points a day")),
    ]
    cells = [_cells(row) for row in rows]
    notes = [_("What is not answered counts as the lowest answer of its scale.")]
    return Table("cheapest-points", _("Which points are cheapest?"), columns, cells, notes)


def _cells(row: Row) -> list[Any]:
    step = row.step
    words = [row.dimension.title, step.element, row.title, row.about, row.text, row.now, row.then]
    return [*words, step.points, row.days, step.per_day]


def _kind(step: Step) -> str:
    return "elements" if step.kind == "element" else "answers"


def _row(definition: FrameworkDefinition, step: Step) -> Row:
    element = definition.element_by_code[step.element]
    text = text_of(element, step.item) if step.item else ""
    return Row(step, definition.dimension_by_element[step.element], element.title, *_words(definition, step, text))


def _words(definition: FrameworkDefinition, step: Step, text: str) -> tuple[str, str, str, str]:
    about, now, then = step_words(definition, step)
    return about, text, now, then
