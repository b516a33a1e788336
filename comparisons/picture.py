"""Results side by side as a picture that stands by itself."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from charts.row_picture import MARGIN, PictureRow, Rows, row_picture
from charts.shapes import Box
from charts.standalone import Inset, Label, Picture, short
from comparisons.side_by_side import Row, SideBySide

LAYOUT = Rows(wide=420, high=26, figures=340)
KEY = 24
LONGEST = 110


def comparison_picture(compared: SideBySide) -> Picture:
    """The total, the dimensions and the elements, each result with a mark of its own, named at the foot."""
    rows = [_row(_("Total"), compared.total, strong=True)]
    rows += [_row(row.title, row, strong=True) for row in compared.dimensions]
    rows += [_row(f"{row.code}  {row.title}", row) for row in compared.elements]
    names = " · ".join(one.title for one in compared.subjects)
    picture = row_picture(names, _("Side by side, in percent of each one’s maximum, from 0 to 100 %"), rows, LAYOUT)
    return _with_key(picture, compared)


def _row(name: str, row: Row, *, strong: bool = False) -> PictureRow:
    return PictureRow(name, _figures(row.percents), "charts/spread.svg", row.drawing, strong)


def _figures(percents: Sequence[object]) -> str:
    return " · ".join("–" if one is None else _("%(percent)s %%") % {"percent": one} for one in percents)


def _with_key(picture: Picture, compared: SideBySide) -> Picture:
    """The same with each mark and whose it is, a line each."""
    lines = [(picture.height + KEY * place, one) for place, one in enumerate(compared.subjects)]
    box = Box(0, 0, 16, 16)
    marks = tuple(Inset("charts/spread_mark.svg", one.mark, box, MARGIN, y - 13, 16, 16) for y, one in lines)
    names = tuple(
        Label(MARGIN + 24, y, short(f"{one.letter}  {one.title} · {one.detail}", LONGEST), size=13) for y, one in lines
    )
    return replace(
        picture,
        height=picture.height + KEY * len(lines) + 8,
        labels=(*picture.labels, *names),
        insets=(*picture.insets, *marks),
    )
