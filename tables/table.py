"""A table as plain frozen values: what a page shows, and what its files hold."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal | bool | datetime.date | None


@dataclass(frozen=True)
class Column:
    """A column: ``key`` names it in JSON, ``title`` heads it elsewhere, in the reader's language."""

    key: str
    title: str


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns, as many cells a row as columns; ``name`` is what the file is called.

    A number is a number in every file (never a text that looks like one), and None is an empty cell. ``notes`` say what
    a reader has to know of the figures; CSV, which has no place for them, leaves them out.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.name}: every row needs {len(self.columns)} cells")
