"""Framework content as a workbook (XLSX), one sheet a table: written, and read within bounds.

``sheets`` says which tables and columns there are, ``writer`` and ``reader`` fill and read them; ``archive`` opens an
uploaded file, which may be hostile, and ``cells`` gives what stands in it.
"""

from frameworks.workbook.archive import FILE_LIMIT, looks_like_workbook
from frameworks.workbook.cells import CELL_LIMIT
from frameworks.workbook.reader import read_workbook
from frameworks.workbook.writer import TooLongError, write_workbook

__all__ = ["CELL_LIMIT", "FILE_LIMIT", "TooLongError", "looks_like_workbook", "read_workbook", "write_workbook"]
