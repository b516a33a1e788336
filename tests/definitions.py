"""Small framework definitions, made by hand: every number in them can be followed in the head.

``tiny_definition()`` has 100 points: category A (40) with D1 (D1.1 10 points and 2 indicators, D1.2 10 and 3) and D2
(D2.1 20 and 1), category P (60) with D3 (D3.1 60 and 4), and enabler E1 with 2 indicators.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from frameworks.definition import (
    Category,
    Dimension,
    Element,
    FrameworkDefinition,
    Indicator,
    Level,
    ObjectiveAnswer,
    Rating,
)

RATINGS = tuple(
    Rating(value, title, Decimal(percent))
    for value, title, percent in [
        (1, "Initial", 0),
        (2, "Developing", 25),
        (3, "Defined", 50),
        (4, "Managed", 75),
        (5, "Optimising", 100),
    ]
)
OBJECTIVE_ANSWERS = (
    ObjectiveAnswer("full", "Fully achieved", Decimal(100)),
    ObjectiveAnswer("partial", "Partially achieved", Decimal(50)),
    ObjectiveAnswer("none", "Not yet achieved", Decimal(0)),
)
LEVELS = tuple(
    Level(number, title, Decimal(from_percent))
    for number, title, from_percent in [
        (1, "Initial", 0),
        (2, "Developing", 20),
        (3, "Defined", 40),
        (4, "Managed", 60),
        (5, "Optimising", 80),
    ]
)


def make_element(code: str = "D1.1", points: int | str = 10, weights: tuple[int | str, ...] = (1, 1)) -> Element:
    """An element with one indicator for each weight."""
    indicators = tuple(
        Indicator(f"{code}/{number}", number, f"The organisation does {number} of {code}.", Decimal(weight))
        for number, weight in enumerate(weights, start=1)
    )
    return Element(code, f"Element {code}", f"What {code} is.", f"{code} is achieved.", Decimal(points), indicators)


def make_enabler(code: str = "E1", weights: tuple[int | str, ...] = (1, 1)) -> Element:
    """An enabler: no points, no objective."""
    return replace(make_element(code, 0, weights), title=f"Enabler {code}", objective="")


def make_dimension(code: str, *elements: Element) -> Dimension:
    """A dimension of these elements."""
    return Dimension(code, f"Dimension {code}", f"What about {code}?", f"About {code}.", elements)


def make_category(code: str, share: int | str, *dimensions: Dimension) -> Category:
    """A category of these dimensions."""
    return Category(code, f"Category {code}", Decimal(share), f"About {code}.", dimensions)


def tiny_definition(**changes: Any) -> FrameworkDefinition:
    """The small framework above, with any field of the definition changed."""
    sound = FrameworkDefinition(
        framework="tiny",
        version="1.0",
        title="Tiny",
        summary="A framework for tests.",
        points=Decimal(100),
        indicators_share=Decimal(70),
        objective_share=Decimal(30),
        ratings=RATINGS,
        objective_answers=OBJECTIVE_ANSWERS,
        levels=LEVELS,
        categories=(
            make_category(
                "A",
                40,
                make_dimension("D1", make_element("D1.1", 10), make_element("D1.2", 10, (1, 1, 1))),
                make_dimension("D2", make_element("D2.1", 20, (1,))),
            ),
            make_category("P", 60, make_dimension("D3", make_element("D3.1", 60, (1, 1, 1, 1)))),
        ),
        enablers=(make_enabler("E1"),),
    )
    return replace(sound, **changes)


def one_element(element: Element, **changes: Any) -> FrameworkDefinition:
    """A framework of a single element, for rules that stop at the element."""
    whole = make_category("A", 100, make_dimension("D1", element))
    return tiny_definition(**{"points": element.points, "categories": (whole,), "enablers": ()} | changes)
