"""How the cells of an answers' workbook look; each style is made once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from frameworks.spreadsheet import CELL_LIMIT, letters, write_text

FACE = "Arial"  # every office program has it, or one of the same widths
INK, SOFT, WHITE = "16202B", "525D69", "FFFFFF"
LINE, FITS = 13, 1.25  # points of a line; letters are a little narrower than the digits that a width counts
PALE = "DEDAD2"
RULE = Side("thin", color=PALE)
ROOM = CELL_LIMIT - 1_000  # some characters take seven when they are written


def _font(*, size: int = 10, bold: bool = False, colour: str = INK, underline: Literal["single"] | None = None) -> Font:
    return Font(name=FACE, size=size, bold=bold, color=colour, underline=underline)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour, bgColor=colour)


@dataclass(frozen=True)
class Style:
    """One look of a cell; an ``open`` one can be filled in while the sheet is protected."""

    font: Font = field(default_factory=_font)
    fill: PatternFill | None = None
    alignment: Alignment = field(default_factory=lambda: Alignment(vertical="top", wrap_text=True))
    border: Border | None = None
    open: bool = False

    def put(self, worksheet: Worksheet, row: int, column: int, text: str = "") -> None:
        """Give a cell this look, and a text."""
        cell: Any = worksheet.cell(row, column)
        if text:
            write_text(cell, text if len(text) <= ROOM else f"{text[:ROOM]}…")
        cell.number_format = "@"
        cell.font, cell.alignment = self.font, self.alignment
        if self.fill:
            cell.fill = self.fill
        if self.border:
            cell.border = self.border
        if self.open:
            cell.protection = OPEN


OPEN = Protection(locked=False)
LINES = Border(top=RULE, bottom=RULE, left=RULE, right=RULE)
MIDDLE = Alignment(vertical="center", wrap_text=False)
PLAIN = Style()
STRONG = Style(font=_font(bold=True))
QUIET = Style(font=_font(colour=SOFT))
BOXED = Style(border=LINES)
BOXED_QUIET = Style(font=_font(colour=SOFT), border=LINES)
ANSWER = Style(font=_font(bold=True), fill=_fill("FFFFFF"), border=LINES, open=True)
WORDS = Style(fill=_fill("FFFFFF"), border=LINES, open=True)
TITLE = Style(font=_font(bold=True, size=20), alignment=MIDDLE)
CARE, BAD = _fill("FAEED3"), _fill("FBE5E3")  # not answered yet; a reason is missing


TABLE = Style(font=_font(bold=True), fill=_fill(PALE), alignment=MIDDLE)


def band(hue: str) -> Style:
    """The title of a sheet, in its hue."""
    return Style(font=_font(bold=True, size=15, colour=WHITE), fill=_fill(hue), alignment=MIDDLE)


def head(hue: str) -> Style:
    """The head of a table."""
    return Style(font=_font(bold=True, colour=WHITE), fill=_fill(hue))


def link(colour: str) -> Font:
    """The letters of a link to another sheet."""
    return _font(bold=True, underline="single", colour=colour)


def element_band(tint: str) -> Style:
    """The title of an element, in the tint of its sheet."""
    return Style(font=_font(bold=True, size=12), fill=_fill(tint))


def set_widths(worksheet: Worksheet, widths: Iterable[int]) -> None:
    """Make the columns this many characters wide."""
    for number, width in enumerate(widths, start=1):
        worksheet.column_dimensions[letters(number)].width = width


class _GrowingRow(RowDimension):
    """A row of this height until somebody writes into it: one of custom height would hide what they write."""

    customHeight = False  # noqa: N815 - openpyxl's name


def set_heights(worksheet: Worksheet, widths: Mapping[int, int], first: int, last: int) -> None:
    """Make rows as high as their longest text: not every program does that by itself on opening a file."""
    for row in range(first, last + 1):
        lines = max((_lines(worksheet.cell(row, column).value, width) for column, width in widths.items()), default=1)
        if lines > 1:
            worksheet.row_dimensions[row] = _GrowingRow(worksheet, index=row, ht=LINE * lines + 3)


def _lines(text: object, width: int) -> int:
    """About how many lines a text takes in a cell so many characters wide."""
    return sum(max(ceil(len(line) / (width * FITS)), 1) for line in str(text or "").split("\n"))


def lock(worksheet: Worksheet) -> None:
    """Keep the structure as it is; no password, for it guards against slips, not against people."""
    worksheet.protection.sheet = True
    worksheet.protection.formatColumns = worksheet.protection.formatRows = False  # these may still be done
    worksheet.sheet_view.showGridLines = False


def set_up_print(worksheet: Worksheet, *, landscape: bool, head_row: int = 0) -> None:
    """A4, as wide as the paper, its head on each page, sheet and page below."""
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head_row:
        worksheet.print_title_rows = f"{head_row}:{head_row}"
    footer: Any = worksheet.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"
