"""The one module that knows HiGHS: a whole-number program, put to it and solved to its proof.

All data and all unknowns are whole numbers, so an answer is rounded to them and checked by whoever asked. One thread
does it: HiGHS gives the interpreter's lock back while it works, so other requests of the process go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate
from math import ceil, floor, inf, isfinite
from time import perf_counter
from typing import Any, Final

import highspy

NEAR: Final = 1e-3
"""How far a bound may lie from the whole number that it stands for; the sums are floating point, their parts whole."""
FEASIBLE: Final = 2
LEAST_SECONDS: Final = 0.05


class Status(Enum):
    """What HiGHS says of a program when it stops."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    TIME_LIMIT = "time limit"


STATUSES: Final = {
    "Optimal": Status.OPTIMAL,
    "Infeasible": Status.INFEASIBLE,
    "Primal infeasible or unbounded": Status.INFEASIBLE,  # every unknown has a bound
    "Time limit reached": Status.TIME_LIMIT,
}


class SolverError(Exception):
    """HiGHS stopped in a way that says nothing about the program."""


@dataclass(frozen=True)
class Solution:
    """How the solver left a program: the unknowns' values where it found any, and what it has proved.

    ``bound`` is what no solution can pass, in whole units; ``gap`` is how far apart the best found and the bound are,
    relative to the best found, as HiGHS reports it. None of them where nothing was found.
    """

    status: Status
    values: tuple[int, ...] | None
    objective: int | None
    bound: int | None
    gap: float | None
    seconds: float


@dataclass
class Program:
    """Whole unknowns under linear rules, and their sum to be made as large or as small as can be."""

    upper: list[int] = field(default_factory=list)
    rows: list[tuple[float, float, Mapping[int, int]]] = field(default_factory=list)

    def unknown(self, most: int) -> int:
        """A new unknown from 0 to ``most``; returns its number."""
        self.upper.append(most)
        return len(self.upper) - 1

    def rule(self, terms: Mapping[int, int], *, least: float = -inf, most: float = inf) -> None:
        """The sum of these unknowns, each so many times, is to stay between these two."""
        self.rows.append((least, most, terms))

    def solved(self, objective: Mapping[int, int], *, largest: bool, seconds: float) -> Solution:
        """The best that there is under the rules, or the best found in so many seconds; raises ``SolverError``."""
        if not self.upper:  # HiGHS says nothing of a program without an unknown
            return self._without_unknowns()
        solver = self._put(objective, largest=largest, seconds=max(seconds, LEAST_SECONDS))
        started = perf_counter()
        solver.run()
        return _read(solver, objective, largest=largest, seconds=perf_counter() - started)

    def _without_unknowns(self) -> Solution:
        if all(least <= 0 <= most for least, most, _ in self.rows):
            return Solution(Status.OPTIMAL, (), 0, 0, 0.0, 0.0)
        return Solution(Status.INFEASIBLE, None, None, None, None, 0.0)

    def _put(self, objective: Mapping[int, int], *, largest: bool, seconds: float) -> Any:
        solver = highspy.Highs()
        solver.silent()
        options = {"threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.0, "time_limit": seconds}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model(objective, largest=largest))
        return solver

    def _model(self, objective: Mapping[int, int], *, largest: bool) -> Any:
        model = highspy.HighsLp()
        count = len(self.upper)
        model.num_col_, model.num_row_ = count, len(self.rows)
        model.sense_ = highspy.ObjSense.kMaximize if largest else highspy.ObjSense.kMinimize
        model.col_cost_ = [float(objective.get(column, 0)) for column in range(count)]
        model.col_lower_, model.col_upper_ = [0.0] * count, [float(most) for most in self.upper]
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
        model.row_lower_ = [float(least) for least, _, _ in self.rows]
        model.row_upper_ = [float(most) for _, most, _ in self.rows]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_, matrix.index_, matrix.value_ = _by_row([terms for _, _, terms in self.rows])
        return model


def _by_row(rows: Sequence[Mapping[int, int]]) -> tuple[list[int], list[int], list[float]]:
    """The rules as HiGHS takes them: where each begins, the unknowns of one after the other, how often each counts."""
    starts = [0, *accumulate(len(terms) for terms in rows)]
    unknowns = [unknown for terms in rows for unknown in terms]
    return starts, unknowns, [float(times) for terms in rows for times in terms.values()]


def _read(solver: Any, objective: Mapping[int, int], *, largest: bool, seconds: float) -> Solution:
    status, info = _status(solver), solver.getInfo()
    if int(info.primal_solution_status) != FEASIBLE:
        return Solution(status, None, None, None, None, seconds)
    values = tuple(round(value) for value in solver.getSolution().col_value)
    found = sum(times * values[unknown] for unknown, times in objective.items())
    return Solution(status, values, found, _whole(info.mip_dual_bound, largest=largest), info.mip_gap, seconds)


def _status(solver: Any) -> Status:
    name = solver.modelStatusToString(solver.getModelStatus())
    if name not in STATUSES:
        raise SolverError(name)
    return STATUSES[name]


def _whole(bound: float, *, largest: bool) -> int | None:
    """The bound as whole units: what is whole and stays within it."""
    if not isfinite(bound):
        return None
    return floor(bound + NEAR) if largest else ceil(bound - NEAR)
