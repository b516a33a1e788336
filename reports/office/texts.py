"""Texts as office files can hold them: what XML may not carry is left out, and what is endless is cut."""

import re
from typing import Final

from reports.direction import direction

# What XML 1.0 can't hold at all, in whatever way it is written; tabs and ends of lines may stay.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BLANKS: Final = re.compile("[ \t\n]+")  # and none that keep a figure and its sign together
LINE_ENDS: Final = re.compile("\r\n|\r|\u2028|\u2029")


def clean(text: str) -> str:
    """The text without what an XML file can't hold, its lines ended as on Unix."""
    return UNWRITABLE.sub("", LINE_ENDS.sub("\n", text))


def is_rtl(text: str) -> bool:
    """Whether a text runs from right to left."""
    return direction(text) == "rtl"


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line for line in clean(text).split("\n") if line.strip()]


def one_line(text: str) -> str:
    """The text in one line, its blanks single."""
    return BLANKS.sub(" ", clean(text)).strip(" ")


def shortened(text: str, longest: int) -> str:
    """The text in one line of at most so many characters, an ellipsis where it was cut."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
