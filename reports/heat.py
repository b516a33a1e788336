"""The heat map on paper: all elements on one page, each with its title; long dimensions take several rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charts.bars import Bar, BarGroup, Bars

WIDEST: Final = 8  # cells that can be read beside each other


@dataclass(frozen=True)
class HeatLine:
    """A row of cells; the first one of a dimension carries its name and says how many rows it has in ``rows``."""

    title: str
    hue: int
    cells: tuple[Bar, ...]
    blanks: tuple[None, ...]
    rows: int = 0


@dataclass(frozen=True)
class HeatSheet:
    """The rows in the framework's order; ``columns`` is how many cells the longest has."""

    lines: tuple[HeatLine, ...] = ()
    columns: int = 0
    has_levels: bool = True

    @property
    def tells_more(self) -> bool:
        """Whether it shows more than the dimensions: some of them have several elements."""
        return self.columns > 1


def heat_sheet(bars: Bars) -> HeatSheet:
    """The heat map of the elements that these bars show."""
    columns = min(max((len(group.bars) for group in bars.groups), default=0), WIDEST)
    lines = tuple(line for group in bars.groups for line in _lines(group, columns))
    return HeatSheet(lines, columns, bars.has_levels)


def _lines(group: BarGroup, columns: int) -> Iterator[HeatLine]:
    starts = range(0, len(group.bars), columns or 1)
    for start in starts:
        cells = group.bars[start : start + columns]
        blanks = (None,) * (columns - len(cells))
        yield HeatLine(group.title, group.hue, cells, blanks, rows=0 if start else len(starts))
