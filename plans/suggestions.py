"""What the guide suggests for each element's next level, with the answers that it would change. Pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessments.items import Item
from assessments.moves import Answers, Move, moved
from assessments.results import ElementScore, Result
from assessments.scoring import ElementAnswers, has_objective, score_element
from frameworks.definition import Element, FrameworkDefinition, Level, SuggestedAction
from plans.effects import rising


@dataclass(frozen=True)
class Suggestion:
    """One action that the guide suggests; ``gain`` is what the element's printed points would grow by.

    ``code`` is its place in the guide: element, level and number, such as ``D2.6:3:1``.
    """

    code: str
    element: Element
    score: ElementScore
    level: Level
    action: SuggestedAction
    moves: tuple[Move, ...]
    gain: Decimal


def suggestions(definition: FrameworkDefinition, answers: Answers, result: Result) -> tuple[Suggestion, ...]:
    """What is suggested for the next level of each element that has one, in the framework's order."""
    return tuple(
        suggestion
        for element in definition.walk()
        for suggestion in _of_element(definition, answers, element, {**result.elements, **result.enablers})
    )


def next_level(definition: FrameworkDefinition, level: Level | None) -> Level | None:
    """The level above this one; None above the highest, and where there is none because all is left out."""
    above = [one for one in definition.levels if level is not None and one.number > level.number]
    return min(above, key=lambda one: one.number, default=None)


def raising(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, level: Level
) -> tuple[Move, ...]:
    """The moves that bring the element to the level: each rating below it to the lowest one that is worth the level.

    The objective is raised only where the ratings alone do not reach it.
    """
    rating = min((one for one in definition.ratings if one.percent >= level.from_percent), key=_percent, default=None)
    if rating is None:
        return ()
    wanted = [Move(element.code, str(one.number), str(rating.value)) for one in element.indicators]
    moves = rising(definition, {element.code: answers}, wanted)
    reached = score_element(definition, element, moved(definition, {element.code: answers}, moves)[element.code])
    if not has_objective(definition, element) or (reached.level and reached.level.number >= level.number):
        return moves
    scale = (one for one in definition.objective_answers if one.percent >= level.from_percent)
    objective = min(scale, key=_percent, default=None)
    more = [Move(element.code, Item.OBJECTIVE, objective.code)] if objective else []
    return rising(definition, {element.code: answers}, [*moves, *more])


def _percent(one: object) -> Decimal:
    percent: Decimal = one.percent  # type: ignore[attr-defined]  # a rating's or an objective answer's
    return percent


def _of_element(
    definition: FrameworkDefinition, answers: Answers, element: Element, scores: dict[str, ElementScore]
) -> Iterator[Suggestion]:
    score = scores[element.code]
    level = next_level(definition, score.level)
    offered = element.guide.actions_for(level.number) if level else ()
    if level is None or not offered:
        return
    given = answers.get(element.code, ElementAnswers())
    moves = raising(definition, element, given, level)
    after = score_element(definition, element, moved(definition, {element.code: given}, moves)[element.code])
    for number, action in enumerate(offered, start=1):
        code = f"{element.code}:{level.number}:{number}"
        yield Suggestion(code, element, score, level, action, moves, after.points - score.points)
