"""Every kind of change between two versions, as the page says it in words and as the JSON names it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from frameworks.comparison import Comparison, Line, Shift, compare, forerunner
from frameworks.comparison_words import FIELDS, KINDS, WEIGHTS, field_name, kind_name, rule_value, weight_name
from frameworks.definition import (
    Element,
    FrameworkDefinition,
    Gate,
    Guide,
    LevelDescription,
    SuggestedAction,
    Translation,
    UpgradeRule,
)
from frameworks.difference import Item
from frameworks.models import FrameworkVersion
from tests.definitions import (
    LEVELS,
    OBJECTIVE_ANSWERS,
    RATINGS,
    make_category,
    make_element,
    make_enabler,
    tiny_definition,
)
from tests.factories import make_version

pytestmark = pytest.mark.django_db

OLD = tiny_definition()
D1, D2, D3 = OLD.dimensions
D11, D12 = D1.elements
GATE = Gate("G1", "None below 40 %.", "dimension", (), Decimal(40), 4)


def newer(*elements: Element, **changes: Any) -> FrameworkDefinition:
    """Version 1.1, with other elements in D1."""
    category = make_category("A", 40, replace(D1, elements=elements or D1.elements), D2)
    return replace(tiny_definition(version="1.1", categories=(category, OLD.categories[1])), **changes)


def compared(new: FrameworkDefinition, old: FrameworkDefinition = OLD) -> Comparison:
    """The comparison of two stored versions."""
    return Comparison(make_version(old, published=False), make_version(new, published=False))


VERSION = Line("Version", "", "Tiny")
D11_LINE = Line("Element", "D1.1", "Element D1.1")
GATE_LINE = Line("Gate", "G1", "None below 40 %.")

NUMBERS = [
    (newer(points=Decimal(110)), VERSION, "Points in total", "100", "110", "points"),
    (newer(indicators_share=Decimal("62.5")), VERSION, "Share of the indicators", "70 %", "62.5 %", "indicators_share"),
    (newer(objective_share=Decimal(0)), VERSION, "Share of the objective", "30 %", "0 %", "objective_share"),
    (newer(ladder=Decimal(60)), VERSION, "Ladder: a rung holds from", "–", "60 %", "ladder"),
    (newer(related_framework="other"), VERSION, "Related framework", "–", "other", "related_framework"),
    (newer(replace(D11, points=Decimal("12.5")), D12), D11_LINE, "Points", "10", "12.5", "points"),
    (
        newer(replace(D11, indicators=(replace(D11.indicators[0], weight=Decimal(3)), D11.indicators[1])), D12),
        Line("Indicator", "D1.1/1", "The organisation does 1 of D1.1."),
        "Weight",
        "1",
        "3",
        "weight",
    ),
    (
        newer(categories=(replace(OLD.categories[0], share=Decimal(41)), OLD.categories[1])),
        Line("Category", "A", "Category A"),
        "Share",
        "40 %",
        "41 %",
        "share",
    ),
    (
        newer(ratings=(*RATINGS[:3], replace(RATINGS[3], percent=Decimal(80)), RATINGS[4])),
        Line("Rating", "4", "Managed"),
        "Worth",
        "75 %",
        "80 %",
        "percent",
    ),
    (
        newer(objective_answers=(OBJECTIVE_ANSWERS[0], replace(OBJECTIVE_ANSWERS[1], percent=Decimal(60)))),
        Line("Answer to an objective", "partial", "Partially achieved"),
        "Worth",
        "50 %",
        "60 %",
        "percent",
    ),
    (
        newer(levels=(LEVELS[0], replace(LEVELS[1], from_percent=Decimal("22.5")), *LEVELS[2:])),
        Line("Maturity level", "2", "Developing"),
        "From",
        "20 %",
        "22.5 %",
        "from_percent",
    ),
    (newer(gates=(replace(GATE, scope="element"),)), GATE_LINE, "Looks at", "Dimensions", "Elements", "scope"),
    (newer(gates=(replace(GATE, codes=("D1", "D3")),)), GATE_LINE, "Only these", "all of them", "D1, D3", "codes"),
    (newer(gates=(replace(GATE, at_least=Decimal(45)),)), GATE_LINE, "At least", "40 %", "45 %", "at_least"),
    (newer(gates=(replace(GATE, level=5),)), GATE_LINE, "For level", "4", "5", "gate_level"),
]


@pytest.mark.parametrize(("new", "line", "name", "before", "after", "weight"), NUMBERS, ids=[one[2] for one in NUMBERS])
def test_number_or_rule_is_named_with_its_sign(
    new: FrameworkDefinition, line: Line, name: str, before: str, after: str, weight: str
) -> None:
    old = replace(OLD, gates=(GATE,)) if line is GATE_LINE else OLD
    comparison = compared(new, old)
    assert comparison.reweighted == [Shift(line, name, before, after)]
    (said,) = comparison.to_json()["reweighted"]
    assert (said["code"], said["title"], said["weight"]) == (line.code, line.title, weight)


ACTIONS = (SuggestedAction(3, "Agree", "Write it down."), SuggestedAction(4, "Own", "Name who.", "sales"))
GUIDE = Guide((LevelDescription(4, "Shown."),), ("Minutes",), ("Who?",), ("A plan.",), ACTIONS)
TEXTS = [
    (newer(title="Small"), ("Version", "", "Small"), ["Title"]),
    (newer(summary="Ours."), VERSION, ["Summary"]),
    (newer(replace(D11, title="Else"), D12), ("Element", "D1.1", "Else"), ["Title"]),
    (newer(replace(D11, definition="Else.", objective="Is."), D12), D11_LINE, ["Definition", "Statement of objective"]),
    (newer(replace(D11, related=("D3.1",)), D12), D11_LINE, ["Related elements"]),
    (
        newer(replace(D11, guide=GUIDE), D12),
        D11_LINE,
        [
            "What is seen at level 4",
            "Evidence to ask for",
            "Interview questions",
            "Common misjudgements",
            "What helps to reach level 3",
            "What helps to reach level 4",
            "Functions and person-days of what helps to reach level 4",
        ],
    ),
    (newer(enablers=(replace(OLD.enablers[0], definition="Else."),)), ("Enabler", "E1", "Enabler E1"), ["Definition"]),
    (
        newer(replace(D11, indicators=(replace(D11.indicators[0], look_for="A date."), D11.indicators[1])), D12),
        ("Indicator", "D1.1/1", "The organisation does 1 of D1.1."),
        ["What to look for"],
    ),
    (newer(ratings=(replace(RATINGS[0], title="Nil"), *RATINGS[1:])), ("Rating", "1", "Nil"), ["Title"]),
    (newer(levels=(*LEVELS[:4], replace(LEVELS[4], title="Top"))), ("Maturity level", "5", "Top"), ["Title"]),
    (newer(translations=(Translation("de", "element.D1.1.title", "Erstes"),)), D11_LINE, ["Title (de)"]),
    (newer(translations=(Translation("ar", "framework.title", "صغير"),)), VERSION, ["Title (ar)"]),
]


@pytest.mark.parametrize(("new", "line", "names"), TEXTS)
def test_reworded_text_stands_below_what_it_belongs_to(new: FrameworkDefinition, line: Any, names: list[str]) -> None:
    comparison = compared(new)
    ((found, texts),) = comparison.reworded
    assert found == (line if isinstance(line, Line) else Line(*line))
    assert [text.name for text in texts] == names
    assert [one["code"] for one in comparison.to_json()["reworded"]] == [found.code] * len(names)
    assert (comparison.added, comparison.removed, comparison.moved, comparison.reweighted) == ([], [], [], [])


def renamed(points: int = 10) -> Element:
    """D1.1 as D1.9, with its sentences."""
    indicators = tuple(replace(one, code=f"D1.9/{one.number}") for one in D11.indicators)
    return replace(D11, code="D1.9", points=Decimal(points), indicators=indicators)


MOVES = [
    (newer(D12, D11), [Line("Element", "D1.2", "Element D1.2", "from place 2 to place 1")]),
    (
        newer(renamed(), D12, upgrades=(UpgradeRule("1.0", "element", "D1.1", "D1.9"),)),
        [Line("Element", "D1.9", "Element D1.1", "was D1.1")],
    ),
    (
        newer(categories=(replace(OLD.categories[0], dimensions=(D1,)), make_category("P", 60, D3, D2))),
        [Line("Dimension", "D2", "Dimension D2", "from A to P")],
    ),
    (
        newer(D11, D12, OLD.enablers[0], enablers=()),
        [Line("Element", "E1", "Enabler E1", "from the enablers to D1")],
    ),
]


@pytest.mark.parametrize(("new", "lines"), MOVES, ids=["order", "code", "category", "enabler"])
def test_move_says_where_from(new: FrameworkDefinition, lines: list[Line]) -> None:
    comparison = compared(new)
    assert comparison.moved == lines
    assert [one["to"]["code"] for one in comparison.to_json()["moved"]] == [line.code for line in lines]
    assert (comparison.added, comparison.removed) == ([], [])


def test_element_that_becomes_an_enabler_says_so() -> None:
    comparison = compared(newer(), newer(D11, D12, OLD.enablers[0], enablers=(), version="1.0"))
    assert comparison.moved == [Line("Enabler", "E1", "Enabler E1", "from D1 to the enablers")]


def test_merged_element_is_taken_in() -> None:
    rules = (UpgradeRule("1.0", "element", "D1.2", "D1.1"),)
    comparison = compared(newer(make_element("D1.1", 20, (1, 1, 1)), upgrades=rules))
    assert Line("Element", "D1.1", "Element D1.1", "takes in D1.2 “Element D1.2”") in comparison.moved
    assert comparison.removed == []


@pytest.mark.parametrize("is_added", [True, False])
def test_parts_stand_below_what_they_came_or_went_with(is_added: bool) -> None:
    old, new = newer(version="1.0"), newer(D11, D12, make_element("D1.3", 5, (1,)), enablers=(make_enabler("E1"),))
    comparison = compared(new, old) if is_added else compared(replace(old, version="2"), replace(new, version="1"))
    expected = [
        Line("Element", "D1.3", "Element D1.3", "5 points"),
        Line("Indicator", "D1.3/1", "The organisation does 1 of D1.3.", is_part=True),
    ]
    assert (comparison.added, comparison.removed) == ((expected, []) if is_added else ([], expected))


def test_indicator_that_comes_alone_is_no_part_and_an_enabler_has_no_points() -> None:
    longer = make_element("D1.1", 10, (1, 1, 1))
    added = compared(newer(longer, D12, enablers=(*OLD.enablers, make_enabler("E2", (1,))))).added
    assert added == [
        Line("Indicator", "D1.1/3", "The organisation does 3 of D1.1."),
        Line("Enabler", "E2", "Enabler E2"),
        Line("Indicator", "E2/1", "The organisation does 1 of E2.", is_part=True),
    ]


@pytest.mark.parametrize("names", [KINDS, FIELDS, WEIGHTS])
def test_every_name_is_said_in_whole_words(names: dict[str, Any]) -> None:
    for name in names.values():
        assert str(name)[0].isupper()
        assert "_" not in str(name)


@pytest.mark.parametrize(
    ("kind", "parent", "expected"),
    [("element", "D1", "Element"), ("element", "", "Enabler"), ("indicator", "", "Indicator"), ("gate", "", "Gate")],
)
def test_element_without_a_dimension_is_an_enabler(kind: Any, parent: str, expected: str) -> None:
    assert kind_name(Item(kind, "X", "X", parent)) == expected


def test_points_of_the_version_are_its_total() -> None:
    assert weight_name(Item("framework", "", "Tiny"), "points") == "Points in total"
    assert weight_name(Item("element", "D1.1", "One"), "points") == "Points"


@pytest.mark.parametrize(
    ("weight", "value", "expected"),
    [
        ("codes", "", "all of them"),
        ("ladder", "", "–"),
        ("points", "", "–"),
        ("points", "7", "7"),
        ("share", "0", "0 %"),
    ],
)
def test_value_is_written_with_its_sign(weight: str, value: str, expected: str) -> None:
    assert rule_value(weight, value) == expected


@pytest.mark.parametrize("level", [0, 1, 10])
def test_guide_of_a_level_names_the_level(level: int) -> None:
    assert field_name(f"guide.{level}") == f"What is seen at level {level}"
    assert field_name(f"actions.{level}") == f"What helps to reach level {level}"


class TestWhichTwo:
    """Which versions are compared."""

    @pytest.fixture
    def versions(self) -> dict[str, FrameworkVersion]:
        """Three published one after another, whatever their numbers, and a draft."""
        stored = [make_version(tiny_definition(version=number)) for number in ("1.0", "3.0", "2.0")]
        return {one.number: one for one in (*stored, make_version(tiny_definition(version="4.0"), published=False))}

    @pytest.mark.parametrize(("number", "before"), [("1.0", None), ("3.0", "1.0"), ("2.0", "3.0"), ("4.0", "2.0")])
    def test_forerunner_is_the_last_that_was_published_before(
        self, versions: dict[str, FrameworkVersion], number: str, before: str | None
    ) -> None:
        assert forerunner(versions.values(), versions[number]) == (versions[before] if before else None)

    def test_nothing_has_no_forerunner(self, versions: dict[str, FrameworkVersion]) -> None:
        assert forerunner(versions.values(), None) is None
        assert forerunner([], versions["2.0"]) is None

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("", "", ("3.0", "2.0")),
            ("1.0", "", ("1.0", "2.0")),
            ("", "3.0", ("1.0", "3.0")),
            ("4.0", "1.0", ("4.0", "1.0")),
            ("2.0", "2.0", ("2.0", "2.0")),
            ("", "1.0", None),
            ("9", "", None),
            ("", "9", None),
            ("2", "", None),
            ("\0", "", None),
        ],
    )
    def test_asked_for_or_the_default_with_its_forerunner(
        self, versions: dict[str, FrameworkVersion], old: str, new: str, expected: tuple[str, str] | None
    ) -> None:
        found = compare(versions.values(), old, new, default=versions["2.0"])
        assert (found and (found.old.number, found.new.number)) == expected
