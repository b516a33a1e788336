"""What staff say of each question, set against what was assessed: plain values, from counts that may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from assessments.scoring import half_up
from pulses.tally import BATCH, UNKNOWN, Counts, Tally

CLOSE: Final = Decimal(10)
"""Percentage points: what lies nearer than this is called much the same."""

Leaning = Literal["", "higher", "alike", "lower"]


@dataclass(frozen=True)
class Perceived:
    """One question: the mean of the ratings in percent, of how many, and the assessed percentage beside it.

    ``percent`` is None while fewer than five have rated; ``assessed`` where there is no score, or none to be shown.
    """

    code: str
    title: str
    percent: Decimal | None
    rated: int
    unknown: int
    assessed: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """What staff say less what was assessed, in percentage points; None unless both are there."""
        return None if self.percent is None or self.assessed is None else self.percent - self.assessed

    @property
    def leaning(self) -> Leaning:
        """Whether staff see it higher or lower than the assessment does."""
        if self.difference is None:
            return ""
        if abs(self.difference) < CLOSE:
            return "alike"
        return "higher" if self.difference > 0 else "lower"


def perceived(
    code: str, title: str, tally: Tally, percents: Mapping[str, Decimal], assessed: Decimal | None
) -> Perceived:
    """What the shown counts of a question say; ``percents`` are the worths of the ratings by value as text."""
    return Perceived(code, title, mean_percent(tally.shown, percents), tally.rated, tally.unknown, assessed)


def mean_percent(shown: Counts, percents: Mapping[str, Decimal]) -> Decimal | None:
    """The mean worth of the ratings, rounded half up to one decimal; None for fewer than five."""
    rated = {answer: count for answer, count in shown.items() if answer != UNKNOWN}
    number = sum(rated.values())
    if number < BATCH:
        return None
    return half_up(Fraction(sum(percents[answer] * count for answer, count in rated.items())) / number, 1)
