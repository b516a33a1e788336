"""The answers that an action changes, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.item_words import item_title
from assessments.items import text_of
from assessments.moves import Answers, Move
from frameworks.definition import Element, FrameworkDefinition
from plans.choices import now_words, value_words
from plans.effects import has_place, rising


@dataclass(frozen=True)
class ChangeLine:
    """One answer: where it stands, its sentence, what it is now and what it is to become.

    ``is_open`` says whether anything is left to be raised; ``element`` is None where the framework has no such place.
    """

    code: str
    element: Element | None
    item: str
    text: str
    now: str
    then: str
    is_open: bool


def change_lines(definition: FrameworkDefinition, answers: Answers, moves: Iterable[Move]) -> list[ChangeLine]:
    """A line for each move, in the framework's order; what has no place any more comes last."""
    order = {element.code: place for place, element in enumerate(definition.walk())}
    moves = sorted(moves, key=lambda move: (order.get(move.element, len(order)), _number(move.item)))
    left = set(rising(definition, answers, moves))
    return [_line(definition, answers, move, is_open=move in left) for move in moves]


def move_words(definition: FrameworkDefinition, move: Move) -> str:
    """A move in a few words: ``D2.1, Indicator 1: 3 Defined``."""
    return f"{move.element}, {item_title(move.item)}: {value_words(definition, move.item, move.value)}"


def _line(definition: FrameworkDefinition, answers: Answers, move: Move, *, is_open: bool) -> ChangeLine:
    title, then = item_title(move.item), value_words(definition, move.item, move.value)
    if not has_place(definition, move):
        return ChangeLine(move.element, None, title, "", "", then, is_open=False)
    element = definition.element_by_code[move.element]
    now = now_words(definition, answers, move.element, move.item)
    return ChangeLine(element.code, element, title, text_of(element, move.item), now, then, is_open)


def _number(item: str) -> int:
    return int(item) if item.isdecimal() else 1_000
