"""A picture of rows: a name, a small drawing, the figures in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from charts.standalone import Inset, Label, Picture, Shape, short

MARGIN: Final = 32
TOP: Final = 116
ROW: Final = 30
LETTERS: Final = 46  # of a name, in the room that it has
NAMES: Final = 340
LEFT: Final = MARGIN + NAMES


@dataclass(frozen=True)
class PictureRow:
    """One row; ``drawing`` has a ``box`` and is drawn by the template, and a head has none and is strong."""

    name: str
    figures: str = ""
    template: str = ""
    drawing: Any = None
    strong: bool = False


@dataclass(frozen=True)
class Rows:
    """How the rows are laid out, in pixels: how wide and high a drawing is, and how much room the figures have."""

    wide: int
    high: int
    figures: int = 260


def row_picture(
    title: str,
    note: str,
    rows: Sequence[PictureRow],
    layout: Rows,
    *,
    heads: Sequence[Label] = (),
    shapes: Sequence[Shape] = (),
    key: Sequence[str] = (),
) -> Picture:
    """The rows under one another, ``heads`` above them and ``shapes`` among them, and the key at the foot by lines."""
    foot = TOP + ROW * len(rows) + 28
    keys = (Label(MARGIN, foot + 22 * place, line, size=13, colour="ink-soft") for place, line in enumerate(key))
    return Picture(
        title=short(title, 90),
        note=note,
        width=LEFT + layout.wide + layout.figures + MARGIN,
        height=foot + 22 * len(key),
        labels=(*heads, *_names(rows, layout), *keys),
        shapes=tuple(shapes),
        insets=tuple(_inset(row, place, layout) for place, row in enumerate(rows) if row.drawing),
        description="; ".join(f"{row.name}: {row.figures}" for row in rows if row.figures),
    )


def _names(rows: Sequence[PictureRow], layout: Rows) -> Iterator[Label]:
    for place, row in enumerate(rows):
        y = TOP + ROW * place + 20
        yield Label(MARGIN, y, short(row.name, LETTERS), strong=row.strong)
        yield Label(LEFT + layout.wide + 20, y, row.figures, size=13)


def _inset(row: PictureRow, place: int, layout: Rows) -> Inset:
    y = TOP + ROW * place + (ROW - layout.high) / 2
    return Inset(row.template, row.drawing, row.drawing.box, LEFT, y, layout.wide, layout.high, title=row.name)
