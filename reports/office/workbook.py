"""All the data of a result as a workbook: a sheet for each table, every text as text, never a live formula."""

import re
from dataclasses import replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assessments.workbook.styles import set_heights
from frameworks.spreadsheet import CELL_LIMIT, bytes_of, letters
from reports.kinds import Paper
from reports.office.archive import finished
from reports.office.content import Content
from reports.office.look import STAND_IN, colour
from reports.office.tables import tables_of
from reports.office.texts import clean, is_rtl
from reports.source import Source
from tables.table import Cell, Table
from tables.xlsx import fill_sheet

PAPERS: Final = {Paper.A4: 9, Paper.LETTER: 1}  # as workbooks number them
NO_NAME: Final = re.compile(r"[\[\]:*?/\\']")  # what the name of a sheet can't hold
LONGEST_NAME: Final = 31
ESCAPE: Final = 6  # more characters that “_x” may take when it is written
ORDINARY, TITLE = 10, 14  # points
OVER_TEXTS: Final = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
OVER_FIGURES: Final = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=2)  # room for the filter


def workbook_of(source: Source) -> bytes:
    """The workbook."""
    content = Content(source)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in tables_of(content):
        sheet = book.create_sheet(NO_NAME.sub(" ", name)[:LONGEST_NAME])
        top = fill_sheet(sheet, _writable(table))
        _dress(sheet, top, content)
    return finished(bytes_of(book), content.properties)


def _writable(table: Table) -> Table:
    """The same with texts that fit into cells and that XML can hold."""
    rows = [[_fitting(cell) for cell in row] for row in table.rows]
    return replace(
        table, title=str(_fitting(table.title)), rows=rows, notes=[str(_fitting(one)) for one in table.notes]
    )


def _fitting(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = clean(cell)[:CELL_LIMIT]
    while len(text) + ESCAPE * text.count("_x") > CELL_LIMIT:
        text = text[: len(text) * 9 // 10]
    return text


def _dress(sheet: Worksheet, top: int, content: Content) -> None:
    """The house style: the title, the head in the organisation's colour, and how it is printed."""
    _set_fonts(sheet)
    head = Font(name=STAND_IN, size=ORDINARY, bold=True, color=content.house.on_primary)
    ground = PatternFill("solid", fgColor=content.house.primary, bgColor=content.house.primary)
    figures = _figure_columns(sheet, top)
    for cell in sheet[top]:
        cell.font, cell.fill = head, ground
        cell.alignment = OVER_FIGURES if cell.column in figures else OVER_TEXTS
    sheet.cell(1, 1).font = Font(name=STAND_IN, size=TITLE, bold=True, color=content.house.primary)
    sheet.row_dimensions[1].height = TITLE * 1.6
    for row in range(1, top):
        sheet.cell(row, 1).alignment = Alignment(vertical="top", wrap_text=False)
    numbers = range(1, sheet.max_column + 1)
    widths = {number: round(sheet.column_dimensions[letters(number)].width) for number in numbers}
    set_heights(sheet, widths, top, sheet.max_row)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = content.house.primary
    _set_print(sheet, top, content)


def _figure_columns(sheet: Worksheet, top: int) -> set[int]:
    """The columns in which nothing but numbers stands."""
    columns = sheet.iter_cols(min_row=top + 1) if sheet.max_row > top else ()
    told = {cells[0].column or 0: [cell.value for cell in cells if cell.value is not None] for cells in columns}
    return {number for number, values in told.items() if values and not any(isinstance(one, str) for one in values)}


def _set_fonts(sheet: Worksheet) -> None:
    font = Font(name=STAND_IN, size=ORDINARY, color=colour("ink"))
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = font
            cell.alignment = _alignment(cell)


def _alignment(cell: Any) -> Alignment:
    """Figures at the right; texts where they begin, a little in, so that none runs into the figure beside it."""
    wraps = cell.alignment.wrap_text
    if not isinstance(cell.value, str):
        return Alignment(vertical="top", wrap_text=wraps)
    side, order = ("right", 2) if is_rtl(cell.value) else ("left", 0)
    return Alignment(horizontal=side, vertical="top", wrap_text=wraps, indent=1, readingOrder=order)


def _set_print(sheet: Worksheet, top: int, content: Content) -> None:
    sheet.page_setup.paperSize = PAPERS[content.source.options.paper]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"
    footer: Any = sheet.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"
