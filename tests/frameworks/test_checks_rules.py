"""The checks of ladder, gates, upgrade rules, translations and guide: each says its fault at its place."""

from dataclasses import replace
from decimal import Decimal

import pytest

from frameworks.checks import check
from frameworks.definition import FUNCTIONS, LevelDescription, SuggestedAction, Translation, UpgradeRule
from tests.definitions import ladder_definition, rich_definition


def faults_of(definition):
    return [str(fault) for fault in check(definition)]


def with_gate(**changes):
    rich = rich_definition()
    return replace(rich, gates=(rich.gates[0], replace(rich.gates[1], **changes)))


def with_descriptions(*descriptions):
    return with_guide(levels=descriptions)


def with_guide(**changes):
    """The rich framework with something else in the guide to its first element."""
    rich = rich_definition()
    category = rich.categories[0]
    dimension = category.dimensions[0]
    element = dimension.elements[0]
    element = replace(element, guide=replace(element.guide, **changes))
    dimension = replace(dimension, elements=(element, *dimension.elements[1:]))
    category = replace(category, dimensions=(dimension, *category.dimensions[1:]))
    return replace(rich, categories=(category, *rich.categories[1:]))


def test_rich_and_ladder_are_sound_but_for_the_rounded_shares():
    assert faults_of(rich_definition()) == []
    assert [fault for fault in faults_of(ladder_definition()) if "share" not in fault] == []


@pytest.mark.parametrize("mark", ["0", "-1", "100.5"])
def test_ladder_must_be_a_percentage_to_reach(mark):
    assert "ladder: must be greater than 0 and at most 100" in faults_of(ladder_definition(ladder=Decimal(mark)))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"code": "G1"}, "gates.1.code: G1 is there already, at gates.0.code"),
        ({"at_least": Decimal(101)}, "gates.1.at_least: must be from 0 to 100"),
        ({"codes": ("D1.1", "D9.9")}, "gates.1.of.1: there is no element D9.9"),
        ({"scope": "dimension", "codes": ("D3.1",)}, "gates.1.of.0: there is no dimension D3.1"),
    ],
)
def test_gate_with_a_fault_is_named(changes, fault):
    assert faults_of(with_gate(**changes)) == [fault]


@pytest.mark.parametrize("level", [1, 6])
def test_gate_must_leave_a_level_below_it(level):
    words = "must be the number of a level above the lowest, for something must be left below it"
    assert faults_of(with_gate(level=level)) == [f"gates.1.level: {words}"]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (UpgradeRule("0.9", "rating", "7", "6"), "upgrades.4.new: there is no rating 6 in this version"),
        (UpgradeRule("0.9", "objective", "no", "nil"), "upgrades.4.new: there is no objective nil in this version"),
        (UpgradeRule("0.9", "element", "D8.1", "D1"), "upgrades.4.new: there is no element D1 in this version"),
        (
            UpgradeRule("0.9", "indicator", "D8.1/1", "D1.1/3"),
            "upgrades.4.new: there is no indicator D1.1/3 in this version",
        ),
        (UpgradeRule("1.0", "rating", "7", "5"), "upgrades.4.from: must be an older version, not this one"),
        (
            UpgradeRule("0.9", "rating", "6", "4"),
            "upgrades.4.old: 6 (rating of 0.9) is there already, at upgrades.0.old",
        ),
    ],
)
def test_upgrade_rule_with_a_fault_is_named(rule, fault):
    rich = rich_definition()
    assert faults_of(replace(rich, upgrades=(*rich.upgrades, rule))) == [fault]


@pytest.mark.parametrize(
    ("translation", "fault"),
    [
        (Translation("de", "element.D1.1.titel", "x"), "key: there is no text element.D1.1.titel in this version"),
        (
            Translation("De", "framework.title", "x"),
            "language: must be a language code in small letters, such as ar or pt-br",
        ),
        (
            Translation("ar", "framework.title", "x"),
            "key: framework.title (ar) is there already, at translations.2.key",
        ),
    ],
)
def test_translation_with_a_fault_is_named(translation, fault):
    rich = rich_definition()
    found = faults_of(replace(rich, translations=(*rich.translations, translation)))
    assert found == [f"translations.3.{fault}"]


def test_description_of_an_unknown_level_is_named():
    place = "categories.0.dimensions.0.elements.0.guide.levels"
    assert faults_of(with_descriptions(LevelDescription(6, "x"))) == [
        f"{place}.0.level: there is no level 6 in this version"
    ]


def test_descriptions_must_rise():
    place = "categories.0.dimensions.0.elements.0.guide.levels"
    assert faults_of(with_descriptions(LevelDescription(2, "x"), LevelDescription(2, "y"))) == [
        f"{place}.1.level: must be greater than 2: descriptions are listed upwards, each level once"
    ]


ACTIONS = "categories.0.dimensions.0.elements.0.guide.actions"
LOWEST = "must be a level above the lowest, for nothing is needed to reach that one"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"level": 6}, "1.level: there is no level 6 in this version"),
        ({"level": 1}, f"1.level: {LOWEST}"),
        ({"function": "Sales"}, f"1.function: must be one of {', '.join(FUNCTIONS)}"),
        ({"effort": Decimal(0)}, "1.effort: must be greater than 0"),
        ({"effort": Decimal("-2.5")}, "1.effort: must be greater than 0"),
        ({"title": "First"}, f"1.title: First is there already, at {ACTIONS}.0.title"),
    ],
)
def test_action_with_a_fault_is_named(changes, fault):
    first = SuggestedAction(1 if changes == {"level": 1} else 2, "First", "Begin.")
    found = faults_of(with_guide(actions=(first, replace(SuggestedAction(3, "Second", "Go on."), **changes))))
    assert found == [f"{ACTIONS}.0.level: {LOWEST}"] * (first.level == 1) + [f"{ACTIONS}.{fault}"]


def test_actions_are_listed_upwards():
    actions = tuple(SuggestedAction(level, f"Step {level}", "Go.") for level in (2, 4, 3))
    words = "can't be less than 4: actions are listed upwards, level by level"
    assert faults_of(with_guide(actions=actions)) == [f"{ACTIONS}.2.level: {words}"]


@pytest.mark.parametrize("function", ["", *FUNCTIONS])
def test_action_may_have_any_function_or_none_and_a_title_that_another_element_has(function):
    own = SuggestedAction(2, "Name an owner", "Now.", function, Decimal("0.1"))
    assert faults_of(with_guide(actions=(own,))) == []


def test_related_elements_need_their_framework():
    words = "name the framework of these elements as the version's related_framework"
    place = "categories.0.dimensions.0.elements.0.related"
    assert faults_of(rich_definition(related_framework="")) == [f"{place}: {words}"]
