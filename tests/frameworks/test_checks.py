"""What must hold for a framework to be assessed with: each way in which it can fail, with its words."""

from dataclasses import replace
from decimal import Decimal

import pytest

from frameworks.checks import check
from frameworks.definition import Rating
from tests.definitions import (
    LEVELS,
    OBJECTIVE_ANSWERS,
    make_category,
    make_dimension,
    make_element,
    make_enabler,
    tiny_definition,
)


def test_sound_definition_has_no_fault():
    assert check(tiny_definition()) == []


FIRST = "categories.0.dimensions.0.elements.0.code"


def with_ratings(*steps):
    return {"ratings": tuple(Rating(value, f"Rating {value}", Decimal(percent)) for value, percent in steps)}


def with_levels(*levels):
    return {"levels": tuple(replace(LEVELS[0], number=number, from_percent=Decimal(start)) for number, start in levels)}


def with_elements(*elements, share=100):
    category = make_category("A", share, make_dimension("D1", *elements))
    return {"categories": (category,)}


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"framework": "Tiny"}, ["framework: must be small letters, digits and hyphens, such as quick-scan"]),
        ({"version": "1.0b"}, ["version: must be numbers and dots, such as 1.1"]),
        ({"indicators_share": Decimal(60)}, ["split: indicators and objective add up to 90, not 100"]),
        (
            {"indicators_share": Decimal(130), "objective_share": Decimal(-30)},
            ["split: a share can't be less than 0"],
        ),
        (
            {"ratings": ()},
            [
                "ratings: the scale has no bottom: one step must be worth 0 %",
                "ratings: the scale has no top: one step must be worth 100 %",
            ],
        ),
        (with_ratings((1, 10), (2, 100)), ["ratings: the scale has no bottom: one step must be worth 0 %"]),
        (with_ratings((1, 0), (2, 90)), ["ratings: the scale has no top: one step must be worth 100 %"]),
        (
            with_ratings((1, 0), (1, 100)),
            ["ratings.1.value: must be greater than 1: ratings are listed upwards"],
        ),
        (
            with_ratings((1, 0), (2, 100), (3, 50)),
            ["ratings.2.percent: a higher rating can't be worth less than a lower one"],
        ),
        (with_ratings((-1, 0), (1, 100)), ["ratings.0.value: can't be less than 0"]),
        (
            {"objective_answers": OBJECTIVE_ANSWERS[1:]},
            ["objective_answers: the scale has no top: one step must be worth 100 %"],
        ),
        (
            {"objective_answers": (*OBJECTIVE_ANSWERS, OBJECTIVE_ANSWERS[0])},
            ["objective_answers.3.code: full is there already, at objective_answers.0.code"],
        ),
        (
            {"objective_answers": (*OBJECTIVE_ANSWERS[:2], replace(OBJECTIVE_ANSWERS[2], code="not yet"))},
            ["objective_answers.2.code: must be letters, digits, hyphens and underscores"],
        ),
        ({"levels": ()}, ["levels: the first level must start at 0 %"]),
        (with_levels((1, 5), (2, 50)), ["levels: the first level must start at 0 %"]),
        (with_levels((1, 0), (2, 50), (3, 50)), ["levels.2.from: must be greater than 50: levels rise"]),
        (with_levels((1, 0), (1, 50)), ["levels.1.number: must be greater than 1: levels are listed upwards"]),
        (with_levels((-1, 0)), ["levels.0.number: can't be less than 0"]),
        (with_levels((1, 0), (2, 101)), ["levels.1.from: can't be greater than 100"]),
        (
            with_elements(make_element("D1.1", 60), make_element("D1.2", 30)),
            [
                "points: the elements add up to 90 points, not to the declared 100",
                "categories.0.share: A holds 90 points, not 100 % of 100",
            ],
        ),
        (
            with_elements(make_element("D1.1", 100), share=90),
            ["categories: the shares add up to 90, not 100", "categories.0.share: A holds 100 points, not 90 % of 100"],
        ),
        (
            {"points": Decimal(0)} | with_elements(make_element("D1.1", 0)),
            ["categories.0.dimensions.0.elements.0.points: must be greater than 0"],
        ),
        (
            with_elements(make_element("D1.1", 50), make_element("D1.1", 50)),
            [f"{FIRST.replace('0.code', '1.code')}: D1.1 is there already, at {FIRST}"],
        ),
        (
            {"enablers": (make_enabler("D1.1"),)},
            [f"enablers.0.code: D1.1 is there already, at {FIRST}"],
        ),
        (
            with_elements(replace(make_element("D1.1", 100), objective="")),
            ["categories.0.dimensions.0.elements.0.objective: D1.1 has no statement of objective"],
        ),
        (
            with_elements(make_element("D1.1", 100, ())),
            ["categories.0.dimensions.0.elements.0.indicators: D1.1 has no indicator"],
        ),
        ({"enablers": (make_enabler("E1", ()),)}, ["enablers.0.indicators: E1 has no indicator"]),
        (
            {"enablers": (make_enabler("E1", (1, 0, "-1")),)},
            [
                "enablers.0.indicators.1.weight: must be greater than 0",
                "enablers.0.indicators.2.weight: must be greater than 0",
            ],
        ),
        (
            {"enablers": (replace(make_enabler("E1"), code="E2"),)},
            [
                "enablers.0.indicators.0.code: must be E2/ and the indicator's number, not E1/1",
                "enablers.0.indicators.1.code: must be E2/ and the indicator's number, not E1/2",
            ],
        ),
        (
            {"enablers": (replace(make_enabler("E1"), indicators=make_enabler("E1").indicators[::-1]),)},
            ["enablers.0.indicators.1.code: must come after E1/2: indicators are listed upwards, each number once"],
        ),
        (
            {"enablers": (make_enabler("E 1"),)},
            ["enablers.0.code: must be letters, digits and dots, such as D2.6"],
        ),
        ({"categories": (), "points": Decimal(0)}, ["categories: there are none"]),
        (
            {"categories": (make_category("A", 100),), "points": Decimal(0)},
            ["categories.0.dimensions: A has no dimension"],
        ),
        (
            {"categories": (make_category("A", 100, make_dimension("D1")),), "points": Decimal(0)},
            ["categories.0.dimensions.0.elements: D1 has no element"],
        ),
        (
            {"categories": (*tiny_definition().categories, make_category("A", 0, make_dimension("D 4")))},
            [
                "categories.2.dimensions.0.code: must be letters, digits and dots, such as D2.6",
                "categories.2.dimensions.0.elements: D 4 has no element",
                "categories.2.code: A is there already, at categories.0.code",
                "categories.2.title: Category A is there already, at categories.0.title",
                "categories.2.share: must be greater than 0",
            ],
        ),
    ],
)
def test_definition_that_does_not_hold_is_refused(changes, faults):
    assert [str(fault) for fault in check(tiny_definition(**changes))] == faults


def test_dimension_that_is_there_twice_is_refused():
    halves = [make_dimension("D1", make_element(f"D1.{number}", 50)) for number in (1, 2)]
    found = check(tiny_definition(categories=(make_category("A", 100, *halves),)))
    assert [str(fault) for fault in found] == [
        "categories.0.dimensions.1.code: D1 is there already, at categories.0.dimensions.0.code",
        "categories.0.dimensions.1.title: Dimension D1 is there already, at categories.0.dimensions.0.title",
    ]
