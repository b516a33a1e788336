from decimal import Decimal

from charts.cycles import LARGE, SMALL, CyclePoint, draw_cycles


def point(percent, **changes):
    return CyclePoint("2026", None if percent is None else Decimal(percent), **changes)


def test_single_cycle_has_nothing_to_connect():
    assert draw_cycles([point("50.0")]) is None
    assert draw_cycles([point("50.0"), point(None)]) is None


def test_each_cycle_stands_in_the_middle_of_an_equal_part():
    drawing = draw_cycles([point("0.0"), point("100.0")])
    assert [(dot.x, dot.y) for dot in drawing.dots] == [("180", "210"), ("540", "10")]
    assert drawing.paths == ("M180 210 L540 10",)
    assert drawing.box.view_box == "0 0 720 220"


def test_line_is_broken_where_the_framework_changed():
    drawing = draw_cycles([point("10.0"), point("20.0"), point("30.0", is_break=True), point("40.0")], SMALL)
    assert len(drawing.paths) == 2
    assert drawing.breaks == ("M100 0 L100 56",)


def test_break_is_kept_where_the_cycle_after_it_has_no_value():
    drawing = draw_cycles([point("10.0"), point(None, is_break=True), point("30.0")], LARGE)
    assert drawing.paths == ()


def test_like_for_like_is_dashed_up_to_the_first_cycle_that_needs_none():
    drawing = draw_cycles([point("10.0", restated=Decimal("20.0")), point("50.0", is_break=True), point("60.0")])
    assert drawing.restated == "M120 170 L360 110"
    assert [(dot.x, dot.y) for dot in drawing.restated_dots] == [("120", "170")]


def test_cycle_that_goes_on_is_hollow():
    drawing = draw_cycles([point("10.0"), point("20.0", is_open=True)])
    assert [dot.is_open for dot in drawing.dots] == [False, True]


def test_levels_are_ruled_where_they_begin_but_for_the_ends():
    bounds = [Decimal(0), Decimal(50), Decimal(100)]
    assert draw_cycles([point("10.0"), point("20.0")], bounds=bounds).marks == ("M0 110 L720 110",)


def test_rule_across_says_at_which_percentage_and_height_it_lies():
    bounds = [Decimal(0), Decimal(50), Decimal(80), Decimal(100)]
    drawn = draw_cycles([point("10.0"), point("20.0")], bounds=bounds).bounds
    assert [(one.percent, one.y) for one in drawn] == [(Decimal(50), "110"), (Decimal(80), "50")]


def test_like_for_like_does_not_end_at_a_cycle_without_a_value():
    drawing = draw_cycles([point("10.0", restated=Decimal("20.0")), point(None, is_break=True), point("60.0")])
    assert drawing.restated == "M120 170 L600 90"
    assert draw_cycles([point("10.0"), point("60.0")]).restated == ""
