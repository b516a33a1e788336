"""Which of the moves of a plan still change anything. Pure functions.

A plan raises answers and never lowers one: where the answer stands as high by now, or higher, nothing is left to be
done, and of two actions that raise the same answer the higher one holds. What was called not applicable stays so, and
what the framework has no place for any more is left out.
"""

from collections.abc import Iterable
from decimal import Decimal

from assessments.items import Item
from assessments.moves import Answers, Move
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, has_objective
from frameworks.definition import FrameworkDefinition

UNANSWERED = Decimal(-1)
NOTHING = ElementAnswers()


def has_place(definition: FrameworkDefinition, move: Move) -> bool:
    """Whether the framework has this element, this item in it, and this value on its scale."""
    return worth(definition, move) is not None


def worth(definition: FrameworkDefinition, move: Move) -> Decimal | None:
    """What the value of the move is worth, in percent; None where the framework has no place for it."""
    element = definition.element_by_code.get(move.element)
    if element is None:
        return None
    if move.item == Item.OBJECTIVE:
        answer = definition.objective_answer_by_code.get(move.value)
        return answer.percent if answer and has_objective(definition, element) else None
    if not (move.item.isdecimal() and move.value.isdecimal() and int(move.item) in element.indicator_by_number):
        return None
    rating = definition.rating_by_value.get(int(move.value))
    return rating.percent if rating else None


def rising(definition: FrameworkDefinition, answers: Answers, moves: Iterable[Move]) -> tuple[Move, ...]:
    """The moves that raise an answer, one for each place: the highest, in the order in which the places come."""
    best: dict[tuple[str, str], tuple[Decimal, Move]] = {}
    for move in moves:
        value, place = worth(definition, move), (move.element, move.item)
        stands = standing(definition, answers, move)
        if value is None or stands is None:
            continue
        if value > max(stands, best[place][0] if place in best else UNANSWERED):
            best[place] = (value, move)
    return tuple(move for _value, move in best.values())


def standing(definition: FrameworkDefinition, answers: Answers, move: Move) -> Decimal | None:
    """What the answer in this place is worth now, below zero while there is none; None if it is not applicable."""
    given = answers.get(move.element, NOTHING)
    value: str | int | None = given.objective if move.item == Item.OBJECTIVE else None
    if move.item.isdecimal():
        value = given.indicators.get(int(move.item))
    if value == NOT_APPLICABLE:
        return None
    return UNANSWERED if value is None else worth(definition, Move(move.element, move.item, str(value)))
