"""What steps take: the rule, the factors, and tenths of a day."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.definition import ObjectiveAnswer
from planner.efforts import INDICATOR_DAYS, Efforts, default_efforts, in_days, in_tenths, objective_scale
from tests.definitions import ladder_definition, tiny_definition

USUAL = default_efforts(tiny_definition())


def test_the_default_grows_with_the_square_of_what_is_reached():
    assert Efforts({2: 20, 3: 60, 4: 100, 5: 140}, {"partial": 240, "full": 720}) == USUAL


def test_the_whole_way_takes_the_whole_days():
    assert sum(USUAL.ratings.values()) == INDICATOR_DAYS * 10


def test_a_framework_without_objectives_has_no_effort_for_them():
    assert default_efforts(ladder_definition()).objectives == {}


def test_the_scale_of_objectives_is_read_from_the_lowest_up_whatever_its_order():
    codes = [answer.code for answer in objective_scale(tiny_definition())]
    assert codes == ["none", "partial", "full"]
    turned = replace(tiny_definition(), objective_answers=tuple(reversed(tiny_definition().objective_answers)))
    assert [answer.code for answer in objective_scale(turned)] == codes


def test_two_answers_that_are_worth_the_same_still_cost_a_step():
    answers = (ObjectiveAnswer("a", "A", Decimal(0)), ObjectiveAnswer("b", "B", Decimal(0)))
    assert default_efforts(tiny_definition(objective_answers=answers)).objectives == {"b": 1}


@pytest.mark.parametrize(
    ("tenths", "factor", "expected"), [(60, 100, 60), (60, 150, 90), (15, 50, 8), (1, 1, 1), (3, 50, 2)]
)
def test_a_factor_is_rounded_half_up_and_never_to_nothing(tenths, factor, expected):
    assert Efforts({}, {}, {"D1.1": factor}).in_element("D1.1", tenths) == expected


@given(st.integers(0, 10**6))
def test_days_and_tenths_are_one_another(tenths):
    assert in_tenths(in_days(tenths)) == tenths


def test_a_budget_is_never_stretched():
    assert in_tenths(Decimal("12.39")) == 123
