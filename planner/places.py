"""The answers of an element that can rise, each with its scale and where it stands. Pure functions.

What is not applicable, and all of an element that is excluded, has no way up. A question that is not answered stands
where the lowest answer stands: scoring gives both nothing, and somebody starts from the bottom.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessments.items import Item
from assessments.moves import Move
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, has_objective
from frameworks.definition import Element, FrameworkDefinition
from planner.efforts import Efforts, objective_scale


@dataclass(frozen=True)
class Rung:
    """One answer of a scale: as it is stored, its worth in percent, and the tenths of a day of the step up to it."""

    value: str
    percent: Decimal
    effort: int


@dataclass(frozen=True)
class Place:
    """One answer that can rise: the rungs of its scale from the lowest, and on which it stands (0: not answered)."""

    element: str
    item: str
    rungs: tuple[Rung, ...]
    at: int
    answered: bool

    @property
    def now(self) -> Rung:
        """The rung on which it stands, or would if it were answered as low as it counts."""
        return self.rungs[self.at]

    @property
    def above(self) -> tuple[Rung, ...]:
        """The rungs above."""
        return self.rungs[self.at + 1 :]

    def effort_to(self, value: str) -> int:
        """Tenths of a day from where it stands up to this answer: every step between; nothing for one not above."""
        to = next(number for number, rung in enumerate(self.rungs) if rung.value == value)
        return sum(rung.effort for rung in self.rungs[self.at + 1 : to + 1])

    def move_to(self, rung: Rung) -> Move:
        """The move that answers this instead."""
        return Move(self.element, self.item, rung.value)


def places_of(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, efforts: Efforts
) -> tuple[Place, ...]:
    """The places of the element, its indicators first; none where it is excluded, or adds no points (an enabler)."""
    if answers.excluded or element.code not in definition.dimension_by_element:
        return ()
    return tuple(_places(definition, element, answers, efforts))


def _places(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, efforts: Efforts
) -> Iterator[Place]:
    rated = [(str(one.value), one.percent, efforts.ratings.get(one.value, 0)) for one in definition.ratings]
    ratings = _rungs(rated, element, efforts)
    for indicator in element.indicators:
        answer = answers.indicators.get(indicator.number)
        if answer != NOT_APPLICABLE:
            yield _place(element, str(indicator.number), ratings, None if answer is None else str(answer))
    if has_objective(definition, element):
        scale = [(one.code, one.percent, efforts.objectives.get(one.code, 0)) for one in objective_scale(definition)]
        yield _place(element, Item.OBJECTIVE, _rungs(scale, element, efforts), answers.objective)


def _rungs(scale: list[tuple[str, Decimal, int]], element: Element, efforts: Efforts) -> tuple[Rung, ...]:
    (lowest, worth, _), *above = scale
    steps = (Rung(value, percent, efforts.in_element(element.code, tenths)) for value, percent, tenths in above)
    return (Rung(lowest, worth, 0), *steps)


def _place(element: Element, item: str, rungs: tuple[Rung, ...], answer: str | None) -> Place:
    at = next((number for number, rung in enumerate(rungs) if rung.value == answer), 0)
    return Place(element.code, item, rungs, at, answered=answer is not None)
