"""Texts in cells that a spreadsheet program would take for a formula."""

from typing import Final

from tables.table import Cell

# What Excel, LibreOffice and Google Sheets start a formula with, and the blanks before which they still look for it.
STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a program would reckon with it; OWASP's advice on CSV injection."""
    return f"'{text}" if text.startswith(STARTS) or text.lstrip().startswith(STARTS) else text


def plain(cell: Cell) -> str:
    """A cell as CSV has it: ``""`` for none, ``true`` and ``false``, ISO dates, numbers with a point."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case str():
            return harmless(cell)
        case _:
            return str(cell)
