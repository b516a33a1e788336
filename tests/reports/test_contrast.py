"""The numbers of WCAG, and the nearest colour that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.contrast import ENOUGH, contrast, is_legible, legible, ratio_words
from reports.style import ACCENT, PRIMARY

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("colour", "ratio", "readable"),
    [
        ("#000000", "21 : 1", True),
        ("#ffffff", "1 : 1", False),
        ("#767676", "4.54 : 1", True),
        ("#777777", "4.47 : 1", False),  # the palest grey that passes is the one before it
        ("#ff0000", "3.99 : 1", False),
        ("#0000ff", "8.59 : 1", True),
    ],
)
def test_known_ratios_on_white(colour, ratio, readable):
    assert (ratio_words(colour), is_legible(colour)) == (ratio, readable)


@pytest.mark.parametrize(
    ("colour", "instead"),
    [("#777777", "#767676"), ("#ffffff", "#767676"), ("#16202b", "#16202b"), ("#ff0000", "#ee0000")],
)
def test_nearest_darker_colour_keeps_the_hue(colour, instead):
    assert legible(colour) == instead


def test_own_colours_can_be_read():
    assert (is_legible(PRIMARY), is_legible(ACCENT)) == (True, True)


@given(COLOURS)
def test_what_is_offered_can_be_read_and_is_no_lighter(colour):
    found = legible(colour)
    assert contrast(found) >= ENOUGH
    assert all(ours <= theirs for ours, theirs in zip(bytes.fromhex(found[1:]), bytes.fromhex(colour[1:]), strict=True))


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_either_way_round(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
