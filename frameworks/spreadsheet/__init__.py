"""Workbooks (XLSX) as such, whatever they hold: cells read within bounds, and texts written that are never a formula.

``archive`` and ``xml`` open an uploaded file, which may be hostile; ``cells`` gives what stands in it; ``writing`` puts
texts into cells and makes a file that names nobody and no time.
"""

from frameworks.spreadsheet.archive import FILE_LIMIT, ArchiveError, looks_like_workbook
from frameworks.spreadsheet.cells import (
    CELL_LIMIT,
    REFERENCE,
    ROWS_LIMIT,
    Cell,
    Grid,
    column_of,
    letters,
    read_grids,
    typed_number,
)
from frameworks.spreadsheet.writing import TEXT_FORMAT, TooLongError, bytes_of, write_text

__all__ = [
    "CELL_LIMIT",
    "FILE_LIMIT",
    "REFERENCE",
    "ROWS_LIMIT",
    "TEXT_FORMAT",
    "ArchiveError",
    "Cell",
    "Grid",
    "TooLongError",
    "bytes_of",
    "column_of",
    "letters",
    "looks_like_workbook",
    "read_grids",
    "typed_number",
    "write_text",
]
