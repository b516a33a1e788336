"""Tables on slides that can be edited: a head, rules between the rows, cells that may be coloured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.office.look import colour
from reports.office.slides.texts import ABOVE, ASIDE, LINE, Box, Words, fill_cell, lines_of
from reports.office.texts import shortened

NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own name for “no style, no grid”
LONGEST: Final = 120  # characters of a cell
SMALLEST: Final = 9  # points of its letters


@dataclass(frozen=True)
class Cell:
    """A cell; ``ground`` and ``ink`` are colours, empty for none."""

    text: str
    bold: bool = False
    is_figure: bool = False
    ground: str = ""
    ink: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows, and the widths of its columns as shares; ``words`` say what it shows.

    An empty head belongs to the one before it, which then stands over both columns.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    shares: Sequence[float]
    words: str
    size: float = 12


def add_table(slide: Slide, box: Box, grid: Grid, head_colour: str, name: str) -> None:
    """The table in this box; its rows are as high as they have to be, and no higher than leaves room for all."""
    left, top, width, height = box
    grid = fitted(grid, Emu(width).pt, Emu(height).pt)
    number = len(grid.rows) + 1
    row_height = min(Emu(height // number), Pt(grid.size * 2.6))
    shapes: Any = slide.shapes
    shape = shapes.add_table(number, len(grid.shares), left, top, width, Emu(row_height * number))
    shape.name = name
    shape._element.nvGraphicFramePr.cNvPr.set("descr", grid.words)  # noqa: SLF001 - the library has no name for it
    _set_style(shape.table)
    for column, share in zip(shape.table.columns, grid.shares, strict=True):
        column.width = Emu(int(width * share / sum(grid.shares)))
    figures = [cell.is_figure for cell in grid.rows[0]] if grid.rows else [False] * len(grid.heads)
    for cell, head, is_figure in zip(shape.table.rows[0].cells, grid.heads, figures, strict=True):
        words = Words(head, size=grid.size - 1, bold=True, tint=head_colour)
        fill_cell(cell, words, align=PP_ALIGN.RIGHT if is_figure else None)
        _rule(cell, head_colour, 12700)
    _join_heads(shape.table, grid.heads)
    for row, cells in zip(list(shape.table.rows)[1:], grid.rows, strict=True):
        for place, one in zip(row.cells, cells, strict=True):
            _fill(place, one, grid.size)


def fitted(grid: Grid, width: float, height: float) -> Grid:
    """The same with letters so small that all rows fit into a box, given in points, but never too small to be read."""
    sizes = [size / 2 for size in range(round(grid.size * 2), SMALLEST * 2 - 1, -1)]
    size = next((one for one in sizes if _height(grid, one, width) <= height), sizes[-1])
    return replace(grid, size=size)


def _height(grid: Grid, size: float, width: float) -> float:
    """About how high the table is with letters of this size."""
    widths = [width * share / sum(grid.shares) - 2 * ASIDE for share in grid.shares]
    rows = (
        max(lines_of(_short(cell), size, wide, bold=cell.bold) for cell, wide in zip(row, widths, strict=True))
        for row in grid.rows
    )
    head = size * LINE + 2 * ABOVE
    return head + sum(lines * size * LINE + 2 * ABOVE for lines in rows)


def _short(one: Cell) -> str:
    return "\n".join(shortened(line, LONGEST) for line in one.text.split("\n"))


def _join_heads(table: Any, heads: Sequence[str]) -> None:
    named = [place for place, head in enumerate(heads) if head]
    for place, following in zip(named, [*named[1:], len(heads)], strict=True):
        if following - place > 1:
            table.cell(0, place).merge(table.cell(0, following - 1))


def _fill(place: Any, one: Cell, size: float) -> None:
    words = Words(_short(one), size=size, bold=one.bold, tint=one.ink)
    fill_cell(place, words, align=PP_ALIGN.RIGHT if one.is_figure else None, ground=one.ground)
    if one.ground:
        for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
            _line(place, side, "FFFFFF", 19050)
    else:
        _rule(place, colour("rule"), 6350)


def _set_style(table: Any) -> None:
    marks = table._tbl.tblPr  # noqa: SLF001 - the library has no name for it
    marks.set("bandRow", "0")
    marks.find(qn("a:tableStyleId")).text = NO_STYLE


def _rule(cell: Any, tint: str, width: int) -> None:
    _line(cell, "a:lnB", tint, width)


def _line(cell: Any, side: str, tint: str, width: int) -> None:
    """A line at one side; those come before the fill, in an order of their own."""
    marks = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library knows no lines of cells
    line = marks.makeelement(qn(side), {"w": str(width)})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": tint}))
    line.append(fill)
    lines = [one for one in marks if one.tag.rpartition("}")[2].startswith("ln")]
    marks.insert(len(lines), line)
