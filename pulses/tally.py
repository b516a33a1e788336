"""What is kept of the answers to one question, and when it is shown: plain counts, and never an answer by itself.

An answer is added to the counts that wait. Only when five ratings wait are they shown, all five at once; so whoever
reads a figure before and after somebody has answered sees either nothing new or what five people said together. “Don't
know” waits and is shown in fives of its own, or it would tell how many of a five had rated.
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
        """How many “don't know” are shown, in steps of five."""
        return self.shown.get(UNKNOWN, 0)


def counted(tally: Tally, answer: str, batch: int = BATCH) -> Tally:
    """The tally with one more answer; ``batch`` is how many have to wait before they are shown together."""
    waiting = _sum(tally.waiting, {answer: 1})
    ready = {each: count for each, count in waiting.items() if (each == UNKNOWN) == (answer == UNKNOWN)}
    if sum(ready.values()) < batch:
        return Tally(waiting, tally.shown)
    left = {each: count for each, count in waiting.items() if each not in ready}
    return Tally(left, _sum(tally.shown, ready))


def released(waiting: int, shown: int, batch: int = BATCH) -> tuple[int, int]:
    """The same for a number of sheets, one more of which has come in: how many wait, and how many are shown."""
    return (0, shown + waiting + 1) if waiting + 1 >= batch else (waiting + 1, shown)


def _sum(one: Counts, other: Counts) -> Counts:
    """Both together, in the order of the answers: the order in which they came in is nobody's business."""
    return {each: one.get(each, 0) + other.get(each, 0) for each in sorted({*one, *other})}
