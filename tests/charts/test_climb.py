"""A total that climbs by date: where its line runs."""

import datetime
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from charts.climb import HEIGHT, STRETCH, Aim, Step, draw_climb
from charts.timeline import Quarter

pytestmark = [pytest.mark.sqlite]
Q1, Q2 = Quarter(2027, 1), Quarter(2027, 2)
LAST_OF_MARCH, NEW_YEAR = Q1.last, Q1.first
BOUNDS = (Decimal(0), Decimal(40), Decimal(100))


def climb(*steps: Step, today=NEW_YEAR, aim=None):
    return draw_climb(Decimal(50), steps, (Q1, Q2), today=today, bounds=BOUNDS, aim=aim)


def test_it_runs_level_to_each_step_and_then_straight_up():
    drawn = climb(Step(LAST_OF_MARCH, Decimal(75)))
    assert drawn.path == "M0 50 L125 50 L125 25 L250 25"
    assert drawn.area == "M0 100 L0 50 L125 50 L125 25 L250 25 L250 100 Z"
    assert [(dot.x, dot.y) for dot in drawn.dots] == [("125", "25")]


def test_without_a_step_it_stays_where_it_is():
    assert climb().path == "M0 50 L250 50"


def test_levels_are_ruled_across_but_for_the_edges_and_quarters_upright():
    drawn = climb()
    assert drawn.rules == ("M0 60 L250 60",)
    assert drawn.grid == ("M125 0 L125 100",)


@pytest.mark.parametrize(
    ("day", "flag"),
    [(LAST_OF_MARCH, "M125 17.4 L127.6 20 L125 22.6 L122.4 20 Z"), (None, ""), (datetime.date(2029, 1, 1), "")],
)
def test_the_aim_runs_across_and_is_flagged_at_its_day(day, flag):
    drawn = climb(aim=Aim(Decimal(80), day))
    assert (drawn.aim, drawn.flag) == ("M0 20 L250 20", flag)


def test_today_is_drawn_where_it_lies_inside():
    assert climb().today == "M0 0 L0 100"
    assert climb(today=datetime.date(2026, 12, 31)).today == ""


def test_the_drawing_names_itself_and_holds_no_text():
    svg = render_to_string("charts/climb.svg", {"drawing": climb(aim=Aim(Decimal(80), LAST_OF_MARCH)), "title": "Up"})
    assert "<title>Up</title>" in svg
    assert "<text" not in svg
    assert f'viewBox="0 0 {STRETCH * 100:g} {HEIGHT:g}"' in svg


def test_a_bound_within_the_drawing_is_ruled_however_near_to_its_edge():
    bounds = [Decimal(number) for number in (0, 1, 99, 100)]
    drawn = draw_climb(Decimal(50), (), (Q1, Q2), today=NEW_YEAR, bounds=bounds)
    assert drawn.rules == ("M0 99 L250 99", "M0 1 L250 1")


def test_every_quarter_but_the_first_begins_at_a_line():
    drawn = draw_climb(Decimal(50), (), (Q1, Q2, Quarter(2027, 3), Quarter(2027, 4)), today=NEW_YEAR)
    assert drawn.grid == tuple(f"M{x} 0 L{x} 100" for x in ("62.5", "125", "187.5"))


def test_an_aim_on_the_first_or_the_last_day_has_its_flag():
    flags = [climb(aim=Aim(Decimal(75), day)).flag for day in (Q1.first, Q2.last)]
    assert "" not in flags
    assert climb(aim=Aim(None, Q2.last)).aim == ""
