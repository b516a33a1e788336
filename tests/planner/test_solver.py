"""The planner against brute force: 500 drawn cases, both questions, equal every time."""

from decimal import Decimal
from random import Random

import pytest

from assessments.moves import projected
from planner.goals import level_goal, total_goal
from planner.solver import least_effort, most_points
from tests.planner.cases import drawn_task, everything

pytestmark = [pytest.mark.sqlite]
CASES, AT_ONCE = 500, 25


@pytest.mark.parametrize("first", range(0, CASES, AT_ONCE))
def test_the_planner_finds_what_brute_force_finds(first):
    for seed in range(first, first + AT_ONCE):
        task = drawn_task(seed)
        tried = everything(task)
        check_budget(task, tried, Random(seed))
        check_total(task, tried, Random(seed))
        check_level(task, tried, Random(seed))


def check_budget(task, tried, rng):
    budget = rng.randint(0, max(one.effort for one in tried))
    best = most_points(task, budget)
    most = max(one.result.total.points for one in tried if one.effort <= budget)
    least = min(one.effort for one in tried if one.effort <= budget and one.result.total.points == most)
    assert (best.result.total.points, best.effort) == (most, least)
    assert best.proof.is_proven
    assert best.is_thriftiest
    assert best.proof.found == best.proof.bound == most * 100
    assert best.result == projected(task.definition, task.answers, best.moves)


def check_total(task, tried, rng):
    total = Decimal(rng.randint(0, int(task.today.total.maximum * 100))) / 100
    check_goal(least_effort(task, total_goal(total)), [one for one in tried if one.result.total.points >= total])


def check_level(task, tried, rng):
    level = rng.choice(task.definition.levels)
    if task.today.total.level is None:
        return
    reached = [one for one in tried if one.result.total.level.number >= level.number]
    check_goal(least_effort(task, level_goal(task.definition, task.today, level.number)), reached)


def check_goal(best, reached):
    if not reached:
        assert best.proof.is_impossible
        assert best.result is None
        return
    least = min(one.effort for one in reached)
    most = max(one.result.total.points for one in reached if one.effort == least)
    assert (best.effort, best.result.total.points) == (least, most)
    assert best.proof.is_proven
    assert best.is_thriftiest
    assert best.proof.found == best.proof.bound == least
