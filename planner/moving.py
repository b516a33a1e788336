"""Moves as a page sends them, and which of them there can be. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from assessments.items import Item
from assessments.moves import Answers, Move
from assessments.scoring import NOT_APPLICABLE, has_objective
from frameworks.definition import FrameworkDefinition
from planner.efforts import Efforts
from planner.places import places_of
from planner.steps import UNANSWERED

BETWEEN: Final = "~"
MOST: Final = 5_000


class FalseMoveError(ValueError):
    """Something that was sent is no move that there can be here."""


def refuse_false_moves(definition: FrameworkDefinition, answers: Answers, moves: Sequence[Move]) -> None:
    """Raise FalseMoveError for a place or a value that the framework has not, and for what ``can_move`` leaves out."""
    if len(moves) > MOST:
        raise FalseMoveError(str(len(moves)))
    for move in moves:
        if not can_move(definition, answers, move):
            raise FalseMoveError(as_text(move))


def can_move(definition: FrameworkDefinition, answers: Answers, move: Move) -> bool:
    """Whether the move is valid, and its place neither excluded nor not applicable: as a plan says it, too."""
    if not is_valid(definition, move):
        return False
    given = answers.get(move.element, UNANSWERED)
    applies = move.item == Item.OBJECTIVE or given.indicators.get(int(move.item)) != NOT_APPLICABLE
    return applies and not given.excluded


def is_valid(definition: FrameworkDefinition, move: Move) -> bool:
    """Whether this version of the framework scores the place, and has the value on its scale."""
    if move.element not in definition.dimension_by_element:
        return False
    element = definition.element_by_code[move.element]
    if move.item == Item.OBJECTIVE:
        return has_objective(definition, element) and move.value in definition.objective_answer_by_code
    numbers = {str(indicator.number) for indicator in element.indicators}
    return move.item in numbers and move.value in {str(rating.value) for rating in definition.ratings}


def effort_of_moves(definition: FrameworkDefinition, answers: Answers, efforts: Efforts, moves: Iterable[Move]) -> int:
    """Tenths of a person-day for all the moves up; a move down, or to where an answer stands, takes none."""
    wanted = {(move.element, move.item): move.value for move in moves}
    codes = {code for code, _ in wanted}
    return sum(
        place.effort_to(wanted[place.element, place.item])
        for code in definition.element_by_code
        if code in codes
        for place in places_of(definition, definition.element_by_code[code], answers.get(code, UNANSWERED), efforts)
        if wanted.get((place.element, place.item)) in [rung.value for rung in place.rungs]
    )


def as_text(move: Move) -> str:
    """A move as an address or a hidden field carries it: ``D1.1~2~4``."""
    return BETWEEN.join((move.element, move.item, move.value))


def moves_from(texts: Iterable[str]) -> tuple[Move, ...]:
    """Moves from such texts; raises FalseMoveError."""
    parts = [text.split(BETWEEN) for text in texts]
    if any(len(each) != 3 for each in parts):
        raise FalseMoveError("a move has an element, an item and a value")
    return tuple(Move(*each) for each in parts)


def moves_in_fields(sent: Mapping[str, str], places: Iterable[tuple[str, str]]) -> tuple[Move, ...]:
    """Moves from a form with a field for each place; what stays as it is, is empty."""
    given = ((element, item, sent.get(field_name(element, item), "")) for element, item in places)
    return tuple(Move(element, item, value) for element, item, value in given if value)


def field_name(element: str, item: str) -> str:
    """The field of a place in the what-if form."""
    return f"move{BETWEEN}{element}{BETWEEN}{item}"
