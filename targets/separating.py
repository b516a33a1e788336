"""What stands between an element and its target: the guide's levels on the way, and the answers that are too low."""

from dataclasses import dataclass

from assessments.scoring import NOT_APPLICABLE, ElementAnswers, has_objective
from frameworks.definition import Element, FrameworkDefinition, Level
from targets.goals import Goal


@dataclass(frozen=True)
class Seen:
    """A level with what the guide says is seen there."""

    level: Level
    text: str
    is_here: bool


@dataclass(frozen=True)
class TooLow:
    """An answer that is worth less than the target; ``number`` is 0 for the objective, ``said`` empty for no answer."""

    number: int
    text: str
    said: str


def levels_on_the_way(
    definition: FrameworkDefinition, element: Element, here: Level | None, goal: Goal
) -> tuple[Seen, ...]:
    """The levels that the guide describes, from where the element stands up to its target."""
    if definition.ladder is not None or here is None or goal.level is None or not goal.gap:
        return ()
    way = [level for level in definition.levels if here.number <= level.number <= goal.level.number]
    described = [(level, element.guide.at(level.number)) for level in way]
    return tuple(Seen(level, text, level == here) for level, text in described if text)


def too_low(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, goal: Goal
) -> tuple[TooLow, ...]:
    """The answers that are worth less, in percent, than what is wanted of the whole element."""
    if goal.percent is None or not goal.gap:
        return ()
    found = []
    for indicator in element.indicators:
        rating = answers.indicators.get(indicator.number)
        step = definition.rating_by_value[rating] if isinstance(rating, int) else None
        if rating != NOT_APPLICABLE and (step is None or step.percent < goal.percent):
            found.append(TooLow(indicator.number, indicator.text, step.title if step else ""))
    return (*found, *_objective(definition, element, answers, goal))


def _objective(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, goal: Goal
) -> tuple[TooLow, ...]:
    if not has_objective(definition, element) or goal.percent is None:
        return ()
    said = definition.objective_answer_by_code[answers.objective] if answers.objective else None
    if said is not None and said.percent >= goal.percent:
        return ()
    return (TooLow(0, element.objective, said.title if said else ""),)
