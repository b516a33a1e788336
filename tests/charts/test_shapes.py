import math
from decimal import Decimal

import pytest

from charts.shapes import Box, Point, hue, line, number, polar, polygon, share


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.001, "0"), (1.0, "1"), (1.5, "1.5"), (-2.345, "-2.35"), (1000.0, "1000")]
)
def test_number_is_short_and_has_no_minus_zero(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("percent", "fraction"),
    [(None, 0.0), ("0", 0.0), ("12.5", 0.125), ("100", 1.0), ("100.1", 1.0), ("-1", 0.0)],
)
def test_share_stays_between_nothing_and_all(percent, fraction):
    assert share(None if percent is None else Decimal(percent)) == fraction


@pytest.mark.parametrize(("angle", "text"), [(0, "10 0"), (90, "0 -10"), (180, "-10 0"), (270, "0 10")])
def test_polar_counts_anticlockwise_from_three_o_clock(angle, text):
    assert str(polar(angle, 10)) == text


def test_line_and_polygon_go_through_their_points():
    points = [Point(0, 0), Point(1.5, -2), Point(3, 0)]
    assert line(points) == "M0 0 L1.5 -2 L3 0"
    assert polygon(points) == "M0 0 L1.5 -2 L3 0 Z"


def test_mirrored_point_keeps_its_x():
    assert Point(3, 4).mirrored() == Point(3, -4)


def test_box_says_its_view_box_and_what_it_holds():
    box = Box(-10, -5, 20, 10)
    assert box.view_box == "-10 -5 20 10"
    assert [box.holds(point) for point in (Point(10, 5), Point(10.1, 0), Point(0, -5.1))] == [True, False, False]


def test_hues_come_again_after_the_sixth():
    assert [hue(index) for index in range(8)] == [1, 2, 3, 4, 5, 6, 1, 2]


def test_polar_keeps_the_radius():
    assert {round(math.hypot(polar(angle, 7).x, polar(angle, 7).y), 9) for angle in range(0, 360, 15)} == {7.0}
