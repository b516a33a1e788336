"""The planner: the best sets of steps on the full framework, against one full scoring. No database: measured once."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

from assessments.scoring import ElementAnswers, score
from benchmarks.content import SHIPPED
from benchmarks.figures import by_turns, milliseconds, table, times
from frameworks.content import read_content
from frameworks.definition import FrameworkDefinition
from planner.efforts import default_efforts, objective_scale
from planner.goals import level_goal, total_goal
from planner.solver import Best, least_effort, most_points
from planner.steps import all_steps
from planner.task import Task

MOST_ROUNDS = 5
BUDGETS = (Decimal("0.02"), Decimal("0.1"), Decimal("0.3"), Decimal("0.6"), Decimal("0.9"))


def measure(rounds: int) -> str:
    """The table: each question with the options made afresh, as a page does; and how many answers were proved."""
    definition = read_content(SHIPPED.read_text(encoding="utf-8"))
    answers = _answers(definition)
    subjects: dict[str, Callable[[], object]] = {
        "full scoring": lambda: score(definition, answers),
        "every next step": lambda: all_steps(definition, answers, default_efforts(definition)),
    }
    unproven: list[str] = []
    for start, given in (("nothing answered", {}), ("answered at random", answers)):
        for name, ask in _questions(definition, given):
            subjects[f"{start}: {name}"] = _asked(ask, f"{start}: {name}", unproven)
    taken = by_turns(subjects, min(rounds, MOST_ROUNDS), warm_up=1)
    plain = taken["full scoring"]
    rows = [[name, milliseconds(each.median), times(each.to(plain))] for name, each in taken.items()]
    heads = ["the best steps among 32 elements and all their answers", "median", "against a full scoring"]
    return f"{table(heads, rows)}\n\nNot proved within the time limit: {', '.join(sorted(set(unproven))) or 'none'}."


def _answers(definition: FrameworkDefinition) -> dict[str, ElementAnswers]:
    rng = Random(5)
    ratings = [rating.value for rating in definition.ratings[:-1]]
    lower = [answer.code for answer in objective_scale(definition)[:-1]]
    return {
        element.code: ElementAnswers(
            {one.number: rng.choice(ratings) for one in element.indicators}, rng.choice(lower) if lower else None
        )
        for element in definition.elements
    }


def _questions(
    definition: FrameworkDefinition, answers: dict[str, ElementAnswers]
) -> Iterator[tuple[str, Callable[[], Best]]]:
    def task() -> Task:
        return Task(definition, answers, default_efforts(definition))

    whole = sum(options[-1].effort for options in task().options.values())
    for part in BUDGETS:
        budget = int(whole * part)
        yield f"{part:.0%} of the whole effort", lambda budget=budget: most_points(task(), budget)  # type: ignore[misc]
    for total in (Decimal(400), Decimal(800)):
        if score(definition, answers).total.points < total:
            yield f"{total} points", lambda total=total: least_effort(task(), total_goal(total))  # type: ignore[misc]
    top = definition.levels[-1].number
    yield "the highest level", lambda: least_effort(task(), level_goal(definition, task().today, top))


def _asked(ask: Callable[[], Best], name: str, unproven: list[str]) -> Callable[[], object]:
    def asked() -> None:
        if not ask().proof.is_proven:
            unproven.append(name)

    return asked
