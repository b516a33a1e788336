"""A newer version of the small framework in which everything that can happen to an answer does."""

from dataclasses import replace
from decimal import Decimal

from frameworks.definition import Rating, UpgradeRule
from tests.definitions import RATINGS, make_category, make_dimension, make_element, tiny_definition


def changed_definition(**changes):
    """Version 1.1: D1.2 merged into D1.1, D2.1 gone, D2.2 new, D3.1 with one indicator less and another reworded.

    Its points moved from D3.1 (50) to D2.2 (30); rating 4 is worth 80 % instead of 75 %, and no rule says what becomes
    of it, while 5 becomes 5. D1.2/3 moved to D2.2/1.
    """
    performance = make_element("D3.1", 50, (1, 1, 1))
    first, *others = performance.indicators
    reworded = replace(performance, indicators=(replace(first, text="The organisation does it well."), *others))
    ratings = tuple(replace(one, percent=Decimal(80)) if one.value == 4 else one for one in RATINGS)
    content = tiny_definition(
        version="1.1",
        ratings=ratings,
        categories=(
            make_category(
                "A",
                50,
                make_dimension("D1", make_element("D1.1", 20, (1, 1))),
                make_dimension("D2", make_element("D2.2", 30, (1, 1))),
            ),
            make_category("P", 50, make_dimension("D3", reworded)),
        ),
        upgrades=(
            UpgradeRule("1.0", "element", "D1.2", "D1.1"),
            UpgradeRule("1.0", "indicator", "D1.2/3", "D2.2/1"),
            UpgradeRule("1.0", "rating", "5", "5"),
        ),
    )
    return replace(content, **changes)


def ratings_worth(*percents: int) -> tuple[Rating, ...]:
    """A scale from 1 with these worths."""
    return tuple(Rating(value, f"Step {value}", Decimal(one)) for value, one in enumerate(percents, start=1))
