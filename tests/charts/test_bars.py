from dataclasses import replace
from decimal import Decimal

import pytest

from charts.bars import Bar, BarGroup, Bars
from tests.charts.conftest import BOUNDS
from tests.definitions import LEVELS


def make_bar(percent: str | None) -> Bar:
    exact = None if percent is None else Decimal(percent)
    return Bar("D1.1", "Needs", Decimal(10), Decimal(20), exact, LEVELS[0])


@pytest.mark.parametrize(
    ("percent", "width"), [(None, "0"), ("0.0", "0"), ("33.3", "33.3"), ("50", "50"), ("100.0", "100")]
)
def test_bar_is_as_wide_as_its_percentage(percent, width):
    assert make_bar(percent).width == width


@pytest.mark.parametrize(
    ("target", "mark"), [(None, ""), ("0", "M0 0 L0 10"), ("62.5", "M62.5 0 L62.5 10"), ("100", "M100 0 L100 10")]
)
def test_target_is_marked_across_the_bar(target, mark):
    bar = replace(make_bar("50"), target=None if target is None else Decimal(target))
    bars = Bars((BarGroup("Define", 1, Decimal(0), Decimal(0), None, None, (bar,)),))
    assert (bar.mark, bars.has_targets) == (mark, bool(mark))


def test_ticks_stand_where_the_levels_begin():
    assert Bars((), BOUNDS).ticks == "M20 0 L20 10 M40 0 L40 10 M60 0 L60 10 M80 0 L80 10"


@pytest.mark.parametrize(("maximum", "expected"), [("20", True), ("0", False)])
def test_enablers_have_no_points(maximum, expected):
    group = BarGroup("Define", 1, Decimal(0), Decimal(maximum), None, None, (make_bar("50"),))
    assert Bars((group,)).has_points is expected


def test_bounds_are_lines_across_every_bar_but_not_at_its_ends():
    shown = Bars((), tuple(map(Decimal, ("0", "1", "40", "99.5", "100"))))
    assert shown.ticks == "M1 0 L1 10 M40 0 L40 10 M99.5 0 L99.5 10"
    assert replace(shown, has_levels=False).ticks == ""
