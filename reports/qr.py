"""A QR code as geometry: rows of dark modules, drawn by ``templates/reports/issue/_qr.svg``."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


@dataclass(frozen=True)
class Run:
    """Dark modules side by side."""

    x: int
    y: int
    length: int


@dataclass(frozen=True)
class QrCode:
    """``size`` modules a side, the white margin among them."""

    size: int
    runs: tuple[Run, ...]

    @property
    def path(self) -> str:
        """All runs as one path."""
        return "".join(f"M{run.x} {run.y}h{run.length}v1h-{run.length}z" for run in self.runs)


def qr_code(text: str) -> QrCode:
    """The code of an address, with the error correction M (15 %): a stamp or a fold may cover some of it."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    return QrCode(len(matrix) + 2 * QUIET, tuple(_runs(matrix)))


def _runs(matrix: tuple[bytearray, ...]) -> Iterator[Run]:
    for y, row in enumerate(matrix, start=QUIET):
        for dark, places in groupby(enumerate(row, start=QUIET), key=lambda place: bool(place[1])):
            columns = [x for x, _module in places]
            if dark:
                yield Run(columns[0], y, len(columns))
