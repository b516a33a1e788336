"""The own place in a word."""

from decimal import Decimal

import pytest

from benchmarking.places import Place, place_of

pytestmark = [pytest.mark.sqlite]

ALL = {10: Decimal(20), 25: Decimal(35), 50: Decimal(50), 75: Decimal(65), 90: Decimal(80)}


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ("3", Place.LOWEST_TENTH),
        ("20", Place.LOWER_QUARTER),
        ("36", Place.BELOW_MIDDLE),
        ("48", Place.MIDDLE),
        ("52.4", Place.MIDDLE),
        ("52.5", Place.ABOVE_MIDDLE),
        ("65", Place.ABOVE_MIDDLE),
        ("70", Place.UPPER_QUARTER),
        ("99", Place.HIGHEST_TENTH),
    ],
)
def test_place_among_five_figures(own, place):
    assert place_of(Decimal(own), ALL) == place


def test_with_the_middle_alone_there_are_three_places():
    places = [place_of(Decimal(own), {50: Decimal(50)}) for own in (1, 50, 99)]
    assert places == [Place.BELOW_MIDDLE, Place.MIDDLE, Place.ABOVE_MIDDLE]


def test_who_has_no_figure_has_no_place():
    assert place_of(None, ALL) is None
    assert place_of(Decimal(1), {}) is None
