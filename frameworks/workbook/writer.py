"""Writing a workbook, made to be edited in a spreadsheet: the same definition gives the same bytes.

Every text is stored as text, whatever it begins with, and its cells stay text when they are edited.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from frameworks.content.writer import in_files
from frameworks.definition import FrameworkDefinition
from frameworks.workbook.cells import CELL_LIMIT, ROWS_LIMIT, letters
from frameworks.workbook.rows import Value, rows_of
from frameworks.workbook.sheets import NOTES, SHEETS, Column, Sheet

DAY = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone
PROPERTIES = "docProps/core.xml"
# What XML can't hold, what its readers change, and what would be read as an escape.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
TEXT_FORMAT = "@"
HEAD_FONT, HEAD_FILL = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F")
TOP = Alignment(vertical="top", wrap_text=True)


class TooLongError(Exception):
    """A text is longer than a cell can be; says which."""


def write_workbook(definition: FrameworkDefinition) -> bytes:
    """The workbook of a definition; raises ``TooLongError`` where a text fits in no cell."""
    book = Workbook()
    _write_notes(book.worksheets[0])
    for sheet, rows in rows_of(in_files(definition)).items():
        _write_sheet(book.create_sheet(sheet.title), sheet, rows)
    book.active = 1
    return _bytes_of(book)


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
        _write_text(cell, heading)
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
            _write_text(cell, value)
        else:
            cell.value = value
        cell.alignment = TOP


def _write_text(cell: Any, text: str) -> None:
    if len(text) > CELL_LIMIT:
        raise TooLongError(
            f"{cell.parent.title}!{cell.coordinate}: has {len(text)} characters; at most {CELL_LIMIT} fit in a cell"
        )
    cell.value = UNWRITABLE.sub(_escaped, text)
    cell.data_type = "s"  # what begins with "=" would be a formula
    cell.number_format = TEXT_FORMAT


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _bytes_of(book: Workbook) -> bytes:
    """The file, with one day for all its times and nobody for its author."""
    stream, saved = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, DAY.timetuple()[:6])
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, _properties() if name == PROPERTIES else old.read(name))
    return stream.getvalue()


def _properties() -> bytes:
    written: str | bytes = tostring(DocumentProperties(creator="", created=DAY, modified=DAY).to_tree())
    return written.encode() if isinstance(written, str) else written
