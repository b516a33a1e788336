"""The line of a team's agreement over the cycles."""

import pytest

from charts.trend import TrendPoint, draw_trend


def test_a_line_goes_through_every_cycle_that_has_a_figure():
    points = [TrendPoint("2024", 0.5, 0.4, 0.6), TrendPoint("2025", None, None, None), TrendPoint("2026", 1, 1, 1)]
    drawing = draw_trend(points)
    assert drawing.path == "M0 60 L160 0"
    assert [(dot.x, dot.y) for dot in drawing.dots] == [("0", "60"), ("160", "0")]
    assert drawing.box.view_box == "-20 -20 200 160"
    assert drawing.whiskers[0] == "M0 72 L0 48 M-5 72 L5 72 M-5 48 L5 48"


def test_the_marks_are_dashed_across():
    drawing = draw_trend([TrendPoint("a", 0.5, None, None), TrendPoint("b", 0.6, None, None)])
    assert drawing.marks == ("M-20 39.96 L100 39.96", "M-20 24 L100 24")
    assert drawing.whiskers == ()


def test_below_chance_the_scale_goes_down_with_it():
    drawing = draw_trend([TrendPoint("a", -1, -1, 0), TrendPoint("b", 0.0, 0, 0)])
    assert drawing.path == "M0 120 L80 60"


@pytest.mark.parametrize("values", [[], [0.5], [0.5, None]])
def test_fewer_than_two_figures_make_no_line(values):
    assert draw_trend([TrendPoint("", value, None, None) for value in values]) is None
