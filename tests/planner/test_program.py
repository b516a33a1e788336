"""The one module that knows HiGHS: optimal, impossible, empty, and out of time."""

import pytest

from planner.program import Program, Status
from planner.solver import Best, Proof
from planner.words import budget_proof, goal_proof


def knapsack(weights, most):
    program = Program()
    terms = {program.unknown(1): weight for weight in weights}
    program.rule(terms, most=most)
    return program, terms


def test_the_best_is_found_with_its_proof():
    program, terms = knapsack([5, 4, 3], 8)
    solution = program.solved(terms, largest=True, seconds=1)
    assert (solution.status, solution.objective, solution.bound) == (Status.OPTIMAL, 8, 8)
    assert solution.values == (1, 0, 1)


def test_what_cannot_be_is_told():
    program, terms = knapsack([5, 4], 8)
    program.rule(terms, least=9)
    assert program.solved(terms, largest=False, seconds=1).status is Status.INFEASIBLE


@pytest.mark.parametrize(("least", "status"), [(0, Status.OPTIMAL), (1, Status.INFEASIBLE)])
def test_a_program_without_an_unknown_is_judged_by_its_rules(least, status):
    program = Program()
    program.rule({}, least=least)
    assert program.solved({}, largest=True, seconds=1).status is status


PROVEN = Proof(Status.OPTIMAL, 1234, 1234, 0.0, 0.1)
OPEN = Proof(Status.TIME_LIMIT, 1234, 1300, 0.05, 1.4)


@pytest.mark.parametrize(
    ("proof", "is_proven"),
    [(PROVEN, True), (OPEN, False), (Proof(Status.TIME_LIMIT, None, None, None, 1.4), False)],
)
def test_only_an_answer_that_meets_its_bound_is_proven(proof, is_proven):
    assert proof.is_proven is is_proven


def test_the_words_say_no_more_than_what_is_proven():
    assert budget_proof(Best(PROVEN, is_thriftiest=True)).startswith("Proved: no set of steps within this effort")
    assert budget_proof(Best(PROVEN)) == "Proved: no set of steps within this effort has more points."
    assert "13.00 points" in budget_proof(Best(OPEN))
    assert goal_proof(Best(PROVEN)) == "Proved: no set of steps gets there with less effort."
    assert "130.0 person-days at the very least" in goal_proof(Best(OPEN))
    assert "found no set" in goal_proof(Best(Proof(Status.TIME_LIMIT, None, None, None, 1.4)))
