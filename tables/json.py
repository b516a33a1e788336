"""A table as JSON: its title, notes and columns, and each row as an object by the columns' keys."""

import datetime
import json
from decimal import Decimal

from tables.table import Cell, Table


def json_of(table: Table) -> bytes:
    """UTF-8, indented; decimals as strings, which keep every digit, and dates as ISO says."""
    keys = [column.key for column in table.columns]
    document = {
        "title": table.title,
        "notes": list(table.notes),
        "columns": {column.key: column.title for column in table.columns},
        "rows": [dict(zip(keys, map(_value, row), strict=True)) for row in table.rows],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _value(cell: Cell) -> str | int | bool | None:
    if isinstance(cell, Decimal):
        return str(cell)
    return cell.isoformat() if isinstance(cell, datetime.date) else cell
