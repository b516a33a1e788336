"""The drawing of a band: where it begins and ends, and where the total stands in it."""

from decimal import Decimal

from django.template.loader import render_to_string

from assessments.uncertainty import Band
from charts.band import draw_band

BOUNDS = [Decimal(bound) for bound in (0, 20, 40, 60, 80)]


def drawn(total, low, high):
    return draw_band(Decimal(total), Decimal(low), Decimal(high), Decimal(1000), BOUNDS)


def test_band_lies_on_the_track_from_its_low_to_its_high_end():
    drawing = drawn(500, 400, 700)
    assert drawing.track == "M0 0 L300 0 L300 8 L0 8 Z"
    assert drawing.band == "M120 0 L210 0 L210 8 L120 8 Z"
    assert drawing.total == "M150 -4 L150 12"


def test_ticks_stand_where_levels_begin():
    assert drawn(0, 0, 1000).ticks == ("M60 0 L60 8", "M120 0 L120 8", "M180 0 L180 8", "M240 0 L240 8")


def test_everything_drawn_is_in_sight():
    assert drawn(1000, 0, 1000).box.view_box == "-2 -5 304 18"


def test_its_title_says_the_same():
    band = Band(*(Decimal(number) for number in (500, 1000, 400, 700, 100, 0)), assessors=3, levels=())
    drawing = draw_band(band.total, band.low, band.high, band.maximum, BOUNDS)
    svg = render_to_string("charts/band.svg", {"band": band, "drawing": drawing})
    assert "The total of 500 points may lie between 400 and 700" in svg
