"""Who owns what in a plan, in words: the matrix of functions × dimensions, and what it says of silos."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frameworks.functions import Function
from plans.matrix import Cell, Matrix, Owned, Row, Share, matrix_of
from plans.reading import Entry, PlanSheet


@dataclass(frozen=True)
class Tinted:
    """A cell with how full it is beside the fullest: 0 for empty, to 4."""

    cell: Cell
    tint: int


@dataclass(frozen=True)
class OwnedRow:
    """A function by its name, its cells, and what it holds in all."""

    title: str
    cells: tuple[Tinted, ...]
    whole: Cell


@dataclass(frozen=True)
class Ownership:
    """The matrix with the titles of its columns, its rows by name, and its sentences."""

    matrix: Matrix
    columns: tuple[str, ...]
    rows: tuple[OwnedRow, ...]
    sentence: str
    alone: tuple[str, ...]

    @property
    def is_stuck(self) -> bool:
        """Whether one function holds so much that it is a silo."""
        return self.matrix.verdict == "stuck"


def ownership_of(sheet: PlanSheet) -> Ownership:
    """The matrix of what counts in the plan."""
    dimensions = {one.code: one.title for one in sheet.definition.dimensions}
    matrix = matrix_of(Function.values, list(dimensions), [_owned(sheet, entry) for entry in sheet.counted])
    return Ownership(
        matrix=matrix,
        columns=tuple(dimensions.get(code, _("Elsewhere")) for code in matrix.dimensions),
        rows=tuple(_row(row, matrix) for row in matrix.rows),
        sentence=_sentence(matrix),
        alone=tuple(_alone(dimensions[code], function) for code, function in matrix.alone),
    )


def function_words(code: str) -> str:
    """A function by its name, or that none owns it yet."""
    return str(Function(code).label) if code else _("No function yet")


def _row(row: Row, matrix: Matrix) -> OwnedRow:
    cells = tuple(Tinted(cell, -(-4 * cell.actions // (matrix.most or 1))) for cell in row.cells)
    return OwnedRow(function_words(row.function), cells, row.whole)


def _owned(sheet: PlanSheet, entry: Entry) -> Owned:
    by_element = sheet.definition.dimension_by_element
    touched = dict.fromkeys(by_element[one.code].code for one in entry.elements if one.code in by_element)
    return Owned(entry.action.function, tuple(touched), entry.action.effort)


def _sentence(matrix: Matrix) -> str:
    if matrix.largest is None:
        return _("No action has an owning function yet: choose one for each, so that it is clear who sees to it.")
    facts = _share(matrix.largest)
    if matrix.verdict == "few":
        return _("%(share)s With fewer than three owned actions, that says little.") % {"share": facts}
    if matrix.verdict == "stuck":
        return _("%(share)s Ownership is stuck in one silo: give other functions their part.") % {"share": facts}
    if matrix.verdict == "leaning":
        return _("%(share)s Ownership leans on one function.") % {"share": facts}
    return _("%(share)s Ownership is spread over %(functions)s functions.") % {
        "share": facts,
        "functions": sum(row.function != "" for row in matrix.rows),
    }


def _share(share: Share) -> str:
    facts = {
        "function": function_words(share.function),
        "actions": share.actions,
        "of": share.of,
        "percent": share.percent,
        "effort": share.effort_percent,
    }
    if share.effort_percent is None:
        words = ngettext(
            "%(function)s holds %(actions)s of %(of)s owned action (%(percent)s %%).",
            "%(function)s holds %(actions)s of %(of)s owned actions (%(percent)s %%).",
            share.of,
        )
    else:
        words = ngettext(
            "%(function)s holds %(actions)s of %(of)s owned action (%(percent)s %%) and %(effort)s %% of the effort.",
            "%(function)s holds %(actions)s of %(of)s owned actions (%(percent)s %%) and %(effort)s %% of the effort.",
            share.of,
        )
    return words % facts


def _alone(dimension: str, function: str) -> str:
    facts = {"dimension": dimension, "function": function_words(function)}
    return _("In %(dimension)s every action rests with %(function)s.") % facts
