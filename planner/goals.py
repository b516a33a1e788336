"""What is to be reached, as least points: a total, or a level with what its gates ask. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from assessments.results import ElementScore, GroupScore, Result
from frameworks.definition import FrameworkDefinition, Gate

HUNDRED: Final = 100
HALF_A_TENTH: Final = Fraction(1, 20)


@dataclass(frozen=True)
class Goal:
    """The least points, in hundredths, of the total and of what gates look at, by code."""

    total: int
    categories: Mapping[str, int] = field(default_factory=dict)
    dimensions: Mapping[str, int] = field(default_factory=dict)
    elements: Mapping[str, int] = field(default_factory=dict)

    def is_reached_by(self, result: Result) -> bool:
        """Whether a result has all these points."""
        scores = [(self.categories, result.categories), (self.dimensions, result.dimensions)]
        bars = [(bar, groups[code].points) for goals, groups in scores for code, bar in goals.items()]
        bars += [(bar, result.elements[code].points) for code, bar in self.elements.items()]
        return all(points * HUNDRED >= bar for bar, points in [(self.total, result.total.points), *bars])


def total_goal(points: Decimal) -> Goal:
    """At least so many points in all."""
    return Goal(ceil(Fraction(points) * HUNDRED))


def level_goal(definition: FrameworkDefinition, today: Result, number: int) -> Goal:
    """The maturity level with this number, or a higher one: its percentage, and every gate up to it open (rule 12).

    ``today`` says what is in scope: what is excluded is no bar. Raises ``StopIteration`` for no level of the framework.
    """
    level = next(each for each in definition.levels if each.number == number)
    gates = [gate for gate in definition.gates if gate.level <= number]
    return Goal(
        least_cents(level.from_percent, today.total.maximum),
        categories=_bars(gates, "category", today.categories),
        dimensions=_bars(gates, "dimension", today.dimensions),
        elements=_bars(gates, "element", today.elements),
    )


def least_cents(percent: Decimal, maximum: Decimal) -> int:
    """The fewest hundredths of points whose printed percentage of the maximum reaches this one.

    A percentage is printed half up to 1 decimal (rule 5), so half a tenth less is enough; a bar with more decimals is
    reached by the next tenth.
    """
    tenth = Fraction(ceil(Fraction(percent) * 10), 10)
    return max(0, ceil((tenth - HALF_A_TENTH) * Fraction(maximum)))


def _bars(
    gates: list[Gate], scope: str, scores: Mapping[str, ElementScore] | Mapping[str, GroupScore]
) -> dict[str, int]:
    """The highest bar of each code that one of the gates looks at, where anything of it is in scope."""
    bars: dict[str, int] = {}
    for gate in gates:
        for code, score in scores.items():
            if gate.scope == scope and (not gate.codes or code in gate.codes) and score.maximum:
                bars[code] = max(bars.get(code, 0), least_cents(gate.at_least, score.maximum))
    return bars
