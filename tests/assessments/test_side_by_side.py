"""Two results beside each other, dimension by dimension, whatever became of the dimensions."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.items import EXCLUDED, Item, PlainAnswer
from assessments.side_by_side import dimension_pairs
from assessments.upgrade_preview import preview_upgrade
from frameworks.definition import UpgradeRule
from tests.definitions import make_category, make_dimension, make_element, tiny_definition

OLD = tiny_definition()
D1, D2, D3 = OLD.dimensions
WITH_POINTS = [PlainAnswer("D2.1", "1", "5"), PlainAnswer("D2.1", Item.OBJECTIVE, "full")]


def pairs(*dimensions, answers=(), **changes):
    """The pairs after an upgrade to a version of these dimensions."""
    new = tiny_definition(version="1.1", categories=(make_category("A", 100, *dimensions),), **changes)
    return dimension_pairs(preview_upgrade(OLD, new, answers))


def sides(found):
    return [(pair.code, pair.before is not None, pair.after is not None) for pair in found]


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        ((D1, D2, D3), [("D1", True, True), ("D2", True, True), ("D3", True, True)]),
        ((D3, D1, D2), [("D3", True, True), ("D1", True, True), ("D2", True, True)]),
        ((D1, D3), [("D1", True, True), ("D3", True, True), ("D2", True, False)]),
        ((D3,), [("D3", True, True), ("D1", True, False), ("D2", True, False)]),
        (
            (make_dimension("D0", make_element("D0.1")), D1, D2, D3),
            [("D0", False, True), ("D1", True, True), ("D2", True, True), ("D3", True, True)],
        ),
        (
            (make_dimension("X", make_element("X.1")),),
            [("X", False, True), ("D1", True, False), ("D2", True, False), ("D3", True, False)],
        ),
    ],
    ids=["same", "other order", "one gone", "two gone", "one new", "all new"],
)
def test_newer_order_comes_first_and_then_what_is_gone(dimensions, expected):
    assert sides(pairs(*dimensions)) == expected


def test_title_is_the_newer_one_where_there_is_one():
    found = pairs(replace(D1, title="Renamed"), D3, make_dimension("D4", make_element("D4.1")))
    assert [(pair.code, pair.title) for pair in found] == [
        ("D1", "Renamed"),
        ("D3", "Dimension D3"),
        ("D4", "Dimension D4"),
        ("D2", "Dimension D2"),
    ]


def test_points_of_both_sides_stand_beside_each_other():
    """Full marks in D2.1 are all of its 20 points, and all of its 30 when it holds these."""
    heavier = replace(D2, elements=(replace(D2.elements[0], points=Decimal(30)),))
    pair = next(one for one in pairs(D1, heavier, D3, answers=WITH_POINTS, points=Decimal(110)) if one.code == "D2")
    assert (pair.before.points, pair.after.points) == (Decimal(20), Decimal(30))
    assert (pair.before.percent, pair.after.percent) == (Decimal(100), Decimal(100))


def test_element_that_moved_takes_its_points_to_the_other_dimension():
    found = pairs(D1, make_dimension("D3", *D3.elements, *D2.elements), answers=WITH_POINTS)
    points = {pair.code: (pair.before and pair.before.points, pair.after and pair.after.points) for pair in found}
    assert points == {"D1": (0, 0), "D3": (0, 20), "D2": (20, None)}


def test_dimension_of_another_code_is_new_and_its_points_come_along_by_rule():
    renamed = make_dimension("D9", make_element("D9.1", 20, (1,)))
    rule = UpgradeRule("1.0", "element", "D2.1", "D9.1")
    found = pairs(D1, renamed, D3, answers=WITH_POINTS, upgrades=(rule,))
    assert sides(found) == [("D1", True, True), ("D9", False, True), ("D3", True, True), ("D2", True, False)]
    assert (found[1].after.points, found[3].before.points) == (Decimal(20), Decimal(20))


def test_excluded_dimension_is_a_pair_without_points_on_either_side():
    pair = pairs(D1, D2, D3, answers=[PlainAnswer("D2.1", Item.SCOPE, EXCLUDED, "Not here.")])[1]
    assert (pair.code, pair.before, pair.before.percent) == ("D2", pair.after, None)
