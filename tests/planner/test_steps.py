"""Every next step: what it brings is the difference of two results, what it takes is the way of one rung."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.items import Item
from assessments.moves import projected
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score
from planner.efforts import Efforts, default_efforts
from planner.options import options_of
from planner.steps import all_steps, cheapest_first
from tests.definitions import ladder_definition, tiny_definition
from tests.planner.cases import drawn_task

TINY = tiny_definition()
USUAL = default_efforts(TINY)


def steps_of(answers, definition=TINY, efforts=USUAL):
    return all_steps(definition, answers, efforts)


def one(steps, element, item):
    return next(step for step in steps if (step.element, step.item) == (element, item))


def test_an_answer_goes_one_up_and_says_what_it_brings():
    step = one(steps_of({"D1.1": ElementAnswers({1: 3, 2: 3}, "partial")}), "D1.1", "1")
    assert (step.now, step.then, step.kind) == ("3", "4", "indicator")
    assert step.points == Decimal("0.88")  # 10 × 70 % ÷ 2 × 25 % = 0.875; 5.00 becomes 5.875
    assert step.effort == 100
    assert step.per_day == Decimal("0.09")


def test_an_objective_goes_to_its_next_answer():
    step = one(steps_of({"D1.1": ElementAnswers({1: 3, 2: 3}, "partial")}), "D1.1", Item.OBJECTIVE)
    assert (step.now, step.then, step.points, step.effort) == ("partial", "full", Decimal("1.50"), 720)


def test_what_is_not_answered_begins_at_the_lowest():
    step = one(steps_of({}), "D2.1", "1")
    assert (step.now, step.then, step.effort) == ("", "2", 20)
    assert step.points == one(steps_of({"D2.1": ElementAnswers({1: 1})}), "D2.1", "1").points


def test_the_whole_element_goes_up_a_level_by_its_cheapest_way():
    step = one(steps_of({}), "D2.1", "")
    assert (step.kind, step.now, step.then) == ("element", "1", "2")
    assert step.points == Decimal("7.00")  # the indicator to 50 %: 20 × 70 % × 50 %, which is 35 %
    assert [move.value for move in step.moves] == ["3"]
    assert step.effort == 80


@pytest.mark.parametrize(
    "answers",
    [
        {"D2.1": ElementAnswers(excluded=True)},
        {"D2.1": ElementAnswers({1: 5}, "full")},
    ],
)
def test_what_is_out_of_scope_or_at_the_top_has_no_step(answers):
    assert not [step for step in steps_of(answers) if step.element == "D2.1"]


def test_what_is_not_applicable_has_no_step_and_enablers_have_none():
    steps = steps_of({"D1.1": ElementAnswers({1: NOT_APPLICABLE, 2: 2})})
    assert [step.item for step in steps if step.element == "D1.1"] == ["", "2", "objective"]
    assert not [step for step in steps if step.element == "E1"]


def test_a_rung_that_does_not_count_gains_points_of_its_own_only():
    ladder = ladder_definition()
    step = one(steps_of({}, ladder, default_efforts(ladder)), "R2.1", "1")
    assert (step.points, step.own_points) == (Decimal("0.00"), Decimal("2.50"))
    first = {"R1.1": ElementAnswers({1: 3}), "R2.1": ElementAnswers({1: 5})}
    step = one(steps_of(first, ladder, default_efforts(ladder)), "R1.1", "1")
    assert (step.points, step.own_points) == (Decimal("12.50"), Decimal("2.50"))


def test_the_cheapest_come_first():
    rates = [step.rate for step in cheapest_first(steps_of({}))]
    assert rates == sorted(rates, reverse=True)


@given(st.integers(0, 10**6))
def test_every_step_is_the_difference_that_scoring_makes(seed):
    task = drawn_task(seed)
    before = score(task.definition, task.answers)
    for step in all_steps(task.definition, task.answers, task.efforts):
        after = projected(task.definition, task.answers, step.moves)
        assert step.points == after.total.points - before.total.points
        assert step.own_points == after.elements[step.element].points - before.elements[step.element].points
        assert step.effort > 0


@given(st.integers(0, 10**6))
def test_options_rise_in_effort_and_points_and_their_moves_score_as_they_say(seed):
    task = drawn_task(seed)
    for code, options in task.options.items():
        pairs = [(option.effort, option.cents) for option in options]
        assert pairs == sorted(set(pairs))
        assert len({cents for _, cents in pairs}) == len(pairs)
        for option in options:
            assert projected(task.definition, task.answers, option.moves).elements[code] == option.score


def test_a_dearer_element_has_the_same_options_at_more_effort():
    element = TINY.element_by_code["D1.2"]
    dear = Efforts(USUAL.ratings, USUAL.objectives, {"D1.2": 200})
    usual, doubled = (options_of(TINY, element, ElementAnswers(), efforts) for efforts in (USUAL, dear))
    assert [2 * option.effort for option in usual] == [option.effort for option in doubled]
    assert [option.cents for option in usual] == [option.cents for option in doubled]


def test_weights_that_differ_are_told_apart_to_the_cent():
    rng = Random(7)
    for _ in range(20):
        task = drawn_task(rng.randint(0, 10**6))
        assert all(option.cents == int(option.score.points * 100) for each in task.options.values() for option in each)
