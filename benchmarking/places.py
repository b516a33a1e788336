"""Where one stands among others, as a word: plain, without Django."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from benchmarking.privacy import RULES, rounded


class Place(StrEnum):
    """From the lowest to the highest; where fewer percentiles are given, fewer of them are ever said."""

    LOWEST_TENTH = "lowest-tenth"
    LOWER_QUARTER = "lower-quarter"
    BELOW_MIDDLE = "below-middle"
    MIDDLE = "middle"
    ABOVE_MIDDLE = "above-middle"
    UPPER_QUARTER = "upper-quarter"
    HIGHEST_TENTH = "highest-tenth"


LOW = ((10, Place.LOWEST_TENTH), (25, Place.LOWER_QUARTER), (50, Place.BELOW_MIDDLE))
HIGH = ((90, Place.HIGHEST_TENTH), (75, Place.UPPER_QUARTER), (50, Place.ABOVE_MIDDLE))


def place_of(own: Decimal | None, figures: Mapping[int, Decimal]) -> Place | None:
    """The own place; rounded first as the figures are, so that half a point never makes one “above” or “below”."""
    if own is None or not figures:
        return None
    at = rounded(Fraction(own), RULES.rounding)
    below = (place for percentile, place in LOW if percentile in figures and at < figures[percentile])
    above = (place for percentile, place in HIGH if percentile in figures and at > figures[percentile])
    return next(below, None) or next(above, None) or Place.MIDDLE
