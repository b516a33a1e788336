"""What is kept of the answers to one question, and when it is shown: plain counts, and never an answer by itself.

An answer is added to the counts that wait, and nothing is shown of them while the pulse can be answered. When it is
over they are shown all at once, where five have rated at least; so nobody can read figures before and after somebody
has answered. “Don't know” is shown from five on of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

BATCH: Final = 5
UNKNOWN: Final = "?"

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Tally:
    """How often each answer was given, by the rating's value as text or ``UNKNOWN``: what waits and what is shown."""

    waiting: Counts = field(default_factory=dict)
    shown: Counts = field(default_factory=dict)

    @property
    def rated(self) -> int:
        """How many ratings are shown: none, or five and more."""
        return sum(count for answer, count in self.shown.items() if answer != UNKNOWN)

    @property
    def unknown(self) -> int:
        """How many “don't know” are shown: none, or five and more."""
        return self.shown.get(UNKNOWN, 0)


def counted(tally: Tally, answer: str) -> Tally:
    """The tally with one more answer, which waits."""
    return Tally(_sum(tally.waiting, {answer: 1}), tally.shown)


def ended(tally: Tally, batch: int = BATCH) -> Tally:
    """The tally when the pulse is over: nothing waits, and what ``batch`` people have given at least is shown."""
    counts = _sum(tally.waiting, tally.shown)
    ratings = {answer: count for answer, count in counts.items() if answer != UNKNOWN}
    unknown = {UNKNOWN: counts.get(UNKNOWN, 0)}
    return Tally({}, {**_if_enough(unknown, batch), **_if_enough(ratings, batch)})


def ended_sheets(number: int, batch: int = BATCH) -> int:
    """How many forms are told of when the pulse is over; none where they are fewer than ``batch``."""
    return number if number >= batch else 0


def _if_enough(counts: Counts, batch: int) -> Counts:
    return counts if sum(counts.values()) >= batch else {}


def _sum(one: Counts, other: Counts) -> Counts:
    """Both together, in the order of the answers: the order in which they came in is nobody's business."""
    return {each: one.get(each, 0) + other.get(each, 0) for each in sorted({*one, *other})}
