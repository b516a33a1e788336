"""Tables of a Word document: heads that are repeated, rows that stay whole, cells that may be coloured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import get_language_bidi

from reports.office.texts import is_rtl, lines_of
from reports.office.word.styles import TABLE
from reports.office.word.xml import Node, node, paragraph, run

Align = Literal["", "center", "end"]
ALIGNED: Final = {"": "", "center": "center", "end": "right"}
SMALL: Final = 6  # rows of a table that stays whole
TALL: Final = 1200  # characters in a row from which on it may be broken over pages: it could be higher than one


@dataclass(frozen=True)
class Line:
    """A paragraph of a cell."""

    text: str
    bold: bool = False
    style: str = "TableText"
    ink: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of one or several paragraphs; ``ground`` and its ``ink`` are colours, empty for none."""

    lines: tuple[Line, ...]
    align: Align = ""
    ground: str = ""
    span: int = 1

    @property
    def letters(self) -> int:
        """How much is in it."""
        return sum(len(line.text) for line in self.lines)


@dataclass(frozen=True)
class Row:
    """A row; a ``strong`` one sums up those before it."""

    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: its heads, its rows, and the widths of its columns as shares of the text's width.

    ``words`` say what it shows to whoever can't see it. An empty head belongs to the one before it, which then stands
    over both columns.
    """

    heads: Sequence[str]
    rows: Sequence[Row]
    shares: Sequence[float]
    words: str
    figures: frozenset[int] = frozenset()  # columns of numbers, from 0, whose heads stand over them

    def __post_init__(self) -> None:
        if any(sum(cell.span for cell in row.cells) != len(self.shares) for row in self.rows):
            raise ValueError(f"{self.words}: every row needs {len(self.shares)} cells")


def cell(text: str, *, bold: bool = False, align: Align = "", ground: str = "", ink: str = "", span: int = 1) -> Cell:
    """A cell of one text, its lines as paragraphs."""
    return Cell(tuple(Line(line, bold, ink=ink) for line in lines_of(text)) or (Line(""),), align, ground, span)


def figure(text: str, *, bold: bool = False) -> Cell:
    """A cell of a number."""
    return cell(text, bold=bold, align="end")


def table(grid: Grid, width: int) -> Node:
    """The table as wide as the text, in twentieths of a point."""
    widths = _widths(grid.shares, width)
    made = node("tbl", _properties(grid, sum(widths)), node("tblGrid", *(node("gridCol", w=wide) for wide in widths)))
    if any(grid.heads):
        made.append(_head(grid, widths))
    last = len(grid.rows) - 1
    made.extend(_row(row, widths, keep=_is_held(place, last)) for place, row in enumerate(grid.rows))
    return made


def _properties(grid: Grid, width: int) -> Node:
    marked = 1 if any(grid.heads) else 0
    return node(
        "tblPr",
        node("tblStyle", val=TABLE),
        node("bidiVisual") if get_language_bidi() else None,
        node("tblW", w=width, type="dxa"),
        node("tblLayout", type="fixed"),
        node(
            "tblLook", val="0620" if marked else "0600", firstRow=marked, lastRow=0, firstColumn=0, noVBand=1, noHBand=1
        ),
        node("tblCaption", val=grid.words),
        node("tblDescription", val=grid.words),
    )


def _head(grid: Grid, widths: Sequence[int]) -> Node:
    """The head, which Word repeats on every page."""
    made = node("tr", node("trPr", node("cantSplit"), node("tblHeader")))
    named = [place for place, text in enumerate(grid.heads) if text]
    for place, following in zip(named, [*named[1:], len(grid.heads)], strict=True):
        line = Line(grid.heads[place], style="TableHead")
        head = Cell((line,), "end" if place in grid.figures else "", span=following - place)
        made.append(_cell(head, widths[place:following]))
    return made


def _is_held(place: int, last: int) -> bool:
    """Whether a row stays with the next one: all of a small table, and at a long one's ends no row is left alone."""
    return place < last and (last < SMALL or place == 0 or place == last - 1)


def _row(row: Row, widths: Sequence[int], *, keep: bool) -> Node:
    made = node("tr")
    if sum(one.letters for one in row.cells) < TALL:
        made.append(node("trPr", node("cantSplit")))
    place = 0
    for one in row.cells:
        made.append(_cell(one, widths[place : place + one.span], strong=row.strong, keep=keep))
        place += one.span
    return made


def _cell(one: Cell, widths: Iterable[int], *, strong: bool = False, keep: bool = False) -> Node:
    marks = node(
        "tcPr",
        node("tcW", w=sum(widths), type="dxa"),
        node("gridSpan", val=one.span) if one.span > 1 else None,
        _gaps() if one.ground else None,
        node("shd", val="clear", color="auto", fill=one.ground) if one.ground else None,
    )
    return node("tc", marks, *(_line(line, one.align, strong=strong, keep=keep) for line in one.lines))


def _gaps() -> Node:
    """White between coloured cells."""
    sides = ("top", "left", "bottom", "right")
    return node("tcBorders", *(node(side, val="single", sz=12, space=0, color="FFFFFF") for side in sides))


def _line(line: Line, align: Align, *, strong: bool, keep: bool) -> Node:
    letters = run(line.text, bold=line.bold or strong, colour=line.ink)
    return paragraph(letters, style=line.style, rtl=is_rtl(line.text), align=ALIGNED[align], keep=keep)


def _widths(shares: Sequence[float], width: int) -> list[int]:
    whole = sum(shares)
    return [int(width * share / whole) for share in shares]
