"""Two figures of one thing on one track."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.dumbbell import DIAMOND, LENGTH, MIDDLE, draw_dumbbell
from charts.shapes import Point, number

PERCENT = st.decimals(0, 100, places=1)


def test_marks_stand_at_their_percentages():
    drawing = draw_dumbbell(Decimal(25), Decimal(50))
    assert drawing.round == ("60", "8", "4.5")
    assert drawing.link == "M60 8 L120 8"
    assert drawing.diamond == "M120 1.5 L126.5 8 L120 14.5 L113.5 8 Z"
    assert not drawing.is_empty


@pytest.mark.parametrize(("round_at", "diamond_at"), [(None, Decimal(50)), (Decimal(50), None)])
def test_one_figure_alone_has_no_line(round_at, diamond_at):
    drawing = draw_dumbbell(round_at, diamond_at)
    assert drawing.link == ""
    assert (drawing.round is None, drawing.diamond == "") == (round_at is None, diamond_at is None)
    assert not drawing.is_empty


def test_nothing_to_compare_leaves_the_track():
    drawing = draw_dumbbell(None, None)
    assert drawing.is_empty
    assert drawing.track == "M0 8 L240 8"


def test_ticks_stand_at_the_bounds_within_the_track():
    drawing = draw_dumbbell(None, None, [Decimal(0), Decimal(20), Decimal(100)])
    assert drawing.ticks == "M48 4 L48 12"


@given(PERCENT)
def test_marks_are_never_cut_off(percent):
    drawing = draw_dumbbell(percent, percent)
    place = float(drawing.round[0])
    assert 0 <= place <= LENGTH
    assert drawing.box.holds(Point(place - DIAMOND, MIDDLE - DIAMOND))
    assert drawing.box.holds(Point(place + DIAMOND, MIDDLE + DIAMOND))


def test_drawing_has_room_for_a_mark_at_either_end_and_ticks_at_the_bounds():
    drawing = draw_dumbbell(None, None, [Decimal(0), Decimal(1), Decimal(50), Decimal(99), Decimal(100)])
    assert drawing.box.view_box == f"-6.5 0 {number(LENGTH + 13)} 16"
    assert drawing.ticks.count("M") == 3
    assert drawing.is_empty
