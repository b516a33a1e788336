"""The box plot: what is drawn where, and what is left out."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from charts.box_plot import BoxPlot

pytestmark = [pytest.mark.sqlite]

FIGURES = {place: Decimal(value) for place, value in ((10, 20), (25, 30), (50, 50), (75, 60), (90, 80))}


def test_box_stands_from_quartile_to_quartile_with_the_middle_in_it():
    plot = BoxPlot("Total", FIGURES)
    assert plot.quartiles == "M90 6 L180 6 L180 18 L90 18 Z"
    assert plot.middle == "M150 4 L150 20"


def test_whiskers_reach_from_the_box_to_the_tenths():
    assert BoxPlot("Total", FIGURES).whiskers == "M90 12 L60 12 M60 8 L60 16 M180 12 L240 12 M240 8 L240 16"


def test_own_place_is_a_diamond():
    assert BoxPlot("Total", FIGURES, Decimal(40)).mark == "M120 5 L127 12 L120 19 L113 12 Z"
    assert BoxPlot("Total", FIGURES).mark == ""


def test_middle_alone_has_neither_box_nor_whiskers():
    plot = BoxPlot("Total", {50: Decimal(50)})
    assert (plot.quartiles, plot.whiskers, plot.middle) == ("", "", "M150 4 L150 20")


def test_nothing_is_drawn_of_nothing():
    plot = BoxPlot("Total", {})
    assert (plot.quartiles, plot.whiskers, plot.middle, plot.mark) == ("", "", "", "")


def test_quartiles_that_are_the_same_can_be_seen():
    same = dict.fromkeys(FIGURES, Decimal(50))
    assert BoxPlot("Total", same).quartiles == "M149 6 L151 6 L151 18 L149 18 Z"


@given(st.decimals(0, 100, places=1))
def test_mark_is_in_sight(own):
    plot = BoxPlot("Total", FIGURES, own)
    places = [part.strip("MLZ ") for part in plot.mark.split("L")]
    assert all(plot.box.left <= float(place.split()[0]) <= plot.box.left + plot.box.width for place in places)


def test_drawing_says_its_figures():
    svg = render_to_string("charts/box_plot.svg", {"plot": BoxPlot("Total", FIGURES, Decimal("61.3"))})
    assert "<title>Total</title>" in svg
    assert "<desc>10: 20 %, 25: 30 %, 50: 50 %, 75: 60 %, 90: 80 %, ◆ 61.3 %</desc>" in svg
