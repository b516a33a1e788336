"""How points that are asked of several elements together are spread over them: the weakest first. Exact, in cents.

The elements with the lowest percentages are raised together, as water fills a basin, until the sum is what was asked;
those that stand higher already stay where they are. What rounding to cents leaves over goes, one cent each, to the
elements that lost most by it, the first one first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

CENTS = 100


@dataclass(frozen=True)
class Room:
    """What an element has and the most that it can have, in points with 2 decimals."""

    now: Decimal
    most: Decimal


def weakest_first(rooms: Mapping[str, Room], asked: Decimal) -> dict[str, Decimal]:
    """The points of each element, none below what it has, that sum up to what is asked exactly.

    Less than what is there asks for nothing, and more than there is room for fills all of it.
    """
    now = {code: _cents(room.now) for code, room in rooms.items()}
    most = {code: max(_cents(room.most), now[code]) for code, room in rooms.items()}
    wanted = min(max(_cents(asked), sum(now.values())), sum(most.values()))
    height = _height(now, most, wanted)
    exact = {code: max(Fraction(now[code]), height * most[code]) for code in rooms}
    cents = {code: floor(value) for code, value in exact.items()}
    by_loss = sorted(rooms, key=lambda code: cents[code] - exact[code])
    for code in by_loss[: wanted - sum(cents.values())]:
        cents[code] += 1
    return {code: Decimal(value).scaleb(-2) for code, value in cents.items()}


def _height(now: Mapping[str, int], most: Mapping[str, int], wanted: int) -> Fraction:
    """The fraction of their maximum up to which the lowest are filled, so that all together make what is wanted."""
    raised, rest = 0, sum(now.values())
    for fraction, code in sorted((Fraction(now[code], most[code]), code) for code in now if most[code]):
        if raised and fraction * raised + rest >= wanted:
            break
        raised, rest = raised + most[code], rest - now[code]
    return Fraction(wanted - rest, raised) if raised else Fraction(0)


def _cents(points: Decimal) -> int:
    return int(points * CENTS)
