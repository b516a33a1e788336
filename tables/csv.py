"""A table as CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it."""

import csv
import io

from tables.table import Table
from tables.texts import plain


def csv_of(table: Table) -> bytes:
    """The heads and the rows, lines ended by CR LF."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([plain(column.title) for column in table.columns])
    writer.writerows([plain(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")
