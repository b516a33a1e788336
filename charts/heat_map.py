"""A heat map of all elements, a row for each dimension: each cell has its number, so that it is read without colour."""

from dataclasses import dataclass

from charts.bars import Bar, Bars


@dataclass(frozen=True)
class HeatRow:
    """A dimension with its elements; ``rest`` is how many cells stay empty beside the longest row."""

    title: str
    hue: int
    cells: tuple[Bar, ...]
    rest: int


@dataclass(frozen=True)
class HeatMap:
    """The rows in the framework's order, and how many cells the longest has."""

    rows: tuple[HeatRow, ...]
    columns: int
    has_levels: bool


def heat_map(bars: Bars) -> HeatMap:
    """The heat map of the elements that these bars show."""
    columns = max((len(group.bars) for group in bars.groups), default=0)
    rows = tuple(HeatRow(group.title, group.hue, group.bars, columns - len(group.bars)) for group in bars.groups)
    return HeatMap(rows, columns, bars.has_levels)
