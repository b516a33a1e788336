"""Framework definitions of every shape that a result page, a report and the scoring page have to bear."""

from decimal import Decimal
from typing import Any

from frameworks.definition import Dimension, FrameworkDefinition, Gate, Level, Rating
from tests.definitions import make_category, make_dimension, make_element, tiny_definition

LONG_SCALE = tuple(Rating(value, f"{value} %", Decimal(value)) for value in range(0, 101, 5))


def shaped(*categories: int, indicators: int = 1, **changes: Any) -> FrameworkDefinition:
    """Categories of so many dimensions of one element each, ten points an element, without objective or enabler."""
    number = sum(categories)
    codes = iter(range(1, number + 1))
    groups = tuple(
        make_category(
            f"C{place}", Decimal(100 * size) / number, *(_dimension(next(codes), indicators) for _ in range(size))
        )
        for place, size in enumerate(categories, start=1)
    )
    plain = {"indicators_share": Decimal(100), "objective_share": Decimal(0), "objective_answers": (), "enablers": ()}
    return tiny_definition(
        **{"framework": "shaped", "points": Decimal(10 * number), "categories": groups} | plain | changes
    )


def weakest_link(*categories: int, **changes: Any) -> FrameworkDefinition:
    """The total is held below Managed while a dimension is below 40 %."""
    gate = Gate("G1", "No dimension below 40 % for Managed", "dimension", (), Decimal(40), 4)
    return shaped(*categories, gates=(gate,), **changes)


def rungs(number: int, **changes: Any) -> FrameworkDefinition:
    """A ladder of so many rungs, each of which holds from 60 %; one that holds is a level of the whole."""
    levels = tuple(Level(place, f"Rung {place}", Decimal(15 * place)) for place in range(number + 1))
    gates = tuple(
        Gate(f"G{place}", f"Rung {place} holds", "dimension", (f"D{place}",), Decimal(60), place)
        for place in range(1, number + 1)
    )
    return shaped(number, levels=levels, gates=gates, ladder=Decimal(60), **changes)


def _dimension(number: int, indicators: int) -> Dimension:
    return make_dimension(f"D{number}", make_element(f"D{number}.1", 10, (1,) * indicators))
