"""Options that no best set can hold, left out before the solver is asked. Pure functions over whole numbers.

A quick first answer is found by taking the steepest steps, and bettered by swaps: whoever is as good has at most its
effort and at least its points. With a price on effort (the steepness at which the first answer stopped) the sum of what
each element makes best of that price is a bound for all sets. An option that falls short of its element's best by more
than the bound leaves room for is in no set that good. That is exact, nothing is lost, and the solver has a tenth of the
options left to prove its answer over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from planner.options import Option

MOST_SWAPS: Final = 200
MOST_ROUNDS: Final = 8
Set = dict[str, Option]
Reach = tuple[int, int]
"""The effort and the points of a set."""


@dataclass(frozen=True)
class Aim:
    """What is asked: at most this effort (then the most points), or at least these points (then the least effort)."""

    effort: int | None = None
    points: int | None = None

    def fits(self, reach: Reach) -> bool:
        """Whether a set does what is asked."""
        effort, points = reach
        return effort <= self.effort if self.effort is not None else points >= (self.points or 0)

    def worth(self, reach: Reach) -> tuple[int, int]:
        """The higher, the better."""
        effort, points = reach
        return (points, -effort) if self.effort is not None else (-effort, points)

    def window(self, reach: Reach) -> Reach:
        """The most effort and the least points of any set that is as good as this one."""
        effort, points = reach
        return (self.effort, points) if self.effort is not None else (effort, self.points or 0)


def worthwhile(options: Mapping[str, Sequence[Option]], aim: Aim) -> dict[str, tuple[Option, ...]]:
    """By element the options that a best set can hold; all of them where no set does what is asked."""
    kept = {code: tuple(each) for code, each in options.items()}
    first, price = _steepest(kept, aim)
    if not aim.fits(_reach(first)):
        return kept
    for _ in range(2):  # what the first round leaves is few enough to look for better swaps in
        kept = _kept(kept, price, aim.window(_reach(first)))
        first = _bettered(first, kept, aim)
    return _kept(kept, price, aim.window(_reach(first)))


def _steepest(options: Mapping[str, Sequence[Option]], aim: Aim) -> tuple[Set, Fraction]:
    """The set of the steepest steps that does what is asked, and points for effort of the step at which it ended."""
    chosen = {code: each[0] for code, each in options.items()}
    effort, points = _reach(chosen)
    rising = sorted(_steps(options), key=lambda step: -step[0])
    for steepness, code, before, after in rising:
        effort, points = effort + after.effort - before.effort, points + after.cents - before.cents
        if aim.effort is not None and effort > aim.effort:
            return chosen, steepness
        chosen[code] = after
        if aim.effort is None and aim.fits((effort, points)):
            return chosen, steepness
    return chosen, Fraction(0)


def _steps(options: Mapping[str, Sequence[Option]]) -> Iterator[tuple[Fraction, str, Option, Option]]:
    for code, each in options.items():
        for before, after in pairwise(_hull(each)):
            yield _steepness(before, after), code, before, after


def _hull(options: Sequence[Option]) -> list[Option]:
    """The options from which on each further step is less steep."""
    hull: list[Option] = []
    for option in options:
        while len(hull) > 1 and _steepness(hull[-1], option) >= _steepness(hull[-2], hull[-1]):
            hull.pop()
        hull.append(option)
    return hull


def _steepness(before: Option, after: Option) -> Fraction:
    return Fraction(after.cents - before.cents, after.effort - before.effort)


def _kept(options: Mapping[str, Sequence[Option]], price: Fraction, window: Reach) -> dict[str, tuple[Option, ...]]:
    """Those that a set of at most this effort and at least these points can hold."""
    up, down = price.numerator, price.denominator
    values = {code: [option.cents * down - option.effort * up for option in each] for code, each in options.items()}
    effort, points = window
    room = sum(max(each) for each in values.values()) + effort * up - points * down
    return {
        code: tuple(one for one, value in zip(each, values[code], strict=True) if max(values[code]) - value <= room)
        for code, each in options.items()
    }


def _bettered(first: Set, options: Mapping[str, Sequence[Option]], aim: Aim) -> Set:
    """The set after swapping one element's option, or two elements' at once, for as long as that betters it."""
    chosen = dict(first)
    for _ in range(MOST_ROUNDS):
        swaps = [(code, one) for code, each in options.items() for one in each if one is not chosen[code]]
        pairs = combinations(swaps, 2) if len(swaps) <= MOST_SWAPS else ()
        better = _best([*(((swap,)) for swap in swaps), *pairs], chosen, aim)
        if not better:
            break
        chosen |= dict(better)
    return chosen


def _best(swaps: Sequence[Sequence[tuple[str, Option]]], chosen: Set, aim: Aim) -> Sequence[tuple[str, Option]]:
    """The swap that betters the set most; none where none does."""
    effort, points = now = _reach(chosen)
    found: Sequence[tuple[str, Option]] = ()
    worth = aim.worth(now)
    for swap in swaps:
        if len(swap) == 2 and swap[0][0] == swap[1][0]:
            continue
        reach = (
            effort + sum(one.effort - chosen[code].effort for code, one in swap),
            points + sum(one.cents - chosen[code].cents for code, one in swap),
        )
        if aim.fits(reach) and aim.worth(reach) > worth:
            found, worth = swap, aim.worth(reach)
    return found


def _reach(chosen: Set) -> Reach:
    return sum(one.effort for one in chosen.values()), sum(one.cents for one in chosen.values())
