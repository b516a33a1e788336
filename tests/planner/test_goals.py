"""Least points: from a printed percentage back to the hundredths that print it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import ElementAnswers, percent_of, score
from frameworks.definition import Gate
from planner.goals import Goal, least_cents, level_goal, total_goal
from tests.definitions import tiny_definition

GATES = (
    Gate("G1", "", "dimension", (), Decimal(40), 4),
    Gate("G2", "", "element", ("D1.1",), Decimal("20.5"), 3),
    Gate("G3", "", "category", ("P",), Decimal(60), 5),
    Gate("G4", "", "element", ("D1.1", "D3.1"), Decimal(10), 3),
)
GATED = tiny_definition(gates=GATES)


@given(st.decimals(0, 100, places=2), st.decimals(Decimal("0.5"), 1000, places=1))
def test_the_least_cents_print_the_percentage_and_one_less_does_not(percent, maximum):
    cents = least_cents(percent, maximum)
    assert percent_of(Decimal(cents) / 100, maximum) >= percent
    if cents:
        assert percent_of(Decimal(cents - 1) / 100, maximum) < percent


def test_a_level_asks_for_its_percentage_and_for_every_gate_up_to_it():
    goal = level_goal(GATED, score(GATED, {}), 4)
    assert goal == Goal(
        5995, {}, {"D1": 799, "D2": 799, "D3": 2397}, {"D1.1": 205, "D3.1": 597}
    )  # 59.95 % of 100 points and so on; of two gates on D1.1 the higher


def test_what_is_out_of_scope_is_no_bar():
    answers = {"D2.1": ElementAnswers(excluded=True), "D1.1": ElementAnswers(excluded=True)}
    goal = level_goal(GATED, score(GATED, answers), 5)
    assert goal.dimensions.keys() == {"D1", "D3"}
    assert goal.elements.keys() == {"D3.1"}
    assert goal.categories == {"P": 3597}


def test_a_total_is_reached_to_the_cent():
    goal = total_goal(Decimal("10.00"))
    assert goal.is_reached_by(score(GATED, {"D1.1": ElementAnswers({1: 5, 2: 5}, "full")}))
    assert not total_goal(Decimal("10.01")).is_reached_by(score(GATED, {"D1.1": ElementAnswers({1: 5, 2: 5}, "full")}))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_everything_at_the_top_reaches_every_level(number):
    top = [(element.code, dict.fromkeys((one.number for one in element.indicators), 5)) for element in GATED.elements]
    full = {code: ElementAnswers(indicators, "full") for code, indicators in top}
    assert level_goal(GATED, score(GATED, {}), number).is_reached_by(score(GATED, full))
    assert level_goal(GATED, score(GATED, {}), number).is_reached_by(score(GATED, {})) is (number == 1)
