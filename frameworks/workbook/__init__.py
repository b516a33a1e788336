"""Framework content as a workbook (XLSX), one sheet a table: written, and read within bounds.

``sheets`` says which tables and columns there are, ``writer`` and ``reader`` fill and read them;
``frameworks.spreadsheet`` knows the file format.
"""

from frameworks.spreadsheet import CELL_LIMIT, FILE_LIMIT, TooLongError, looks_like_workbook
from frameworks.workbook.reader import read_workbook
from frameworks.workbook.writer import write_workbook

__all__ = ["CELL_LIMIT", "FILE_LIMIT", "TooLongError", "looks_like_workbook", "read_workbook", "write_workbook"]
