"""How well a team agrees beyond chance: Krippendorff's alpha for ordered answers, with a confidence interval.

The coefficient is computed in exact fractions from K. Krippendorff, “Computing Krippendorff’s Alpha-Reliability”
(2011). Why not by a library: ``docs/decisions/0007-alpha-of-our-own.md``; the tests hold it against one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, combinations
from random import Random
from typing import Final

Unit = tuple[int, ...]
"""How many gave each step of the scale to one question, the lowest step first."""

RESAMPLES: Final = 1000
SEED: Final = 2011
FEW: Final = 30  # questions, under which a coefficient says little whatever its value


@dataclass(frozen=True)
class Reliability:
    """Krippendorff's alpha of a team; ``low`` and ``high`` bound its 95 % confidence interval.

    ``alpha`` is None where it has no value: without a question that two have answered, or where everybody gave the
    same answer to every question, so that there was nothing to agree or disagree on. ``units`` counts the questions
    that at least two have answered.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int

    @property
    def is_little(self) -> bool:
        """Whether there are too few questions to say much."""
        return self.units < FEW


def reliability(units: Iterable[Unit]) -> Reliability:
    """Alpha with its interval: neither the order of the assessors nor that of the questions changes it."""
    return _reliability(tuple(sorted(unit for unit in units if sum(unit) > 1)))


def alpha(units: Iterable[Unit]) -> Fraction | None:
    """Krippendorff's alpha, ordinal: 1 − observed ÷ expected disagreement; None where nothing could differ."""
    pairable = [unit for unit in units if sum(unit) > 1]
    totals: list[int] = [sum(column) for column in zip(*pairable, strict=True)]
    distances = _distances(totals)
    expected = sum(totals[low] * totals[high] * distance for (low, high), distance in distances.items())
    if not expected:
        return None
    observed = sum(
        Fraction(unit[low] * unit[high], sum(unit) - 1) * distance
        for unit in pairable
        for (low, high), distance in distances.items()
    )
    return Fraction(1) - (sum(totals) - 1) * Fraction(observed) / expected


def _distances(totals: Sequence[int]) -> dict[tuple[int, int], int]:
    """Four times the squared distance of two steps: how many answers lie from one to the other, their own half."""
    up_to = list(accumulate(totals, initial=0))
    return {
        (low, high): (up_to[high + 1] + up_to[high] - up_to[low + 1] - up_to[low]) ** 2
        for low, high in combinations(range(len(totals)), 2)
    }


@lru_cache(maxsize=64)
def _reliability(units: tuple[Unit, ...]) -> Reliability:
    """The interval is that of a bootstrap over the questions, always with the same draws: same answers, same figure."""
    point = alpha(units)
    if point is None:
        return Reliability(None, None, None, len(units))
    kinds = list(Counter(units))
    weights = list(accumulate(Counter(units).values()))
    draw = Random(SEED)  # noqa: S311 - a sample, no secret
    drawn = (Counter(draw.choices(range(len(kinds)), cum_weights=weights, k=len(units))) for _ in range(RESAMPLES))
    found = sorted(value for value in (_rough_alpha(kinds, sample) for sample in drawn) if value is not None)
    if not found:
        return Reliability(float(point), None, None, len(units))
    return Reliability(float(point), _percentile(found, 0.025), _percentile(found, 0.975), len(units))


def _rough_alpha(kinds: Sequence[Unit], sample: Counter[int]) -> float | None:
    """The same in floating point, of questions of these kinds, each so many times: quick enough to do it often."""
    totals = [0] * len(kinds[0])
    pairs: dict[tuple[int, int], float] = {}
    for kind, times in sample.items():
        for pair, amount in _pairs(kinds[kind]):
            pairs[pair] = pairs.get(pair, 0.0) + times * amount
        for step, count in enumerate(kinds[kind]):
            totals[step] += times * count
    distances = _distances(totals)
    expected = sum(totals[low] * totals[high] * distance for (low, high), distance in distances.items())
    if not expected:
        return None
    observed = sum(amount * distances[pair] for pair, amount in pairs.items())
    return 1 - (sum(totals) - 1) * observed / expected


@lru_cache(maxsize=4096)
def _pairs(unit: Unit) -> tuple[tuple[tuple[int, int], float], ...]:
    """How often each two different steps stand beside each other in one question."""
    given = [step for step, count in enumerate(unit) if count]
    return tuple(((low, high), unit[low] * unit[high] / (sum(unit) - 1)) for low, high in combinations(given, 2))


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]
