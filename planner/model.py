"""The planner's question as a whole-number program: every element is given one of its options."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from frameworks.definition import Dimension
from planner.goals import Goal, least_cents
from planner.options import Option
from planner.program import Program, Solution
from planner.pruning import Aim, worthwhile
from planner.task import Task

HUNDRED: Final = 100
ANYWHERE: Final = ""
NO_GOAL: Final = Goal(0)
Terms = dict[int, int]


@dataclass(frozen=True)
class Alike:
    """Elements whose options cost and bring the same, and by option the unknown that counts who is given it."""

    members: tuple[tuple[Option, ...], ...]
    unknowns: tuple[int, ...]

    def chosen(self, values: Sequence[int]) -> Iterator[Option]:
        """The option of each member, the first ones the lower ones."""
        places = chain.from_iterable([place] * values[unknown] for place, unknown in enumerate(self.unknowns))
        return (options[place] for options, place in zip(self.members, places, strict=True))


class Model:
    """The program of a task: unknowns for the options, and for a ladder's rungs; effort and points as sums of them.

    With a goal, only what reaches it: its least points, and those of what its gates look at. With a budget, only what
    it pays for.
    """

    def __init__(self, task: Task, goal: Goal = NO_GOAL, *, budget: int | None = None) -> None:
        self._task = task
        self._program = Program()
        self._effort: Terms = {}
        self._by_dimension: dict[str, Terms] = {}
        apart = bool(task.definition.ladder is not None or goal.categories or goal.dimensions)
        options = _enough(task.options, goal)
        if not apart and all(options.values()):  # with no rule but one sum, most options can be told to be hopeless
            options = worthwhile(options, Aim(budget, goal.total))
        self._alike = [self._add(group, members) for group, members in _groups(task, options, apart=apart)]
        counted = self._rungs() if task.definition.ladder is not None else self._by_dimension
        self._points = _joined(counted.values())
        self._reach(goal, counted)
        if budget is not None:
            self.spend(budget)

    def spend(self, most: int) -> None:
        """Let the effort be at most so many tenths of a day."""
        self._program.rule(self._effort, most=most)

    def score(self, least: int) -> None:
        """Let the total be at least so many hundredths of points."""
        self._program.rule(self._points, least=least)

    def most_points(self, seconds: float) -> Solution:
        """The total as high as it gets."""
        return self._program.solved(self._points, largest=True, seconds=seconds)

    def least_effort(self, seconds: float) -> Solution:
        """The effort as low as it gets."""
        return self._program.solved(self._effort, largest=False, seconds=seconds)

    def chosen(self, values: Sequence[int]) -> list[Option]:
        """The option of every element in a solution, those that stay as they are among them."""
        return [option for alike in self._alike for option in alike.chosen(values)]

    def points_in(self, values: Sequence[int]) -> int:
        """The total of a solution, in hundredths of points, as the program counts."""
        return sum(times * values[unknown] for unknown, times in self._points.items())

    def _add(self, dimension: str, members: Sequence[tuple[Option, ...]]) -> Alike:
        """One unknown for each option of elements that are alike; together they count every member once."""
        unknowns = tuple(self._program.unknown(len(members)) for _ in members[0])
        self._program.rule(dict.fromkeys(unknowns, 1), least=len(members), most=len(members))
        self._effort |= {unknown: one.effort for unknown, one in zip(unknowns, members[0], strict=True)}
        points = {unknown: one.cents for unknown, one in zip(unknowns, members[0], strict=True)}
        self._by_dimension.setdefault(dimension, {}).update(points)
        return Alike(tuple(members), unknowns)

    def _rungs(self) -> dict[str, Terms]:
        """What each dimension adds to the total of a ladder (rule 11), as an unknown of its own."""
        counted: dict[str, Terms] = {}
        stands: int | None = None  # the unknown that says whether every rung so far holds; the first needs none
        for dimension in self._task.definition.dimensions:
            if dimension.code in self._by_dimension:  # one that is out of scope is climbed past
                counted[dimension.code] = self._counted(dimension, stands)
                stands = self._holds(dimension, stands)
        return counted

    def _counted(self, dimension: Dimension, stands: int | None) -> Terms:
        """At most the dimension's points, and nothing unless the rungs before it hold."""
        if stands is None:
            return self._by_dimension[dimension.code]
        most = int(self._task.today.dimensions[dimension.code].maximum * HUNDRED)
        adds = self._program.unknown(most)
        self._program.rule({adds: 1} | _times(self._by_dimension[dimension.code], -1), most=0)
        self._program.rule({adds: 1, stands: -most}, most=0)
        return {adds: 1}

    def _holds(self, dimension: Dimension, stands: int | None) -> int:
        """1 only where the dimension reaches the ladder's percentage, and every rung before it holds."""
        percent = self._task.definition.ladder or Decimal(0)
        bar = least_cents(percent, self._task.today.dimensions[dimension.code].maximum)
        holds = self._program.unknown(1)
        self._program.rule(self._by_dimension[dimension.code] | {holds: -bar}, least=0)
        if stands is not None:
            self._program.rule({holds: 1, stands: -1}, most=0)
        return holds

    def _reach(self, goal: Goal, counted: Mapping[str, Terms]) -> None:
        if goal.total:
            self.score(goal.total)
        for code, bar in goal.dimensions.items():
            self._program.rule(self._by_dimension[code], least=bar)
        for category in self._task.definition.categories:
            if category.code in goal.categories:
                within = [counted[each.code] for each in category.dimensions if each.code in counted]
                self._program.rule(_joined(within), least=goal.categories[category.code])


def _enough(options: Mapping[str, tuple[Option, ...]], goal: Goal) -> dict[str, tuple[Option, ...]]:
    """By element the options with which it reaches what the goal asks of it; there may be none."""
    return {
        code: tuple(option for option in each if option.cents >= goal.elements.get(code, 0))
        for code, each in options.items()
    }


def _groups(
    task: Task, options: Mapping[str, tuple[Option, ...]], *, apart: bool
) -> Iterator[tuple[str, list[tuple[Option, ...]]]]:
    """The elements by what they could become, in dimensions of their own where these have rules of their own."""
    groups: dict[tuple[str, tuple[tuple[int, int], ...]], list[tuple[Option, ...]]] = {}
    for code, each in options.items():
        dimension = task.definition.dimension_by_element[code].code if apart else ANYWHERE
        alike = tuple((option.effort, option.cents) for option in each)
        groups.setdefault((dimension, alike), []).append(each)
    return ((dimension, members) for (dimension, _), members in groups.items())


def _joined(terms: Iterable[Terms]) -> Terms:
    return dict(chain.from_iterable(each.items() for each in terms))


def _times(terms: Terms, factor: int) -> Terms:
    return {unknown: factor * times for unknown, times in terms.items()}
