"""What a result would be if some answers were others: a target, a plan, a what-if. Pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessments.items import Item
from assessments.results import Result
from assessments.scoring import NOT_APPLICABLE, AnswersError, ElementAnswers, IndicatorAnswer, score
from frameworks.definition import FrameworkDefinition

Answers = Mapping[str, ElementAnswers]


@dataclass(frozen=True)
class Move:
    """One answer that would be another: ``item`` is an indicator's number or ``Item.OBJECTIVE``.

    ``value`` is as an answer stores it: a rating, ``n/a``, or the code of an objective answer.
    """

    element: str
    item: str
    value: str


def moved(definition: FrameworkDefinition, answers: Answers, moves: Iterable[Move]) -> dict[str, ElementAnswers]:
    """The answers by element code with those of the moves in their places, the last one where two touch one place.

    An element that is excluded stays so. Raises ``AnswersError`` for a place or a value that the framework has not.
    """
    changed = dict(answers)
    for move in moves:
        if move.element not in definition.element_by_code:
            raise AnswersError(f"unknown elements: {move.element}")
        changed[move.element] = _with(changed.get(move.element, ElementAnswers()), move)
    return changed


def projected(definition: FrameworkDefinition, answers: Answers, moves: Iterable[Move]) -> Result:
    """The whole result with the moves made, by the one scoring module; raises ``AnswersError`` as ``moved``."""
    return score(definition, moved(definition, answers, moves))


def _with(answers: ElementAnswers, move: Move) -> ElementAnswers:
    if move.item == Item.OBJECTIVE:
        return replace(answers, objective=move.value or None)
    if not move.item.isdecimal():
        raise AnswersError(f"{move.element}/{move.item}: only indicators and objectives are scored")
    if move.value != NOT_APPLICABLE and not move.value.isdecimal():
        raise AnswersError(f"{move.element}/{move.item}: {move.value} is not on the rating scale")
    value: IndicatorAnswer = NOT_APPLICABLE if move.value == NOT_APPLICABLE else int(move.value)
    return replace(answers, indicators={**answers.indicators, int(move.item): value})
