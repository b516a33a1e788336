"""The heat map on paper: long dimensions take several rows, and only the first of them names its dimension."""

from decimal import Decimal

import pytest

from charts.bars import Bar, BarGroup, Bars
from reports.heat import WIDEST, HeatSheet, heat_sheet

pytestmark = [pytest.mark.sqlite]


def bar(code: str) -> Bar:
    return Bar(code, code, Decimal(1), Decimal(2), Decimal(50), None)


def group(title: str, cells: int, hue: int = 1) -> BarGroup:
    bars = tuple(bar(f"{title}{number}") for number in range(cells))
    return BarGroup(title, hue, Decimal(1), Decimal(2), Decimal(50), None, bars)


def rows(sheet: HeatSheet) -> list[tuple[str, int, list[str], int]]:
    return [(line.title, line.rows, [cell.code for cell in line.cells], len(line.blanks)) for line in sheet.lines]


def test_short_rows_are_filled_up_to_the_longest():
    sheet = heat_sheet(Bars((group("A", 3), group("B", 1, 5)), has_levels=False))
    assert (sheet.columns, sheet.has_levels, [line.hue for line in sheet.lines]) == (3, False, [1, 5])
    assert rows(sheet) == [("A", 1, ["A0", "A1", "A2"], 0), ("B", 1, ["B0"], 2)]


def test_more_cells_than_can_be_read_go_on_in_rows_below():
    sheet = heat_sheet(Bars((group("A", 2 * WIDEST + 1), group("B", WIDEST))))
    assert sheet.columns == WIDEST
    assert [(title, count, len(cells), blanks) for title, count, cells, blanks in rows(sheet)] == [
        ("A", 3, WIDEST, 0),
        ("A", 0, WIDEST, 0),
        ("A", 0, 1, WIDEST - 1),
        ("B", 1, WIDEST, 0),
    ]
    assert [cell.code for line in sheet.lines[:3] for cell in line.cells] == [
        f"A{number}" for number in range(2 * WIDEST + 1)
    ]


@pytest.mark.parametrize(("cells", "tells"), [((1, 1), False), ((1, 2), True), ((), False)])
def test_it_tells_more_than_the_dimensions_where_one_has_several_elements(cells, tells):
    assert heat_sheet(Bars(tuple(group("A", one) for one in cells))).tells_more is tells
