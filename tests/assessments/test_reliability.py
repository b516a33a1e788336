"""Krippendorff's alpha: published examples, another hand's library, and what must hold for any team."""

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.reliability import FEW, Reliability, alpha, reliability

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C and D: four observers, twelve units.
PUBLISHED = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
TEAMS = st.lists(st.tuples(*[st.integers(0, 3)] * 5), min_size=1, max_size=25)


def units_of(rows, steps=5):
    columns = zip(*(row.split() for row in rows), strict=True)
    return [tuple(column.count(str(step)) for step in range(1, steps + 1)) for column in columns]


def test_the_published_example_of_ordered_answers():
    assert round(float(alpha(units_of(PUBLISHED))), 3) == 0.815


def test_two_observers_and_two_values():
    """Part A of the same paper, where the level of measurement makes no difference: 0.095."""
    rows = ["1 2 1 1 1 1 1 1 2 1", "2 2 2 1 1 2 1 1 1 1"]
    units = units_of(rows, steps=2)
    assert float(alpha(units)) == pytest.approx(
        krippendorff.alpha(value_counts=units, level_of_measurement="ordinal"), abs=1e-12
    )
    assert round(float(alpha(units)), 3) == 0.095


def test_worked_by_hand():
    """Two questions on a scale of two steps, both answered by two: once alike (low), once not.

    Three answers are low, one is high, and one pair of the two differs: alpha = 1 − (4 − 1) × 1 ÷ (3 × 1).
    """
    assert alpha([(2, 0), (1, 1)]) == 0


def test_a_question_that_one_alone_answered_counts_nowhere():
    assert alpha([(2, 0), (0, 2), (1, 0), (0, 0)]) == alpha([(2, 0), (0, 2)]) == 1
    assert reliability([(2, 0), (0, 2), (1, 0), (0, 0)]).units == 2


@pytest.mark.parametrize("units", [[], [(1, 0)], [(3, 0), (2, 0)]])
def test_no_value_where_nothing_could_differ(units):
    assert alpha(units) is None
    assert reliability(units) == Reliability(None, None, None, sum(sum(unit) > 1 for unit in units))


@given(TEAMS)
def test_it_is_what_the_library_says(units):
    ours = alpha(units)
    assume(ours is not None)
    theirs = krippendorff.alpha(value_counts=units, level_of_measurement="ordinal")
    assert float(ours) == pytest.approx(theirs, abs=1e-9)


@given(TEAMS, st.randoms())
def test_neither_the_order_nor_the_time_of_asking_changes_it(units, order):
    shuffled = units.copy()
    order.shuffle(shuffled)
    assert reliability(shuffled) == reliability(units)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=40), st.integers(2, 6))
def test_who_answers_alike_agrees_entirely(steps, people):
    assume(len(set(steps)) > 1)
    found = reliability([tuple(people * (step == one) for step in range(5)) for one in steps])
    assert (found.alpha, found.low, found.high) == (1, 1, 1)


@given(TEAMS)
def test_the_interval_has_a_low_and_a_high_end(units):
    found = reliability(units)
    assert found.low is None or found.low <= found.high <= 1


def test_the_interval_of_the_published_example():
    """Pinned: the same draws always. Few units, so the interval is wide, as it should be."""
    found = reliability(units_of(PUBLISHED))
    assert (round(found.low, 2), round(found.high, 2)) == (0.42, 0.99)


def test_little_data_is_called_little():
    assert reliability([(2, 0)] * (FEW - 1) + [(0, 1)]).is_little
    assert not reliability([(2, 0)] * FEW).is_little
