"""Steps, means over stretches, rounding: figures that follow no single organisation. The example is the document's."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.privacy import NO_RULES, RULES, counted, percentiles, rounded, shown, stepped, told_size

pytestmark = [pytest.mark.sqlite]

PERCENTS = st.decimals(0, 100, places=1)


def numbers(*values):
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("percent", "middle"), [("0", "5"), ("9.9", "5"), ("10", "15"), ("54.9", "55"), ("90", "95"), ("100", "95")]
)
def test_score_is_put_into_the_middle_of_its_step(percent, middle):
    assert stepped(Decimal(percent), 10) == Decimal(middle)


@given(PERCENTS)
def test_step_is_never_further_than_half_its_width(percent):
    assert abs(stepped(percent, 10) - percent) <= 5


@given(PERCENTS, PERCENTS)
def test_two_scores_of_one_step_can_never_be_told_apart(one, other):
    assert (counted([one]) == counted([other])) == (stepped(one, 10) == stepped(other, 10))


@pytest.mark.parametrize(("value", "printed"), [(Fraction(5, 2), 5), (Fraction(249, 100), 0), (57, 55), (58, 60)])
def test_figures_are_rounded_to_five_a_half_upwards(value, printed):
    assert rounded(Fraction(value), 5) == printed


@pytest.mark.parametrize(("size", "printed"), [(5, 5), (9, 5), (10, 10), (44, 40)])
def test_sample_size_is_printed_as_the_multiple_of_five_below(size, printed):
    assert told_size(size) == printed


@pytest.mark.parametrize(
    ("size", "places"), [(5, (50,)), (14, (50,)), (15, (25, 50, 75)), (19, (25, 50, 75)), (20, (10, 25, 50, 75, 90))]
)
def test_few_organisations_have_few_figures(size, places):
    assert shown(size) == places
    assert shown(told_size(size)) == places


def test_under_five_there_is_nothing():
    assert percentiles(counted(numbers(10, 20, 30, 40))) == {}


def test_middle_of_five_is_the_mean_of_three():
    # 12 34 47 58 91 stand at 15 35 45 55 95: (35 + 45 + 55) / 3 = 45
    assert percentiles(counted(numbers(12, 34, 47, 58, 91))) == {50: 45}


def test_middle_of_six_takes_half_of_the_outer_two():
    # 15 35 45 55 75 95: (35 / 2 + 45 + 55 + 75 / 2) / 3 would be 155 / 3 = 51.7
    assert percentiles(counted(numbers(12, 34, 47, 58, 72, 91))) == {50: 50}


def test_five_figures_of_twenty_are_in_order():
    scores = numbers(*range(2, 100, 5))
    assert percentiles(counted(scores)) == {10: 10, 25: 25, 50: 50, 75: 75, 90: 90}


def test_without_rules_the_middle_of_five_is_one_organisation():
    assert percentiles(counted(numbers(12, 34, 47, 58, 91), NO_RULES), NO_RULES)[50] == 47


@given(st.lists(PERCENTS, min_size=5, max_size=60))
def test_figures_are_in_order_and_on_the_grid(percents):
    figures = list(percentiles(counted(percents)).values())
    assert figures == sorted(figures)
    assert all(value % 5 == 0 and 5 <= value <= 95 for value in figures)


@given(st.lists(PERCENTS, min_size=5, max_size=60), PERCENTS)
def test_one_organisation_moves_a_figure_by_a_third_of_its_way_at_most(percents, other):
    before = percentiles(counted(percents))
    after = percentiles(counted([other, *percents[1:]]))
    way = abs(stepped(percents[0], RULES.step) - stepped(other, RULES.step))
    assert sum(abs(after[place] - before[place]) for place in before) <= way / 3 + RULES.rounding * len(before)


@given(st.lists(PERCENTS, min_size=20, max_size=60))
def test_figures_lie_near_the_true_ones(percents):
    figures = percentiles(counted(percents))
    around = sorted(percents)
    for place, value in figures.items():
        spot = len(around) * place // 100
        low, high = around[max(spot - 3, 0)], around[min(spot + 3, len(around) - 1)]
        assert low - Decimal("7.5") <= value <= high + Decimal("7.5")
