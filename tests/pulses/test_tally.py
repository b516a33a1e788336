"""The counts of a question: what waits, what is shown, and what an onlooker can make of it."""

from collections import Counter
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulses.tally import BATCH, UNKNOWN, Tally, counted, ended, ended_sheets

RATINGS = ["1", "2", "3", "4", "5"]
ANSWERS = st.lists(st.sampled_from([*RATINGS, UNKNOWN]), max_size=80)


def after(answers):
    """The tally after these answers."""
    return reduce(counted, answers, Tally())


def test_answers_wait_until_it_is_over():
    tally = after(["3", "3", "4", "1", "5", "5"])
    assert tally == Tally(waiting={"1": 1, "3": 2, "4": 1, "5": 2}, shown={})
    assert ended(tally) == Tally(waiting={}, shown={"1": 1, "3": 2, "4": 1, "5": 2})


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        (["3"] * 4, {}),
        (["3"] * 4 + [UNKNOWN] * 4, {}),
        ([UNKNOWN] * 4 + ["3"] * 5, {"3": 5}),
        ([UNKNOWN] * 6 + ["3"] * 4, {UNKNOWN: 6}),
        ([UNKNOWN] * 5 + ["1"] * 4 + ["5"] * 2, {UNKNOWN: 5, "1": 4, "5": 2}),
    ],
)
def test_what_fewer_than_five_have_given_is_forgotten(answers, shown):
    assert ended(after(answers)) == Tally({}, shown)


def test_a_tally_says_nothing_of_the_order():
    assert list(after(["5", "1", "3"]).waiting) == ["1", "3", "5"]


def test_counts_that_were_shown_by_fives_before_are_counted_in():
    assert ended(Tally({"4": 2}, {"3": 5})) == Tally({}, {"3": 5, "4": 2})


@given(ANSWERS)
def test_nothing_is_made_up_and_ended_again_it_stays(answers):
    over = ended(after(answers))
    assert Counter(answers) >= Counter(over.shown)
    assert ended(over) == over


@given(ANSWERS)
def test_what_is_shown_is_never_a_group_under_five(answers):
    over = ended(after(answers))
    assert over.rated == 0 or over.rated >= BATCH
    assert over.unknown == 0 or over.unknown >= BATCH


@given(ANSWERS, ANSWERS)
def test_whoever_gave_some_of_the_answers_learns_the_sum_of_the_others_alone(own, others):
    """Two worlds in which others answered alike as a whole look the same, whoever of them said what and when."""
    assert ended(after([*own, *others])) == ended(after([*reversed(others), *own]))


@pytest.mark.parametrize(("number", "told"), [(0, 0), (4, 0), (5, 5), (9, 9)])
def test_number_of_sheets_is_told_from_five_on(number, told):
    assert ended_sheets(number) == told
