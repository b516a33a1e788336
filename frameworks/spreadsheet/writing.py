"""Writing into a workbook: every text is stored as text, and the same cells give the same bytes."""

import datetime
import io
import re
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring

from frameworks.spreadsheet.cells import CELL_LIMIT

DAY = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone
PROPERTIES = "docProps/core.xml"
# What XML can't hold, what its readers change, and what would be read as an escape.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
TEXT_FORMAT = "@"


class TooLongError(Exception):
    """A text is longer than a cell can be; says which."""


def write_text(cell: Any, text: str) -> None:
    """Put a text into a cell, whatever it begins with; it stays text when it is edited. Raises ``TooLongError``."""
    if len(text) > CELL_LIMIT:
        raise TooLongError(
            f"{cell.parent.title}!{cell.coordinate}: has {len(text)} characters; at most {CELL_LIMIT} fit in a cell"
        )
    cell.value = UNWRITABLE.sub(_escaped, text)
    cell.data_type = "s"  # what begins with "=" would be a formula
    cell.number_format = TEXT_FORMAT


def bytes_of(book: Workbook) -> bytes:
    """The file, with one day for all its times and nobody for its author."""
    stream, saved = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, DAY.timetuple()[:6])
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, _properties() if name == PROPERTIES else old.read(name))
    return stream.getvalue()


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _properties() -> bytes:
    written: str | bytes = tostring(DocumentProperties(creator="", created=DAY, modified=DAY).to_tree())
    return written.encode() if isinstance(written, str) else written
