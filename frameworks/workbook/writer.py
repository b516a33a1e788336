"""Writing a workbook, made to be edited in a spreadsheet: the same definition gives the same bytes.

Every text is stored as text, whatever it begins with, and its cells stay text when they are edited.
"""

from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from frameworks.content.writer import in_files
from frameworks.definition import FrameworkDefinition
from frameworks.spreadsheet import ROWS_LIMIT, TEXT_FORMAT, bytes_of, letters, write_text
from frameworks.workbook.rows import Value, rows_of
from frameworks.workbook.sheets import NOTES, SHEETS, Column, Sheet

HEAD_FONT, HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F")
TOP = Alignment(vertical="top", wrap_text=True)


def write_workbook(definition: FrameworkDefinition) -> bytes:
    """The workbook of a definition; raises ``TooLongError`` where a text fits in no cell."""
    book = Workbook()
    _write_notes(book.worksheets[0])
    for sheet, rows in rows_of(in_files(definition)).items():
        _write_sheet(book.create_sheet(sheet.title), sheet, rows)
    book.active = 1
    return bytes_of(book)


def _write_notes(worksheet: Worksheet) -> None:
    """What each sheet and column is for; nothing of it is read."""
    worksheet.title = NOTES
    _write_head(worksheet, ("Sheet", "Column", "What it holds"), (22, 24, 100))
    row = 2
    for sheet in SHEETS:
        _write_line(worksheet, row, (sheet.title, "", sheet.about))
        worksheet.cell(row, 1).font = Font(bold=True)
        row += 1
        for column in sheet.columns:
            _write_line(worksheet, row, ("", column.heading, column.note))
            row += 1


def _write_sheet(worksheet: Worksheet, sheet: Sheet, rows: list[tuple[Value, ...]]) -> None:
    _write_head(worksheet, [column.heading for column in sheet.columns], [column.width for column in sheet.columns])
    for number, column in enumerate(sheet.columns, start=1):
        _prepare(worksheet, letters(number), column)
    for number, values in enumerate(rows, start=2):
        _write_line(worksheet, number, values)


def _write_head(worksheet: Worksheet, headings: Iterable[str], widths: Iterable[int]) -> None:
    """Headings that stay in sight."""
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = worksheet.cell(1, number)
        write_text(cell, heading)
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
        worksheet.column_dimensions[letters(number)].width = width
    worksheet.freeze_panes = "A2"


def _prepare(worksheet: Worksheet, letter: str, column: Column) -> None:
    """Rows that are typed below get the format of the column too, and only what may stand there."""
    dimension: Any = worksheet.column_dimensions[letter]
    dimension.alignment = TOP
    dimension.number_format = "General" if column.number else TEXT_FORMAT
    rule = _rule(column)
    if rule:
        rule.add(f"{letter}2:{letter}{ROWS_LIMIT}")
        worksheet.add_data_validation(rule)


def _rule(column: Column) -> DataValidation | None:
    if column.choices:
        return _list_rule(f'"{",".join(column.choices)}"', column)
    if column.refers:
        place = [one.key for one in next(sheet for sheet in SHEETS if sheet.title == column.refers).columns].index(
            "code"
        )
        letter = letters(place + 1)
        return _list_rule(f"{column.refers}!${letter}$2:${letter}${ROWS_LIMIT}", column)
    if column.number:
        return DataValidation(
            "decimal", formula1="0", formula2="999999", allow_blank=True, error=f"{column.heading}: a number."
        )
    return None


def _list_rule(words: str, column: Column) -> DataValidation:
    return DataValidation("list", formula1=words, allow_blank=True, error=column.note)


def _write_line(worksheet: Worksheet, row: int, values: Iterable[Value]) -> None:
    for number, value in enumerate(values, start=1):
        if value in {None, ""}:
            continue
        cell = worksheet.cell(row, number)
        if isinstance(value, str):
            write_text(cell, value)
        else:
            cell.value = value
        cell.alignment = TOP
