"""A table as a workbook: the title, the notes, the heads, and the rows under a filter."""

import datetime
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from frameworks.spreadsheet import CELL_LIMIT, bytes_of, write_text
from tables.table import Cell, Table

BOLD: Final = Font(bold=True)
WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
NARROWEST, WIDEST = 10, 60  # characters
SHEET = "Table"


def xlsx_of(table: Table) -> bytes:
    """One sheet; a text that is longer than a cell can be is cut there, for the page and the other files have it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    fill_sheet(sheet, table)
    return bytes_of(book)


def fill_sheet(sheet: Worksheet, table: Table) -> int:
    """Write the table into an empty sheet; gives the row of its heads."""
    for row, text in enumerate((table.title, *table.notes), start=1):
        _put(sheet.cell(row, 1), text)
    sheet.cell(1, 1).font = BOLD
    top = 2 + len(table.notes) + 1
    for number, column in enumerate(table.columns, start=1):
        head = sheet.cell(top, number)
        _put(head, column.title)
        head.font = BOLD
        sheet.column_dimensions[get_column_letter(number)].width = _width(table, number - 1)
    for row, cells in enumerate(table.rows, start=top + 1):
        for number, cell in enumerate(cells, start=1):
            _put(sheet.cell(row, number), cell)
    last = get_column_letter(max(len(table.columns), 1))
    sheet.auto_filter.ref = f"A{top}:{last}{top + len(table.rows)}"
    sheet.freeze_panes = f"A{top + 1}"
    return top


def _put(place: Any, cell: Cell) -> None:
    if isinstance(cell, str):
        write_text(place, cell[:CELL_LIMIT])
        place.alignment = WRAPPED if "\n" in cell or len(cell) > WIDEST else Alignment(vertical="top")
    elif isinstance(cell, Decimal):
        place.value = cell
        exponent = cell.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        place.number_format = f"0.{'0' * decimals}" if decimals > 0 else "0"
    elif cell is not None:
        place.value = cell
        if isinstance(cell, datetime.date):
            place.number_format = "yyyy-mm-dd"


def _width(table: Table, place: int) -> int:
    texts = [table.columns[place].title, *(str(row[place] if row[place] is not None else "") for row in table.rows)]
    return min(WIDEST, max(NARROWEST, *(len(text) + 2 for text in texts)))
