"""Exact numbers as they are shown to a reader who recomputes them."""

from decimal import Decimal
from fractions import Fraction

SHOWN_DECIMALS = 4


def exact(number: Fraction | Decimal) -> str:
    """A number as far as it is exact, at most four decimals; what is cut off is marked by an ellipsis."""
    scaled = Fraction(number) * 10**SHOWN_DECIMALS
    shown = Decimal(int(scaled)).scaleb(-SHOWN_DECIMALS)
    return format(shown.normalize(), "f") if scaled.denominator == 1 else f"{shown:f}…"
