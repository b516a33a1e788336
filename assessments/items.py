"""What an answer can be about, and an answer as a plain value; known without the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from assessments.scoring import has_objective
from frameworks.definition import Element, FrameworkDefinition

Place = tuple[str, str]
"""Where an answer stands: the code of its element, and its item."""

CONFIDENCE_GRADES: Final = ("stated", "documented", "verified")
"""How well an element's answers are supported, the weakest first; empty for not at all."""

EXCLUDED: Final[Literal["excluded"]] = "excluded"
LONGEST_TEXT: Final = 10_000


class Item:
    """What an answer can be about, beside an indicator, whose item is its number (``"1"``, ``"2"`` ...)."""

    OBJECTIVE = "objective"
    COMMENT = "comment"
    SCOPE = "scope"
    CONFIDENCE = "confidence"


class AnswerLike(Protocol):
    """What a stored answer and a plain one have in common."""

    @property
    def element(self) -> str:
        """The code of the element."""

    @property
    def item(self) -> str:
        """What of the element it is about."""

    @property
    def value(self) -> str:
        """The answer; empty while not answered."""

    @property
    def reason(self) -> str:
        """The reason, or the note."""


@dataclass(frozen=True)
class PlainAnswer:
    """One answer as a value, with all that its row says but who gave it when."""

    element: str
    item: str
    value: str = ""
    reason: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.element, self.item

    @property
    def is_given(self) -> bool:
        """Whether somebody said anything here, be it a note alone."""
        return bool(self.value or self.reason)


def plain_answers(definition: FrameworkDefinition, rows: Iterable[AnswerLike]) -> tuple[PlainAnswer, ...]:
    """An answer for every place of the framework version, in its order; what has no place in it is left out."""
    known = {(row.element, row.item): row for row in rows}
    return tuple(
        PlainAnswer(*place, known[place].value, known[place].reason) if place in known else PlainAnswer(*place)
        for place in places(definition)
    )


def places(definition: FrameworkDefinition) -> Iterator[Place]:
    """Every place for an answer, element by element."""
    for element in definition.walk():
        for item in items_of(definition, element):
            yield element.code, item


def items_of(definition: FrameworkDefinition, element: Element) -> Iterator[str]:
    """The items of an element: its indicators, and what else can be said about it."""
    yield from (str(indicator.number) for indicator in element.indicators)
    if has_objective(definition, element):
        yield Item.OBJECTIVE
    if element.code in definition.dimension_by_element:
        yield Item.SCOPE
    yield Item.CONFIDENCE
    yield Item.COMMENT


def text_of(element: Element, item: str) -> str:
    """The sentence that is judged: an indicator's or the objective's; empty for what is free text."""
    if item.isdecimal():
        return element.indicator_by_number[int(item)].text
    return element.objective if item == Item.OBJECTIVE else ""
