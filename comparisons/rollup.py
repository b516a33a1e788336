"""Units rolled up to the organisation: mean, weighted mean, or the worst. Pure functions, exact arithmetic.

A unit that was assessed counts as it was assessed; one that was not counts as its own parts come to, by the same rule.
What is rolled up are printed percentages; they stay exact fractions on the way up, and each is rounded once, half up to
1 decimal, where it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.scoring import half_up


class Rule(StrEnum):
    """How several figures become one."""

    MEAN = "mean"
    WEIGHTED = "weighted"
    WORST = "worst"


@dataclass(frozen=True)
class Node:
    """A unit with what it was assessed at: percentages by code (of a dimension, or ``TOTAL``), None while it was not.

    A code that is missing, or None, was out of scope there: it counts nowhere.
    """

    key: str
    weight: Decimal
    percents: Mapping[str, Decimal | None] | None = None
    parts: "tuple[Node, ...]" = ()


@dataclass(frozen=True)
class Rolled:
    """A unit, or the whole, rolled up; ``percents`` by code, exact; ``own`` where it was assessed itself.

    ``missing`` holds the keys of the units under it that nothing is known of: neither they nor any part was assessed.
    """

    key: str
    percents: Mapping[str, Fraction]
    own: bool
    parts: "tuple[Rolled, ...]"
    missing: tuple[str, ...]

    def percent(self, code: str) -> Decimal | None:
        """The percentage as it is shown, half up to 1 decimal; None where nothing is known."""
        return half_up(self.percents[code], 1) if code in self.percents else None


def roll_up_units(key: str, nodes: Sequence[Node], codes: Iterable[str], rule: Rule) -> Rolled:
    """The units as one figure for each code; a unit of which nothing is known of a code has no part in it."""
    wanted = tuple(codes)
    parts = tuple(_rolled(node, wanted, rule) for node in nodes)
    weights = {node.key: Fraction(node.weight) for node in nodes}
    percents = {}
    for code in wanted:
        known = [(part.percents[code], weights[part.key]) for part in parts if code in part.percents]
        if known:
            percents[code] = _one(known, rule)
    missing = tuple(key for part in parts for key in part.missing)
    return Rolled(key=key, percents=percents, own=False, parts=parts, missing=missing)


def _rolled(node: Node, codes: tuple[str, ...], rule: Rule) -> Rolled:
    below = roll_up_units(node.key, node.parts, codes, rule)
    if node.percents is not None:
        own = {code: Fraction(value) for code in codes if (value := node.percents.get(code)) is not None}
        return replace(below, percents=own, own=True)
    return below if below.percents else replace(below, missing=(node.key, *below.missing))


def _one(weighed: list[tuple[Fraction, Fraction]], rule: Rule) -> Fraction:
    """The figures, each with its weight, as one; there is one at least."""
    if rule == Rule.WORST:
        return min(value for value, _weight in weighed)
    if rule == Rule.MEAN:
        weighed = [(value, Fraction(1)) for value, _weight in weighed]
    whole = sum((weight for _value, weight in weighed), Fraction(0))
    return sum((value * weight for value, weight in weighed), Fraction(0)) / whole
