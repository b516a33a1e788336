"""The rows of a workbook's sheets by the keys of their columns; what is no table of the format is noted as a fault."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from frameworks.content.nodes import NUMBER, Reading
from frameworks.content.tree import Node, Where
from frameworks.faults import Fault
from frameworks.spreadsheet import Cell, Grid, letters, typed_number
from frameworks.workbook.sheets import NOTES, SHEETS, Column, Sheet

FOUND = {"date": "a date", "error": "an error", "number": "a number", "truth": "true or false"}
FORMULA = "holds a formula. Put its result there instead: only texts and numbers are read"


@dataclass
class Row:
    """One row of a table: a value for each column of the format, ``null`` where the cell is empty."""

    where: str
    values: dict[str, Node] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The text of a cell without spaces around it."""
        return self.values[key].text.strip()

    def node(self, *keys: str, **more: Node) -> Node:
        """The row as a mapping of these columns, and of what else belongs to it."""
        return mapping(self.where, {key: self.values[key] for key in keys} | more)


def mapping(where: str, values: dict[str, Node]) -> Node:
    """A mapping of these values, each of which names its own place."""
    return Node("map", where, pairs=[(Node("str", node.where, key), node) for key, node in values.items()])


class Tables:
    """The tables of a workbook; what is wrong with them goes into ``reading``."""

    def __init__(self, grids: list[Grid], reading: Reading) -> None:
        self.reading = reading
        self._grids: dict[str, Grid] = {}
        for grid in grids:
            self._add(grid)

    def _add(self, grid: Grid) -> None:
        title = grid.title.strip().casefold()
        if title in self._grids:
            self.fault(grid.title, "there are two sheets of this name")
        elif title in {sheet.title.casefold() for sheet in SHEETS}:
            self._grids[title] = grid
        elif title != NOTES.casefold() and grid.cells:
            self.fault(grid.title, "is no sheet of this format; see the sheet Notes for those that are")

    def fault(self, where: Where, words: str) -> None:
        """Note a fault that leaves a value missing or astray."""
        self.reading.faults.append(Fault(str(where), words))
        self.reading.damaged = True

    def rows(self, sheet: Sheet) -> list[Row]:
        """The rows of a table that hold something; none where the sheet isn't there."""
        grid = self._grids.get(sheet.title.casefold())
        if grid is None:
            if sheet.needed:
                self.fault(sheet.title, "the sheet is missing")
            return []
        columns = self._columns(sheet, grid)
        numbers = sorted({row for row, _ in grid.cells if row > 1})
        return [self._row(sheet, grid, columns, number) for number in numbers]

    def _columns(self, sheet: Sheet, grid: Grid) -> dict[str, int]:
        """The number of each column by its key, as the first row names them; anything else is a fault."""
        found: dict[str, int] = {}
        heads = {number: cell for (row, number), cell in grid.cells.items() if row == 1}
        for number, cell in sorted(heads.items(), key=lambda head: head[0]):
            column = sheet.by_heading.get(cell.text.strip().casefold())
            if column is None:
                self.fault(f"{sheet.title}!{letters(number)}1", f"there is no column “{cell.text[:50]}” on this sheet")
            elif column.key in found:
                self.fault(f"{sheet.title}!{letters(number)}1", f"there are two columns “{column.heading}”")
            else:
                found[column.key] = number
        for column in sheet.columns:
            if column.key not in found:
                self.fault(f"{sheet.title}!A1", f"the column “{column.heading}” is missing")
        for where in _headless(sheet, grid, set(heads)):
            self.fault(where, "no heading stands above this cell")
        return found

    def _row(self, sheet: Sheet, grid: Grid, columns: dict[str, int], number: int) -> Row:
        row = Row(f"{sheet.title}!A{number}")
        for column in sheet.columns:
            place = columns.get(column.key)
            if place is None:
                row.values[column.key] = Node("refused", row.where)
            else:
                where = f"{sheet.title}!{letters(place)}{number}"
                row.values[column.key] = self._value(column, where, grid.cells.get((number, place)))
        return row

    def _value(self, column: Column, where: str, cell: Cell | None) -> Node:
        if cell is None:
            return Node("null", where)
        if cell.kind == "text" and not column.number:
            return Node("str", where, cell.text)
        if cell.kind in {"text", "number"} and column.number:
            return _number(where, cell)
        self.fault(where, _not_wanted(column, cell))
        return Node("refused", where)


def _headless(sheet: Sheet, grid: Grid, heads: set[int]) -> Iterator[str]:
    """The first cell of each column that has no heading."""
    seen = set(heads)
    for row, number in sorted(grid.cells):
        if number not in seen:
            seen.add(number)
            yield f"{sheet.title}!{letters(number)}{row}"


def _not_wanted(column: Column, cell: Cell) -> str:
    if cell.kind == "formula":
        return FORMULA
    if column.number or cell.kind == "error":
        return f"holds {FOUND[cell.kind]}, not {'a number' if column.number else 'text'}"
    return f"holds {FOUND[cell.kind]}, not text. Format the cell as text and type it again"


def _number(where: str, cell: Cell) -> Node:
    """A number as it was typed; what is none stays a text, which is then refused."""
    text = cell.text.strip()
    if cell.kind == "number":
        text = typed_number(text)
    return Node("int", where, text) if NUMBER.fullmatch(text) else Node("str", where, cell.text)
