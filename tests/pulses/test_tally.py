"""The counts of a question: what waits, what is shown, and what an onlooker can make of it."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulses.tally import BATCH, UNKNOWN, Tally, counted, released

RATINGS = ["1", "2", "3", "4", "5"]
ANSWERS = st.lists(st.sampled_from([*RATINGS, UNKNOWN]), max_size=80)


def after(answers, batch=BATCH):
    """The tally after each answer, the empty one first."""
    tallies = [Tally()]
    for answer in answers:
        tallies.append(counted(tallies[-1], answer, batch))
    return tallies


def single_answers_read_off(answers, batch):
    """What an onlooker learns who reads the figures after each answer: the answers that they can name."""
    read = []
    shown = [tally.shown for tally in after(answers, batch)]
    for before, now in pairwise(shown):
        news = Counter(now) - Counter(before)
        if news.total() == 1:
            read.append(next(iter(news)))
    return read


def test_four_ratings_wait_and_the_fifth_shows_all_five():
    tallies = after(["3", "3", "4", "1", "5"])
    assert [tally.rated for tally in tallies] == [0, 0, 0, 0, 0, 5]
    assert tallies[4].waiting == {"1": 1, "3": 2, "4": 1}
    assert tallies[5] == Tally(waiting={}, shown={"1": 1, "3": 2, "4": 1, "5": 1})


def test_dont_know_waits_for_a_five_of_its_own():
    last = after([UNKNOWN] * 4 + ["3"] * 5)[-1]
    assert last == Tally(waiting={UNKNOWN: 4}, shown={"3": 5})
    assert counted(last, UNKNOWN) == Tally(waiting={}, shown={"3": 5, UNKNOWN: 5})


def test_a_tally_says_nothing_of_the_order():
    assert list(after(["5", "1", "3"])[-1].waiting) == ["1", "3", "5"]


@given(ANSWERS)
def test_every_change_of_what_is_shown_is_five_answers_of_one_sort(answers):
    tallies = after(answers)
    for before, now in pairwise(tallies):
        news = Counter(now.shown) - Counter(before.shown)
        assert news.total() in {0, BATCH}
        assert UNKNOWN not in news or set(news) == {UNKNOWN}


@given(ANSWERS)
def test_nothing_is_lost_and_nothing_is_made_up(answers):
    last = after(answers)[-1]
    assert Counter(last.waiting) + Counter(last.shown) == Counter(answers)


@given(ANSWERS)
def test_what_is_shown_is_never_a_group_under_five(answers):
    for tally in after(answers):
        assert tally.rated % BATCH == 0
        assert tally.unknown % BATCH == 0


@given(ANSWERS)
def test_onlooker_reads_no_answer_off(answers):
    assert single_answers_read_off(answers, BATCH) == []


def test_onlooker_reads_every_answer_off_without_the_batches():
    answers = ["3", "1", UNKNOWN, "5", "5"]
    assert single_answers_read_off(answers, batch=1) == answers


@pytest.mark.parametrize(("sheets", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_number_of_sheets_is_shown_by_fives(sheets, shown):
    state = (0, 0)
    for _sheet in range(sheets):
        state = released(*state)
    assert state == (sheets - shown, shown)
