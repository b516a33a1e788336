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
    Gate,
    Guide,
    Indicator,
    Level,
    LevelDescription,
    ObjectiveAnswer,
    Rating,
    SuggestedAction,
    Translation,
    UpgradeRule,
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


def rich_definition(**changes: Any) -> FrameworkDefinition:
    """The small framework with everything that content can hold beside its structure."""
    tiny = tiny_definition()
    guide = Guide(
        levels=(LevelDescription(1, "Nobody knows."), LevelDescription(4, "Everybody can show it.")),
        evidence=("The plan, with its date.", "Minutes of the last meeting."),
        questions=("Who decides?",),
        misjudgements=("A plan is not yet an action.",),
        actions=(
            SuggestedAction(2, "Name an owner", "Let one person answer for the plan.", "executive", Decimal("2.5")),
            SuggestedAction(4, "Look at it every quarter", "Put the figures before the board.", effort=Decimal(10)),
            SuggestedAction(4, "Ask those who do it", "Let the front line say what stands in the way.", "operations"),
        ),
    )
    first = tiny.elements[0]
    indicators = (replace(first.indicators[0], look_for="Look for a date."), *first.indicators[1:])
    element = replace(first, guide=guide, related=("D1.2", "D3.1"), indicators=indicators)
    category = tiny.categories[0]
    dimension = replace(category.dimensions[0], elements=(element, *category.dimensions[0].elements[1:]))
    category = replace(category, dimensions=(dimension, *category.dimensions[1:]))
    enabler = replace(tiny.enablers[0], guide=replace(guide, levels=()))
    rich = replace(
        tiny,
        categories=(category, *tiny.categories[1:]),
        enablers=(enabler,),
        gates=(
            Gate("G1", "No dimension below 40 % for Managed.", "dimension", (), Decimal(40), 4),
            Gate("G2", "D1.1 and D3.1 at 20 % for Defined.", "element", ("D1.1", "D3.1"), Decimal("20.5"), 3),
        ),
        related_framework="cem-six-dimensions",
        upgrades=(
            UpgradeRule("0.9", "rating", "6", "5"),
            UpgradeRule("0.9", "element", "D9.1", "D1.1"),
            UpgradeRule("0.9", "indicator", "D9.1/2", "D1.1/1"),
            UpgradeRule("0.8", "objective", "yes", "full"),
        ),
        translations=(
            Translation("de", "element.D1.1.title", "Element D1.1 auf Deutsch"),
            Translation("de", "indicator.D1.1/1.look_for", "Auf ein Datum achten."),
            Translation("ar", "framework.title", "صغير"),
        ),
    )
    return replace(rich, **changes)


def ladder_definition(**changes: Any) -> FrameworkDefinition:
    """Three rungs of 10 points in two categories; a rung holds from 60 %, and each held rung is a level."""
    rungs = [make_dimension(f"R{number}", make_element(f"R{number}.1", 10, (1,))) for number in (1, 2, 3)]
    levels = tuple(
        Level(number, title, Decimal(bound))
        for number, title, bound in [(0, "Ground", 0), (1, "First", 20), (2, "Second", 40), (3, "Third", 60)]
    )
    ladder = tiny_definition(
        points=Decimal(30),
        indicators_share=Decimal(100),
        objective_share=Decimal(0),
        objective_answers=(),
        levels=levels,
        categories=(make_category("L", Decimal("66.67"), *rungs[:2]), make_category("U", Decimal("33.33"), rungs[2])),
        enablers=(),
        ladder=Decimal(60),
        gates=tuple(Gate(f"G{n}", f"Rung {n} holds.", "dimension", (f"R{n}",), Decimal(60), n) for n in (1, 2, 3)),
    )
    return replace(ladder, **changes)


def one_element(element: Element, **changes: Any) -> FrameworkDefinition:
    """A framework of a single element, for rules that stop at the element."""
    whole = make_category("A", 100, make_dimension("D1", element))
    return tiny_definition(**{"points": element.points, "categories": (whole,), "enablers": ()} | changes)
