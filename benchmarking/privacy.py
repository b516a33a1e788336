"""The rules by which a benchmark's figures tell of many organisations and of none: plain functions, without Django.

``docs/benchmark.md`` gives the reason of each rule, with an example by hand. Percentages lie between 0 and 100; counts
say how many organisations stand at a value, and are all that is ever reckoned with.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

Counts = Mapping[Decimal, int]

PERCENTILES: Final = (10, 25, 50, 75, 90)
QUARTILES: Final = (25, 50, 75)
MIDDLE: Final = (50,)


@dataclass(frozen=True)
class Rules:
    """How much is held back. Only the attacker in the tests ever has other rules than these.

    ``minimum`` organisations in a group, and in whatever is left of one by taking others away (``complementary``);
    ``step`` is the width of the steps into which every score is put before anything is reckoned; each figure is a mean
    over ``stretch`` organisations in the order of their scores, and is rounded to ``rounding``; a cell is renewed once
    ``changes`` organisations' data in it are other than when it was reckoned last, each measure (``by_measure``) once
    so many of those who have it.
    """

    minimum: int = 5
    step: int = 10
    stretch: int = 3
    rounding: int = 5
    changes: int = 5
    complementary: bool = True
    by_measure: bool = True


RULES: Final = Rules()
NO_RULES: Final = Rules(minimum=1, step=0, stretch=1, rounding=0, changes=1, complementary=False, by_measure=False)


def stepped(percent: Decimal, step: int) -> Decimal:
    """The middle of the step that the percentage lies in, of 0 to under 10 and so on; 100 belongs to the last one."""
    if not step:
        return percent
    steps = 100 // step
    return Decimal(min(int(percent // step), steps - 1) * step) + Decimal(step) / 2


def counted(percents: Iterable[Decimal], rules: Rules = RULES) -> Counter[Decimal]:
    """How many organisations stand in each step; from here on no score is known any more."""
    return Counter(stepped(percent, rules.step) for percent in percents)


def rounded(value: Fraction, rounding: int) -> Decimal:
    """To the nearest multiple, a half upwards; exactly as it is where nothing is rounded."""
    if not rounding:
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal((value / rounding + Fraction(1, 2)).__floor__() * rounding)


def told_size(size: int, rules: Rules = RULES) -> int:
    """The sample size as it is printed: the multiple below, “at least 10”."""
    return size - size % rules.rounding if rules.rounding else size


def shown(size: int, rules: Rules = RULES) -> tuple[int, ...]:
    """The percentiles that are given for so many organisations.

    No two figures may rest on the same organisation, so their stretches must lie apart: between two quartiles is a
    quarter of the organisations, between the tenth and the quarter 15 %. The printed size decides, so that the choice
    tells no more than it does.
    """
    if rules.stretch <= 1:
        return PERCENTILES
    size = told_size(size, rules)
    if 15 * size >= 100 * rules.stretch:
        return PERCENTILES
    return QUARTILES if size >= 4 * rules.stretch else MIDDLE


def percentiles(counts: Counts, rules: Rules = RULES) -> dict[int, Decimal]:
    """The figures of one measure in one group; nothing at all below the minimum."""
    size = sum(counts.values())
    if size < max(rules.minimum, 1):
        return {}
    return {
        place: rounded(_mean_around(counts, size, place, rules.stretch), rules.rounding) for place in shown(size, rules)
    }


def _mean_around(counts: Counts, size: int, place: int, stretch: int) -> Fraction:
    """The mean over the stretch around a percentile; each organisation takes up 1 of the ranking's length.

    So one organisation counts for a third at most, and the lowest and the highest are never told by themselves.
    """
    width = Fraction(min(stretch, size))
    begin = min(max(Fraction(place * size, 100) - width / 2, Fraction(0)), size - width)
    total = reached = Fraction(0)
    for value, count in sorted(counts.items()):
        overlap = min(begin + width, reached + count) - max(begin, reached)
        total += max(overlap, Fraction(0)) * Fraction(value)
        reached += count
    return total / width
