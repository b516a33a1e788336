from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.rollup import Node, Rule, roll_up_units

pytestmark = [pytest.mark.sqlite]
TOTAL = ""


def node(key, percent=None, weight="1", parts=(), **others):
    percents = None if percent is None else {TOTAL: Decimal(percent), **others}
    return Node(key, Decimal(weight), percents, tuple(parts))


def total(nodes, rule):
    return roll_up_units("all", nodes, [TOTAL], rule).percent(TOTAL)


@pytest.mark.parametrize(("rule", "percent"), [("mean", "40.0"), ("weighted", "30.0"), ("worst", "20.0")])
def test_each_rule_by_hand(rule, percent):
    """20 % of weight 3 and 60 % of weight 1: 80 ÷ 2; (3 × 20 + 60) ÷ 4; the lower one."""
    nodes = [node("a", "20.0", "3"), node("b", "60.0")]
    assert total(nodes, Rule(rule)) == Decimal(percent)


def test_unit_that_was_not_assessed_counts_as_its_parts_come_to():
    """North is (10 + 20) ÷ 2 = 15, by its own weight of 1 beside 45: 30."""
    north = node("north", parts=[node("a", "10.0"), node("b", "20.0")])
    nodes = [north, node("south", "45.0")]
    assert total(nodes, Rule.MEAN) == Decimal("30.0")
    assert total(nodes, Rule.WORST) == Decimal("10.0")


def test_unit_that_was_assessed_counts_as_such_whatever_its_parts():
    north = node("north", "90.0", parts=[node("a", "10.0")])
    rolled = roll_up_units("all", [north], [TOTAL], Rule.WORST)
    assert rolled.percent(TOTAL) == Decimal("90.0")
    assert rolled.parts[0].own
    assert rolled.parts[0].parts[0].percent(TOTAL) == Decimal("10.0")


def test_rounding_happens_once_at_the_end():
    """A third of 10 and two thirds of 10.1: 3.35 + … stays exact under the next mean."""
    north = node("north", parts=[node("a", "10.0"), node("b", "10.0"), node("c", "10.1")])
    rolled = roll_up_units("all", [north, node("south", "10.0")], [TOTAL], Rule.MEAN)
    assert rolled.percents[TOTAL] == (Fraction(301, 30) + 10) / 2
    assert (rolled.parts[0].percent(TOTAL), rolled.percent(TOTAL)) == (Decimal("10.0"), Decimal("10.0"))


def test_half_is_rounded_up():
    assert total([node("a", "10.0"), node("b", "10.1")], Rule.MEAN) == Decimal("10.1")


def test_units_of_which_nothing_is_known_are_named_and_count_nowhere():
    half = node("half", parts=[node("known", "50.0"), node("unknown")])
    rolled = roll_up_units("all", [half, node("empty"), node("bare", parts=[node("part")])], [TOTAL], Rule.MEAN)
    assert rolled.percent(TOTAL) == Decimal("50.0")
    assert rolled.missing == ("unknown", "empty", "bare", "part")


def test_nothing_at_all_comes_to_nothing():
    assert total([], Rule.MEAN) is None
    assert total([node("a")], Rule.WEIGHTED) is None


def test_dimension_out_of_scope_in_one_unit_is_rolled_up_from_the_others():
    nodes = [node("a", "20.0", D1=None), node("b", "40.0", D1=Decimal("70.0"))]
    rolled = roll_up_units("all", nodes, [TOTAL, "D1"], Rule.MEAN)
    assert (rolled.percent(TOTAL), rolled.percent("D1")) == (Decimal("30.0"), Decimal("70.0"))


percents = st.integers(0, 1000).map(lambda tenths: Decimal(tenths).scaleb(-1))
weights = st.integers(1, 10**6).map(lambda cents: Decimal(cents).scaleb(-2))
units = st.lists(st.tuples(percents, weights), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(units, st.sampled_from(Rule))
def test_whole_lies_between_the_lowest_and_the_highest_unit(drawn, rule):
    nodes = [Node(str(place), weight, {TOTAL: percent}) for place, (percent, weight) in enumerate(drawn)]
    found = roll_up_units("all", nodes, [TOTAL], rule).percents[TOTAL]
    low, high = min(drawn)[0], max(drawn)[0]
    assert Fraction(low) <= found <= Fraction(high)
    assert (rule == Rule.WORST) <= (found == Fraction(low))


@settings(max_examples=100, deadline=None)
@given(units, weights)
def test_equal_weights_make_the_weighted_mean_the_plain_one(drawn, weight):
    nodes = [Node(str(place), weight, {TOTAL: percent}) for place, (percent, _own) in enumerate(drawn)]
    mean, weighted = (roll_up_units("all", nodes, [TOTAL], rule).percents for rule in (Rule.MEAN, Rule.WEIGHTED))
    assert mean == weighted
