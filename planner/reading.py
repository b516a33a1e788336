"""What others read of the planner: scenarios and their moves, the efforts, and what each step brings."""

from collections.abc import Iterable, Iterator
from typing import Any

from assessments.answersheet import assessment_answers
from assessments.models import Assessment
from assessments.moves import Answers, Move
from frameworks.definition import FrameworkDefinition
from planner.efforts import Efforts, default_efforts
from planner.models import EffortEstimate, Scenario
from planner.moving import can_move
from planner.steps import Step, all_steps


def scenarios_of(assessment: Assessment) -> list[Scenario]:
    """The scenarios of the assessment, the first one saved first; one query."""
    return list(Scenario.objects.filter(assessment=assessment.pk).with_people())


def moves_of(scenario: Scenario, definition: FrameworkDefinition, answers: Answers) -> tuple[Move, ...]:
    """Its moves that still have a place: in this version of the framework, and among the answers that apply."""
    return tuple(move for move in stored_moves(scenario.moves) if can_move(definition, answers, move))


def step_points(assessment: Assessment, definition: FrameworkDefinition) -> tuple[Step, ...]:
    """What every next step of the assessment would bring, by its own efforts; two queries."""
    answers = assessment_answers(assessment.answers.all())
    return all_steps(definition, answers, efforts_of(assessment, definition))


def efforts_of(assessment: Assessment, definition: FrameworkDefinition) -> Efforts:
    """The efforts that the assessment's manager has set, and the default rule's wherever nothing was; one query."""
    estimate = EffortEstimate.objects.filter(assessment=assessment.pk).first()
    return estimated(estimate, definition)


def estimated(estimate: EffortEstimate | None, definition: FrameworkDefinition) -> Efforts:
    """The efforts of a stored estimate; what the framework version does not know is left out."""
    usual = default_efforts(definition)
    if estimate is None:
        return usual
    return Efforts(
        {value: estimate.ratings.get(str(value), tenths) for value, tenths in usual.ratings.items()},
        {code: estimate.objectives.get(code, tenths) for code, tenths in usual.objectives.items()},
        {code: factor for code, factor in estimate.factors.items() if code in definition.dimension_by_element},
    )


def stored_moves(moves: Iterable[Any]) -> Iterator[Move]:
    """Moves from the JSON of a scenario."""
    return (Move(*move) for move in moves)


def moves_to_json(moves: Iterable[Move]) -> list[list[str]]:
    """Moves as a scenario stores them."""
    return [[move.element, move.item, move.value] for move in moves]
