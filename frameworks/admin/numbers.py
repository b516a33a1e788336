"""Numbers as people write them."""

from decimal import Decimal


def plain(number: Decimal) -> str:
    """The number without noughts that say nothing: 20, 12.5."""
    return format(number.normalize(), "f")


def share(part: Decimal, whole: Decimal) -> str:
    """What percentage the part is of the whole, to two places; a dash where there is no whole."""
    return f"{part * 100 / whole:.2f} %" if whole else "–"
