"""Small planning cases drawn at random, and the answer to each by trying everything."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from random import Random

from assessments.moves import Move, moved
from assessments.results import ElementScore, Result
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, roll_up, score_element
from frameworks.definition import FrameworkDefinition, Gate, Rating
from planner.efforts import Efforts, objective_scale
from planner.task import Task
from tests.definitions import make_category, make_dimension, make_element, tiny_definition

SCALES = ([0, 100], [0, 40, 100], [0, 25, 50, 100])


@dataclass(frozen=True)
class Tried:
    """One way among all: its effort in tenths, and the result."""

    effort: int
    result: Result


def drawn_task(seed: int) -> Task:
    """Two or three elements of one or two indicators, odd weights and points; often a ladder, or gates, or both."""
    rng = Random(seed)
    ratings = tuple(Rating(n, f"R{n}", Decimal(p)) for n, p in enumerate(rng.choice(SCALES), start=1))
    elements = [
        make_element(
            f"D{n}.1",
            rng.choice([7, "9.5", 10, 33]),
            tuple(rng.choice([1, 1, 2, "1.5"]) for _ in range(rng.randint(1, 2))),
        )
        for n in range(1, rng.randint(2, 3) + 1)
    ]
    dimensions = [make_dimension(element.code[:2], element) for element in elements]
    categories = (make_category("A", 50, dimensions[0]), make_category("P", 50, *dimensions[1:]))
    objective = rng.choice([0, 30])
    definition = tiny_definition(
        points=sum((element.points for element in elements), Decimal(0)),
        ratings=ratings,
        categories=categories,
        enablers=(),
        indicators_share=Decimal(100 - objective),
        objective_share=Decimal(objective),
        **_rules(rng, len(elements)),
    )
    answers = {element.code: _answers(rng, definition, len(element.indicators)) for element in elements}
    return Task(definition, answers, _efforts(rng, definition))


def _rules(rng: Random, elements: int) -> dict[str, object]:
    kind = rng.choice(["none", "none", "ladder", "gates", "both"])
    gates = (
        Gate("G1", "", "dimension", (), Decimal(rng.choice([20, 45])), rng.choice([3, 4])),
        Gate("G2", "", "element", ("D1.1",), Decimal("35.5"), rng.choice([2, 5])),
        Gate("G3", "", "category", ("P",), Decimal(rng.choice([30, 60])), rng.choice([3, 5])),
    )
    return {
        "ladder": Decimal(rng.choice([30, 55])) if kind in {"ladder", "both"} else None,
        "gates": gates[: rng.randint(1, 3)] if kind in {"gates", "both"} else (),
    }


def _answers(rng: Random, definition: FrameworkDefinition, indicators: int) -> ElementAnswers:
    given: dict[int, object] = {
        n: rng.choice(definition.ratings).value for n in range(1, indicators + 1) if rng.random() < 0.8
    }
    if indicators > 1 and rng.random() < 0.15:
        given[1] = NOT_APPLICABLE
    objective = rng.choice(["none", "partial", "full", None]) if definition.objective_share else None
    return ElementAnswers(given, objective, excluded=rng.random() < 0.1)


def _efforts(rng: Random, definition: FrameworkDefinition) -> Efforts:
    return Efforts(
        {rating.value: rng.randint(1, 30) for rating in definition.ratings[1:]},
        {answer.code: rng.randint(1, 60) for answer in objective_scale(definition)[1:]},
        {element.code: rng.choice([50, 100, 130]) for element in definition.elements},
    )


def everything(task: Task) -> list[Tried]:
    """Every way up from today's answers, each scored whole; of those alike in every element's points the cheapest."""
    by_element = [list(_ways(task, element.code).values()) for element in task.definition.elements]
    return [
        Tried(sum(effort for effort, _ in chosen), roll_up(task.definition, {one.code: one for _, one in chosen}))
        for chosen in product(*by_element)
    ]


def _ways(task: Task, code: str) -> dict[Decimal, tuple[int, ElementScore]]:
    element, before = task.definition.element_by_code[code], task.answers[code]
    ways: dict[Decimal, tuple[int, ElementScore]] = {}
    for moves in _combinations(task, code):
        after = moved(task.definition, task.answers, [move for move, _ in moves])[code]
        scored, effort = score_element(task.definition, element, after), sum(effort for _, effort in moves)
        if scored.points not in ways or effort < ways[scored.points][0]:
            ways[scored.points] = effort, scored
    assert before == task.answers[code]
    return ways


def _combinations(task: Task, code: str) -> Iterator[tuple[tuple[Move, int], ...]]:
    """Every set of moves up in one element with its effort, reckoned anew and not by the planner."""
    answers, definition = task.answers[code], task.definition
    if answers.excluded:
        yield ()
        return
    ratings = [str(rating.value) for rating in definition.ratings]
    scales = {str(one.number): ratings for one in definition.element_by_code[code].indicators}
    now = {str(number): str(value) for number, value in answers.indicators.items()}
    if definition.objective_share:
        scales["objective"] = [
            answer.code for answer in sorted(definition.objective_answers, key=lambda one: one.percent)
        ]
        now["objective"] = answers.objective or "none"
    rising = [_rising(task.efforts, code, item, scale, now.get(item, scale[0])) for item, scale in scales.items()]
    for chosen in product(*rising):
        yield tuple(way for way in chosen if way is not None)


def _rising(efforts: Efforts, code: str, item: str, scale: list[str], now: str) -> list[tuple[Move, int] | None]:
    if now == NOT_APPLICABLE:
        return [None]
    ways: list[tuple[Move, int] | None] = [None]
    effort = 0
    for value in scale[scale.index(now) + 1 :]:
        tenths = efforts.objectives[value] if item == "objective" else efforts.ratings[int(value)]
        effort += max(1, (tenths * efforts.factors.get(code, 100) + 50) // 100)
        ways.append((Move(code, item, value), effort))
    return ways
