"""What each next step would bring: for every answer the next one up, and for every element the next level.

Pure functions; each figure is the difference of two results of the scoring module, printed as it prints.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from assessments.items import Item
from assessments.moves import Answers, Move, moved
from assessments.results import ElementScore, Result
from assessments.scoring import ElementAnswers, half_up, roll_up, score, score_element
from frameworks.definition import Element, FrameworkDefinition, Level
from planner.efforts import TENTHS, Efforts
from planner.options import rising_options
from planner.places import Place, places_of

Kind = Literal["indicator", "objective", "element"]
UNANSWERED: Final = ElementAnswers()


@dataclass(frozen=True)
class Step:
    """One step: one answer one rung up, or a whole element one level up by its cheapest way.

    ``points`` is what the total gains, ``own_points`` what the element does; they differ only on a ladder. ``effort``
    is in tenths of a person-day. ``now`` and ``then`` are values as an answer stores them (``now`` is empty where
    nothing is answered); of an element they are the numbers of its levels.
    """

    element: str
    kind: Kind
    item: str
    now: str
    then: str
    moves: tuple[Move, ...]
    effort: int
    points: Decimal
    own_points: Decimal

    @property
    def per_day(self) -> Decimal:
        """Points of the total for one person-day, half up to 2 decimals."""
        return half_up(self.rate, 2)

    @property
    def rate(self) -> Fraction:
        """The same, exactly: what steps are put in order by."""
        return Fraction(self.points) * TENTHS / self.effort


@dataclass(frozen=True)
class _Today:
    """What all steps start from."""

    definition: FrameworkDefinition
    answers: Answers
    efforts: Efforts
    result: Result

    def of(self, element: Element) -> ElementAnswers:
        """What is answered in the element."""
        return self.answers.get(element.code, UNANSWERED)

    def gained(self, after: ElementScore) -> tuple[Decimal, Decimal]:
        """What the total and the element gain where the element has this score."""
        own = after.points - self.result.elements[after.code].points
        if self.definition.ladder is None:
            return own, own
        scores: Mapping[str, ElementScore] = {**self.result.elements, **self.result.enablers, after.code: after}
        return roll_up(self.definition, scores).total.points - self.result.total.points, own


def all_steps(definition: FrameworkDefinition, answers: Answers, efforts: Efforts) -> tuple[Step, ...]:
    """Every step that is left, element by element; of each first the whole element, then its answers.

    Enablers add no points, and have none. What is excluded or not applicable has none either.
    """
    today = _Today(definition, answers, efforts, score(definition, answers))
    return tuple(step for element in definition.elements for step in _steps(today, element))


def cheapest_first(steps: Iterable[Step]) -> list[Step]:
    """The steps by points for a day, the most first; of two alike the one with more points, then as they stand."""
    return sorted(steps, key=lambda step: (-step.rate, -step.points))


def _steps(today: _Today, element: Element) -> Iterator[Step]:
    places = places_of(today.definition, element, today.of(element), today.efforts)
    if places:
        yield from _level_up(today, element)
        yield from (_next_answer(today, element, place) for place in places if place.above)


def _next_answer(today: _Today, element: Element, place: Place) -> Step:
    rung = place.above[0]
    moves = (place.move_to(rung),)
    after = moved(today.definition, {element.code: today.of(element)}, moves)[element.code]
    points, own = today.gained(score_element(today.definition, element, after))
    kind: Kind = "objective" if place.item == Item.OBJECTIVE else "indicator"
    now = place.now.value if place.answered else ""
    return Step(element.code, kind, place.item, now, rung.value, moves, rung.effort, points, own)


def _level_up(today: _Today, element: Element) -> Iterator[Step]:
    """The cheapest way to a higher level, where there is one."""
    now = _number(today.result.elements[element.code].level)
    for option in rising_options(today.definition, element, today.of(element), today.efforts):
        if _number(option.score.level) > now:
            points, own = today.gained(option.score)
            then = str(_number(option.score.level))
            yield Step(element.code, "element", "", str(now), then, option.moves, option.effort, points, own)
            return


def _number(level: Level | None) -> int:
    return -1 if level is None else level.number
