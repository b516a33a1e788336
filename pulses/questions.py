"""What a pulse asks, in the words of its framework version and the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import hue
from frameworks.definition import Dimension, Element, FrameworkDefinition
from pulses.models import Pulse


@dataclass(frozen=True)
class Question:
    """One question: its title, what it means, and the dimension that it stands under with that one's hue."""

    code: str
    title: str
    text: str
    group: str
    hue: int


def codes_asked(definition: FrameworkDefinition, kind: str) -> list[str]:
    """The codes of what a pulse of this kind asks about, in the framework's order."""
    parts = definition.dimensions if kind == Pulse.Kind.DIMENSIONS else definition.elements
    return [part.code for part in parts]


def questions(definition: FrameworkDefinition, kind: str) -> list[Question]:
    """The questions in the framework's order."""
    return list(_walk(definition, kind))


def percents(definition: FrameworkDefinition) -> dict[str, Decimal]:
    """What each rating is worth, by its value as the counts have it."""
    return {str(rating.value): rating.percent for rating in definition.ratings}


def _walk(definition: FrameworkDefinition, kind: str) -> Iterator[Question]:
    for index, dimension in enumerate(definition.dimensions):
        if kind == Pulse.Kind.DIMENSIONS:
            yield _of_dimension(dimension, hue(index))
        else:
            yield from (_of_element(element, dimension, hue(index)) for element in dimension.elements)


def _of_dimension(dimension: Dimension, number: int) -> Question:
    return Question(dimension.code, dimension.title, dimension.question or dimension.summary, "", number)


def _of_element(element: Element, dimension: Dimension, number: int) -> Question:
    return Question(element.code, element.title, element.objective or element.definition, dimension.title, number)
