"""Everything that one element could become: for each effort the most points, exactly. Pure functions.

The answers of an element are combined one after another, and of two combinations that are worth the same only the
cheaper is kept, of two that cost the same only the better. That loses nothing, for the points of an element rise with
the worth of its answers; the points themselves are the scoring module's, printed and rounded as its rules say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import lcm

from assessments.items import Item
from assessments.moves import Move, moved
from assessments.results import ElementScore
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score_element
from frameworks.definition import Element, FrameworkDefinition
from planner.efforts import Efforts
from planner.places import Place, places_of

Combined = tuple[int, tuple[Move, ...]]
"""Tenths of a day, and the moves."""
Way = tuple[int, int, tuple[Move, ...]]
"""What an answer is worth, the tenths of a day up to it, and the move; without one, staying."""


@dataclass(frozen=True)
class Option:
    """What an element could be: its score with the moves made, and the tenths of a day that they take."""

    effort: int
    score: ElementScore
    moves: tuple[Move, ...]

    @cached_property
    def cents(self) -> int:
        """Its printed points in hundredths."""
        return int(self.score.points * 100)


def options_of(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, efforts: Efforts
) -> tuple[Option, ...]:
    """The options of the element, the first to stay as it is, each next one dearer and with more points."""
    return tuple(rising_options(definition, element, answers, efforts))


def rising_options(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, efforts: Efforts
) -> Iterator[Option]:
    """The same one after another, for who needs the first few: each is scored as it is asked for."""
    worths: Mapping[int, Combined] = {0: (0, ())}
    for ways in _ways(definition, element, answers, places_of(definition, element, answers, efforts)):
        worths = _without_waste(_combined(worths, ways))
    highest = -1
    for worth in sorted(worths):
        option = _option(definition, element, answers, *worths[worth])
        if option.cents > highest:  # rounding can print two of them alike
            highest = option.cents
            yield option


def _ways(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, places: Sequence[Place]
) -> Iterator[list[Way]]:
    """For each place staying and each answer above; worths are whole numbers over what divides them all."""
    weights = [_weight(definition, element, answers, place) for place in places]
    worths = [
        [weight * Fraction(rung.percent) for rung in (place.now, *place.above)]
        for weight, place in zip(weights, places, strict=True)
    ]
    whole = lcm(*(worth.denominator for each in worths for worth in each))
    for place, each in zip(places, worths, strict=True):
        efforts = accumulate((rung.effort for rung in place.above), initial=0)
        moves: list[tuple[Move, ...]] = [(), *((place.move_to(rung),) for rung in place.above)]
        yield list(zip((int(worth * whole) for worth in each), efforts, moves, strict=True))


def _weight(definition: FrameworkDefinition, element: Element, answers: ElementAnswers, place: Place) -> Fraction:
    """What one percent of this answer is worth beside the element's other answers."""
    if place.item == Item.OBJECTIVE:
        return Fraction(definition.objective_share)
    rated = (one.weight for one in element.indicators if answers.indicators.get(one.number) != NOT_APPLICABLE)
    own = element.indicator_by_number[int(place.item)].weight
    return Fraction(definition.indicators_share) * Fraction(own) / Fraction(sum(rated, Decimal(0)))


def _combined(worths: Mapping[int, Combined], ways: Iterable[Way]) -> dict[int, Combined]:
    """Every combination so far with every way on; the cheapest of those worth the same."""
    combined: dict[int, Combined] = {}
    for gain, cost, move in ways:
        for worth, (spent, moves) in worths.items():
            known = combined.get(worth + gain)
            if known is None or spent + cost < known[0]:
                combined[worth + gain] = spent + cost, (*moves, *move)
    return combined


def _without_waste(worths: Mapping[int, Combined]) -> dict[int, Combined]:
    """Those than which nothing worth as much or more is as cheap or cheaper."""
    kept: dict[int, Combined] = {}
    cheapest: int | None = None
    for worth in sorted(worths, reverse=True):
        effort = worths[worth][0]
        if cheapest is None or effort < cheapest:
            kept[worth] = worths[worth]
            cheapest = effort
    return kept


def _option(
    definition: FrameworkDefinition, element: Element, answers: ElementAnswers, effort: int, moves: tuple[Move, ...]
) -> Option:
    after = moved(definition, {element.code: answers}, moves)[element.code]
    return Option(effort, score_element(definition, element, after), moves)
