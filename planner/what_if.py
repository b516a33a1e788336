"""The what-if form: every answer that could be another, with its scale and the move that was chosen. Plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.items import text_of
from assessments.moves import Move
from frameworks.definition import Dimension, Element
from planner.moving import field_name
from planner.outlook import Starting
from planner.places import Place, places_of
from planner.steps import UNANSWERED
from planner.words import answer_words


@dataclass(frozen=True)
class Choice:
    """One answer that a question could have."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One question with its answers; ``is_moved`` where another than today's is chosen."""

    field: str
    item: str
    text: str
    now: str
    choices: tuple[Choice, ...]

    @property
    def is_moved(self) -> bool:
        """Whether another answer than today's is chosen."""
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Sheet:
    """An element and its questions."""

    element: Element
    questions: tuple[Question, ...]

    @property
    def moved(self) -> int:
        """How many of them are moved."""
        return sum(question.is_moved for question in self.questions)


@dataclass(frozen=True)
class Part:
    """A dimension and its elements that can move; ``excluded`` are those that can't."""

    dimension: Dimension
    sheets: tuple[Sheet, ...]
    excluded: tuple[Element, ...]

    @property
    def moved(self) -> int:
        """How many answers of it are moved."""
        return sum(sheet.moved for sheet in self.sheets)


def parts_of(starting: Starting, moves: Iterable[Move]) -> list[Part]:
    """The whole form with these moves chosen."""
    chosen = {(move.element, move.item): move.value for move in moves}
    return [_part(starting, dimension, chosen) for dimension in starting.definition.dimensions]


def _part(starting: Starting, dimension: Dimension, chosen: Mapping[tuple[str, str], str]) -> Part:
    answers = {element.code: starting.answers.get(element.code, UNANSWERED) for element in dimension.elements}
    return Part(
        dimension,
        tuple(_sheet(starting, one, chosen) for one in dimension.elements if not answers[one.code].excluded),
        tuple(one for one in dimension.elements if answers[one.code].excluded),
    )


def _sheet(starting: Starting, element: Element, chosen: Mapping[tuple[str, str], str]) -> Sheet:
    answers = starting.answers.get(element.code, UNANSWERED)
    places = places_of(starting.definition, element, answers, starting.efforts)
    return Sheet(element, tuple(_question(starting, element, place, chosen) for place in places))


def _question(starting: Starting, element: Element, place: Place, chosen: Mapping[tuple[str, str], str]) -> Question:
    value = chosen.get((element.code, place.item), "")
    now = place.now.value if place.answered else ""
    choices = tuple(
        Choice(rung.value, answer_words(starting.definition, place.item, rung.value), rung.value == value)
        for rung in place.rungs
        if rung.value != now
    )
    words = answer_words(starting.definition, place.item, now)
    return Question(field_name(element.code, place.item), place.item, text_of(element, place.item), words, choices)
