"""What staff say, set against what was assessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulses.perception import Perceived, mean_percent, perceived
from pulses.tally import UNKNOWN, Tally
from pulses.words import drawing_words, leaning_words

PERCENTS = {"1": Decimal(0), "2": Decimal(25), "3": Decimal(50), "4": Decimal(75), "5": Decimal(100)}


def said(percent, assessed):
    parts = [None if one is None else Decimal(one) for one in (percent, assessed)]
    return Perceived("D1.1", "Market", parts[0], 5, 0, parts[1])


@pytest.mark.parametrize(
    ("shown", "percent"),
    [
        ({}, None),
        ({"3": 4}, None),
        ({"3": 4, UNKNOWN: 5}, None),
        ({"3": 5}, "50.0"),
        ({"1": 1, "2": 1, "3": 1, "4": 1, "5": 1}, "50.0"),
        ({"4": 5, "5": 1}, "79.2"),  # 475 : 6 = 79.166…
        ({"2": 5, "3": 3, UNKNOWN: 5}, "34.4"),  # 275 : 8 = 34.375, rounded half up
    ],
)
def test_mean_of_the_ratings_alone(shown, percent):
    assert mean_percent(shown, PERCENTS) == (None if percent is None else Decimal(percent))


@given(st.dictionaries(st.sampled_from(list(PERCENTS)), st.integers(5, 50), min_size=1))
def test_mean_lies_between_the_lowest_rating_and_the_highest(shown):
    worths = [PERCENTS[answer] for answer in shown]
    assert min(worths) <= mean_percent(shown, PERCENTS) <= max(worths)


def test_perceived_carries_numbers_and_assessed_score():
    tally = Tally(waiting={"1": 4}, shown={"5": 10, UNKNOWN: 5})
    assert perceived("D1.1", "Market", tally, PERCENTS, Decimal("62.5")) == Perceived(
        "D1.1", "Market", Decimal("100.0"), 10, 5, Decimal("62.5")
    )


@pytest.mark.parametrize(
    ("percent", "assessed", "leaning", "words"),
    [
        ("50.0", "40.0", "higher", "Staff see it higher"),
        ("49.9", "40.0", "alike", "Much the same"),
        ("40.0", "40.0", "alike", "Much the same"),
        ("30.1", "40.0", "alike", "Much the same"),
        ("30.0", "40.0", "lower", "Staff see it lower"),
        (None, "40.0", "", ""),
        ("40.0", None, "", ""),
    ],
)
def test_leaning_begins_at_ten_percentage_points(percent, assessed, leaning, words):
    assert said(percent, assessed).leaning == leaning
    assert leaning_words(said(percent, assessed).leaning) == words


@pytest.mark.parametrize(
    ("percent", "assessed", "words"),
    [
        (None, "40.0", "Market: too few answers to show"),
        ("30.0", None, "Market: staff 30.0 %"),
        ("30.0", "40.0", "Market: staff 30.0 %, assessed 40.0 %"),
    ],
)
def test_drawing_is_told_in_words(percent, assessed, words):
    assert drawing_words(said(percent, assessed)) == words
