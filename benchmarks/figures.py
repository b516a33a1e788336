"""Times and what is made of them: everything here is taken by turns, so that a noisy machine hits all alike."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

WARM_UP = 10


@dataclass(frozen=True)
class Times:
    """The seconds that one thing took, each time."""

    seconds: tuple[float, ...]

    @classmethod
    def over(cls, seconds: Iterable[float]) -> "Times":
        """The times in ``seconds``, whatever holds them."""
        return cls(tuple(seconds))

    @property
    def median(self) -> float:
        """Half of the times are below."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """19 of 20 times are not above."""
        return sorted(self.seconds)[(len(self.seconds) * 95 + 99) // 100 - 1]

    def to(self, other: "Times") -> float:
        """How many times as long as the other, by the medians."""
        return self.median / other.median


def by_turns(
    subjects: Mapping[str, Callable[[], object]],
    rounds: int,
    *,
    before: Mapping[str, Callable[[], object]] | None = None,
    warm_up: int = WARM_UP,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Times]:
    """Call each subject once a round, in an order that moves on by one; the first rounds are not counted.

    What has to be done ``before`` a subject is not timed.
    """
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    order = list(subjects)
    for number in range(-min(warm_up, rounds), rounds):
        for name in order:
            if before and name in before:
                before[name]()
            began = clock()
            subjects[name]()
            if number >= 0:
                taken[name].append(clock() - began)
        order.append(order.pop(0))
    return {name: Times.over(seconds) for name, seconds in taken.items()}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as Markdown has it, numbers to the right."""
    lines = [list(head), ["---"] + ["---:"] * (len(head) - 1), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def times(number: float) -> str:
    """A ratio as it is printed."""
    return f"{number:.2f} ×"


def milliseconds(seconds: float) -> str:
    """A short time as it is printed."""
    return f"{seconds * 1000:.1f} ms"
