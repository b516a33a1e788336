"""What a step costs: person-days from answer to answer, and the rule that estimates them. Pure functions.

Effort is counted in whole tenths of a person-day, so that what is printed is what is added up and compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final

from frameworks.definition import FrameworkDefinition, ObjectiveAnswer

TENTHS: Final = 10
LEAST: Final = 1
USUAL: Final = 100
INDICATOR_DAYS: Final = 32
"""Person-days that one indicator takes from the bottom of its scale to the top."""
OBJECTIVE_DAYS: Final = 96
"""The same of an objective: it is worth about three indicators, and all that they ask for has to work together."""
HUNDRED: Final = 100


@dataclass(frozen=True)
class Efforts:
    """Tenths of a person-day for the step *up to* each rating and objective answer, and by element a factor in percent.

    The lowest answer of a scale has no step. An element without a factor has 100.
    """

    ratings: Mapping[int, int]
    objectives: Mapping[str, int]
    factors: Mapping[str, int] = field(default_factory=dict)

    def in_element(self, element: str, tenths: int) -> int:
        """What a step of so many tenths takes in this element: rounded half up, and never nothing."""
        return max(LEAST, _half_up(Fraction(tenths * self.factors.get(element, USUAL), USUAL)))


def default_efforts(definition: FrameworkDefinition) -> Efforts:
    """The estimate that nobody has changed: the way grows with the square of what is reached.

    To reach p percent of a scale takes p² ÷ 100² of the days of the whole way, so the rule fits a scale of any length
    and makes the higher steps the dearer ones; ``docs/planner.md`` says why.
    """
    ratings = [(rating.value, rating.percent) for rating in definition.ratings]
    objectives = [(answer.code, answer.percent) for answer in objective_scale(definition)]
    return Efforts(ratings=_climb(ratings, INDICATOR_DAYS), objectives=_climb(objectives, OBJECTIVE_DAYS))


def objective_scale(definition: FrameworkDefinition) -> tuple[ObjectiveAnswer, ...]:
    """The answers to an objective from the lowest up; content may list them in any order."""
    return tuple(sorted(definition.objective_answers, key=lambda answer: answer.percent))


def in_days(tenths: int) -> Decimal:
    """Tenths of a day as person-days with one decimal."""
    return Decimal(tenths).scaleb(-1)


def in_tenths(days: Decimal) -> int:
    """Person-days as whole tenths; what is beyond one decimal is cut, so that a budget is never stretched."""
    return floor(days * TENTHS)


def _climb[Key](scale: Sequence[tuple[Key, Decimal]], days: int) -> dict[Key, int]:
    tenths = Fraction(days * TENTHS, HUNDRED * HUNDRED)
    return {
        key: max(LEAST, _half_up((Fraction(upper) ** 2 - Fraction(lower) ** 2) * tenths))
        for (_, lower), (key, upper) in pairwise(scale)
    }


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))
