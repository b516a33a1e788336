"""What stands in the cells of a workbook's sheets, whoever saved it: by sheet, row and column."""

import posixpath
import re
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import Literal

from frameworks.spreadsheet.archive import Archive, ArchiveError
from frameworks.spreadsheet.xml import Parts

SHEETS_LIMIT, ROWS_LIMIT, COLUMNS_LIMIT, CELLS_LIMIT = 50, 20_000, 100, 40_000
CELL_LIMIT, CHARACTERS_LIMIT = 32_767, 4_000_000
RELATIONS = ".rels"
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# How a workbook writes a character that XML may not hold: _x000B_. Halves of a pair (D800 to DFFF) are no characters.
ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")

# What a program writes for a number; one of more digits than any number has is none.
STORED_NUMBER = re.compile(r"-?[0-9.]{1,25}(?:[Ee][-+]?[0-9]{1,3})?")

type CellKind = Literal["text", "number", "truth", "date", "error", "formula"]
KINDS: dict[str, CellKind] = {
    "b": "truth",
    "d": "date",
    "e": "error",
    "inlineStr": "text",
    "n": "number",
    "s": "text",
    "str": "text",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: its kind, and its text as stored."""

    kind: CellKind
    text: str


@dataclass
class Grid:
    """The cells of one sheet that hold something, by row and column, both counted from 1."""

    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)


def letters(column: int) -> str:
    """The letters of a column: A, B, … Z, AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def column_of(text: str) -> int:
    """The number of a column from its letters."""
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def typed_number(stored: str) -> str:
    """The digits that somebody typed, empty where they are no number.

    A spreadsheet keeps 12.300000000000001 where 12.3 was meant.
    """
    number = float(stored) if STORED_NUMBER.fullmatch(stored) and stored.count(".") < 2 else float("nan")
    return format(Decimal(format(number, ".15g")), "f") if isfinite(number) else ""


def read_grids(data: bytes) -> list[Grid]:
    """The sheets of a workbook in its order; raises ``ArchiveError``."""
    parts = Parts(Archive(data))
    if f"_rels/{RELATIONS}" not in parts.archive.names:
        raise ArchiveError("is a zip file, but no workbook (.xlsx)")
    book = _target(_relations(parts, ""), "officeDocument")
    relations = _relations(parts, book)
    sheets = _Sheets()
    parts.parse(book, sheets)
    if len(sheets.found) > SHEETS_LIMIT:
        raise ArchiveError(f"has {len(sheets.found)} sheets; at most {SHEETS_LIMIT} are read")
    strings = _Strings()
    if shared := _target(relations, "sharedStrings", needed=False):
        parts.parse(shared, strings)
    budget = _Budget()
    return [
        _grid(parts, title, relations.get(number, ("", ""))[1], strings.found, budget) for title, number in sheets.found
    ]


def _grid(parts: Parts, title: str, name: str, strings: list[str], budget: "_Budget") -> Grid:
    if not name:
        raise ArchiveError(f"is damaged: its sheet {title} is nowhere")
    grid = Grid(title)
    parts.parse(name, _SheetCells(grid, strings, budget))
    return grid


def _relations(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    """The parts that a part names, by id: kind and name."""
    folder, file = posixpath.split(name)
    relations = _Relations(folder)
    parts.parse(posixpath.join(folder, "_rels", file + RELATIONS), relations)
    return relations.found


def _target(relations: dict[str, tuple[str, str]], kind: str, *, needed: bool = True) -> str:
    found = next((name for of_kind, name in relations.values() if of_kind == kind), "")
    if needed and not found:
        raise ArchiveError("is no workbook: it names none")
    return found


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", self.folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, posixpath.normpath(target).lstrip("/"))

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Sheets:
    """Titles of the sheets, with the ids of their relations."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self.found.append((attributes.get("name", "")[:100], number))

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Texts:
    """Collects the text within ``t``, but for the readings above ideographs (``rPh``)."""

    holders = frozenset({"t"})

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._collects = self._beside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._beside = True
        elif name in self.holders:
            self._collects = not self._beside

    def end(self, name: str) -> None:
        if name == "rPh":
            self._beside = False
        elif name in self.holders:
            self._collects = False

    def data(self, text: str) -> None:
        if self._collects:
            self.pieces.append(text)

    def taken(self) -> str:
        """What was collected since the last time."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return text


class _Strings(_Texts):
    """The texts that cells share, each by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.found.append(_unescaped(self.taken()))


class _Budget:
    """How much the cells of all sheets may hold together."""

    def __init__(self) -> None:
        self.cells, self.characters = CELLS_LIMIT, CHARACTERS_LIMIT

    def spend(self, text: str) -> None:
        self.cells -= 1
        self.characters -= len(text)
        if self.cells < 0:
            raise ArchiveError(f"has more than {CELLS_LIMIT} cells that hold something")
        if self.characters < 0:
            raise ArchiveError(f"has more than {CHARACTERS_LIMIT} characters in its cells")


class _SheetCells(_Texts):
    """Notes each cell that holds something; a cell without a reference follows the one before it."""

    holders = frozenset({"t", "v"})

    def __init__(self, grid: Grid, strings: list[str], budget: _Budget) -> None:
        super().__init__()
        self.grid, self.strings, self.budget = grid, strings, budget
        self.row = self.column = 0
        self.kind = "n"
        self.is_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if name == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
        elif name == "c":
            self._place(attributes.get("r"))
            self.kind, self.is_formula = attributes.get("t", "n"), False
        elif name == "f":
            self.is_formula = True

    def _place(self, reference: str | None) -> None:
        found = REFERENCE.fullmatch(reference or "")
        self.row = int(found[2]) if found else self.row
        self.column = column_of(found[1]) if found else self.column + 1

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            self._note(self.taken())

    def _note(self, text: str) -> None:
        if self.kind == "s" and text:
            text = self._shared(text)
        elif self.kind == "inlineStr":
            text = _unescaped(text)
        if not text and not self.is_formula:
            return
        self._check(text)
        kind: CellKind = "formula" if self.is_formula else KINDS.get(self.kind, "error")
        self.grid.cells[self.row, self.column] = Cell(kind, text)

    def _check(self, text: str) -> None:
        where = f"{self.grid.title}!{letters(self.column)}{self.row}"
        if self.row > ROWS_LIMIT or self.column > COLUMNS_LIMIT:
            raise ArchiveError(f"has a cell far out ({where}); {ROWS_LIMIT} rows and {COLUMNS_LIMIT} columns are read")
        if len(text) > CELL_LIMIT:
            raise ArchiveError(f"has {len(text)} characters in one cell ({where}); at most {CELL_LIMIT} fit")
        self.budget.spend(text)

    def _shared(self, text: str) -> str:
        number = _number(text, -1)
        if not 0 <= number < len(self.strings):
            raise ArchiveError("is damaged: a cell names a shared text that isn't there")
        return self.strings[number]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
