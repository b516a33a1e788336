"""The best set of steps, exactly: the most points for an effort, or the least effort for a goal.

Every element is given one of its options (``planner.options``): a multiple-choice knapsack in hundredths of points and
tenths of days. Elements whose options are alike are one class with a count, for swapping them changes nothing, and a
solver that doesn't know so would try every swap. Ladders (rule 11) and gates (rule 12) are rules of the program. What
comes out is scored by the scoring module, and is refused if that says anything else than the program did.
"""

from dataclasses import dataclass
from typing import Final

from assessments.moves import Move, projected
from assessments.results import Result
from planner.goals import Goal
from planner.model import Model
from planner.program import Solution, SolverError, Status
from planner.task import Task

HUNDRED: Final = 100
SECONDS: Final = 1.1
SECONDS_IN_ALL: Final = 1.4


@dataclass(frozen=True)
class Proof:
    """What HiGHS has proved of the answer: of points (in hundredths) for a budget, of effort (in tenths) for a goal."""

    status: Status
    found: int | None
    bound: int | None
    gap: float | None
    seconds: float

    @property
    def is_proven(self) -> bool:
        """Whether nothing better can be: the best found is the bound that nothing passes."""
        return self.status is Status.OPTIMAL and self.found == self.bound

    @property
    def is_impossible(self) -> bool:
        """Whether it is proved that no set of steps does it."""
        return self.status is Status.INFEASIBLE


@dataclass(frozen=True)
class Best:
    """The set of steps that was found, and the result with them made; both None where none was.

    ``is_thriftiest``: also proved that of all sets as good for what was asked none is better in the other (as many
    points with less effort, or as little effort with more points).
    """

    proof: Proof
    moves: tuple[Move, ...] | None = None
    effort: int | None = None
    result: Result | None = None
    is_thriftiest: bool = False


def most_points(task: Task, budget: int) -> Best:
    """The steps of at most so many tenths of a day with which the total has the most points."""
    model = Model(task, budget=budget)
    first = model.most_points(SECONDS)
    if first.objective is None:
        return Best(_proof(first))
    model.score(first.objective)
    return _best(task, model, first, model.least_effort(SECONDS_IN_ALL - first.seconds))


def least_effort(task: Task, goal: Goal) -> Best:
    """The steps of the least effort with which the goal is reached, and of those the ones with the most points."""
    model = Model(task, goal)
    first = model.least_effort(SECONDS)
    if first.objective is None:
        return Best(_proof(first))
    model.spend(first.objective)
    best = _best(task, model, first, model.most_points(SECONDS_IN_ALL - first.seconds))
    if best.result is None or not goal.is_reached_by(best.result):
        raise SolverError("the steps that were found don't reach the goal")
    return best


def _best(task: Task, model: Model, first: Solution, second: Solution) -> Best:
    """The answer of the second solution, or of the first where the second has none; scored, and compared."""
    values = second.values or first.values or ()
    chosen = model.chosen(values)
    moves = tuple(move for option in chosen for move in option.moves)
    result = projected(task.definition, task.answers, moves)
    if result.total.points * HUNDRED < model.points_in(values):
        raise SolverError("the scoring module counts fewer points than the program")
    effort = sum(option.effort for option in chosen)
    return Best(_proof(first), moves, effort, result, is_thriftiest=second.status is Status.OPTIMAL)


def _proof(first: Solution) -> Proof:
    return Proof(first.status, first.objective, first.bound, first.gap, first.seconds)
