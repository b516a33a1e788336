"""Answers carried from one version to another: by code, by rule, by worth; and whatever is not is listed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.carrying import Why, carry
from assessments.items import EXCLUDED, LONGEST_TEXT, PlainAnswer
from frameworks.definition import ObjectiveAnswer, Rating, UpgradeRule
from tests.definitions import (
    RATINGS,
    make_category,
    make_dimension,
    make_element,
    make_enabler,
    one_element,
    tiny_definition,
)

OLD = tiny_definition()


def answer(place: str, value: str = "", reason: str = "") -> PlainAnswer:
    """An answer to a place such as D1.1/2."""
    element, _, item = place.rpartition("/")
    return PlainAnswer(element, item, value, reason)


def rule(kind: str, old: str, new: str, from_version: str = "1.0") -> UpgradeRule:
    return UpgradeRule(from_version, kind, old, new)


def newer(*elements, upgrades=(), **changes):
    """Version 1.1 with these elements in one dimension, or those of the older one."""
    shape = {"categories": (make_category("A", 100, make_dimension("D1", *elements)),)} if elements else {}
    return tiny_definition(version="1.1", upgrades=tuple(upgrades), **shape | changes)


def standing(carried) -> dict[str, tuple[str, str]]:
    """What is given afterwards, by place."""
    return {f"{one.element}/{one.item}": (one.value, one.reason) for one in carried.answers if one.is_given}


def cleared(carried) -> list[tuple[str, str, Why]]:
    return [(f"{one.old.element}/{one.old.item}", one.old.value, one.why) for one in carried.cleared]


def lost(carried) -> list[tuple[str, str, list[str]]]:
    return [(one.element.code, one.item, [answer.item for answer in one.answers]) for one in carried.lost]


EVERYTHING = [
    answer("D1.1/1", "4", "Seen in June"),
    answer("D1.1/2", "n/a", "No such channel"),
    answer("D1.1/objective", "partial"),
    answer("D1.1/comment", "Two interviews"),
    answer("D2.1/scope", EXCLUDED, "No suppliers"),
    answer("D2.1/1", "2"),
    answer("D3.1/2", "", "A note alone"),
    answer("E1/1", "5"),
]


def test_identical_version_keeps_every_value_reason_note_comment_and_exclusion():
    carried = carry(OLD, newer(), EVERYTHING)
    assert standing(carried) == {f"{one.element}/{one.item}": (one.value, one.reason) for one in EVERYTHING}
    assert len(carried.kept) == len(EVERYTHING)
    assert (carried.cleared, carried.lost, carried.new_elements, carried.new_items, carried.reworded) == ((),) * 5


def test_every_place_of_the_newer_version_has_an_answer_in_its_order():
    carried = carry(OLD, newer(make_element("D9.9", weights=(1,))), [])
    assert [one.place for one in carried.answers] == [
        ("D9.9", "1"),
        ("D9.9", "objective"),
        ("D9.9", "scope"),
        ("D9.9", "confidence"),
        ("D9.9", "comment"),
        ("E1", "1"),
        ("E1", "2"),
        ("E1", "confidence"),
        ("E1", "comment"),
    ]


def test_answers_that_the_older_version_has_no_place_for_are_not_looked_at():
    carried = carry(OLD, newer(), [answer("D7.7/1", "3"), answer("D1.1/9", "3"), answer("E1/scope", EXCLUDED, "x")])
    assert (standing(carried), carried.lost, carried.cleared) == ({}, (), ())


# --- elements and indicators ------------------------------------------------------------------------------------------
def test_gone_element_is_listed_with_its_answers_and_a_new_one_as_new():
    new = newer(make_element("D1.1"), make_element("D1.3"))
    carried = carry(OLD, new, [answer("D1.2/1", "3"), answer("D1.2/comment", "Kept here"), answer("D1.1/1", "2")])
    assert lost(carried) == [("D1.2", "", ["1", "comment"]), ("D2.1", "", []), ("D3.1", "", [])]
    assert carried.lost_count == 2
    assert [element.code for element in carried.new_elements] == ["D1.3"]
    assert standing(carried) == {"D1.1/1": ("2", "")}


def test_moved_element_takes_its_answers_along_by_number():
    new = newer(make_element("D5.1"), upgrades=[rule("element", "D1.1", "D5.1")])
    carried = carry(OLD, new, [answer("D1.1/2", "4", "note"), answer("D1.1/objective", "full")])
    assert standing(carried) == {"D5.1/2": ("4", "note"), "D5.1/objective": ("full", "")}
    assert carried.new_elements == ()
    assert [(one.answer.place, one.before) for one in carried.reworded] == [
        (("D5.1", "2"), "The organisation does 2 of D1.1."),
        (("D5.1", "objective"), "D1.1 is achieved."),
    ]


def test_rule_of_another_version_says_nothing():
    new = newer(make_element("D5.1"), upgrades=[rule("element", "D1.1", "D5.1", from_version="0.9")])
    assert standing(carry(OLD, new, [answer("D1.1/2", "4")])) == {}


def test_indicator_rule_comes_before_the_element_rule_and_what_has_no_number_there_is_listed():
    new = newer(
        make_element("D5.1", weights=(1, 1)),
        make_element("D6.1", weights=(1,)),
        upgrades=[rule("element", "D1.2", "D5.1"), rule("indicator", "D1.2/1", "D6.1/1")],
    )
    carried = carry(OLD, new, [answer("D1.2/1", "2"), answer("D1.2/2", "3"), answer("D1.2/3", "4")])
    assert standing(carried) == {"D6.1/1": ("2", ""), "D5.1/2": ("3", "")}
    assert ("D1.2", "3", ["3"]) in lost(carried)
    assert [(one.element.code, one.item) for one in carried.new_items] == [("D5.1", "1")]


def test_gone_and_new_indicators_are_listed_answered_or_not():
    old = one_element(make_element("D1.1", weights=(1, 1)))
    element = make_element("D1.1", weights=(1, 1, 1))
    new = replace(one_element(replace(element, indicators=element.indicators[1:])), version="1.1")
    carried = carry(old, new, [answer("D1.1/2", "3")])
    assert lost(carried) == [("D1.1", "1", [])]
    assert [(one.element.code, one.item) for one in carried.new_items] == [("D1.1", "3")]


def test_objective_that_nobody_asks_any_more_is_listed_where_it_was_answered():
    new = newer(indicators_share=Decimal(100), objective_share=Decimal(0))
    carried = carry(OLD, new, [answer("D1.1/objective", "full")])
    assert lost(carried) == [("D1.1", "objective", ["objective"])]


def test_reworded_indicator_is_named_once_it_is_answered():
    element = make_element("D1.1", weights=(1, 1))
    said = tuple(replace(one, text=f"Says otherwise {one.number}") for one in element.indicators)
    carried = carry(OLD, newer(replace(element, indicators=said)), [answer("D1.1/1", "3"), answer("D1.1/2", "", "n")])
    assert [(one.answer.place, one.after) for one in carried.reworded] == [(("D1.1", "1"), "Says otherwise 1")]


# --- the scale --------------------------------------------------------------------------------------------------------
HALVED = (Rating(1, "No", Decimal(0)), Rating(2, "Partly", Decimal(25)), Rating(3, "Yes", Decimal(100)))


@pytest.mark.parametrize(("value", "kept"), [("1", True), ("2", True), ("3", False), ("4", False), ("n/a", True)])
def test_rating_without_a_rule_is_kept_where_it_is_worth_the_same(value, kept):
    carried = carry(OLD, newer(ratings=HALVED), [answer("D1.1/1", value, "Why")])
    assert standing(carried) == {"D1.1/1": (value if kept else "", "Why")}
    assert cleared(carried) == ([] if kept else [("D1.1/1", value, Why.SCALE)])


def test_rule_for_a_rating_wins_over_its_worth():
    new = newer(ratings=HALVED, upgrades=[rule("rating", "2", "1"), rule("rating", "5", "3")])
    carried = carry(OLD, new, [answer("D1.1/1", "2"), answer("D1.1/2", "5")])
    assert standing(carried) == {"D1.1/1": ("1", ""), "D1.1/2": ("3", "")}


def test_objective_answers_follow_the_same_rule():
    scale = (ObjectiveAnswer("full", "Yes", Decimal(100)), ObjectiveAnswer("half", "Half", Decimal(50)))
    new = newer(objective_answers=scale, upgrades=[rule("objective", "partial", "half")])
    given = [answer("D1.1/objective", "full"), answer("D1.2/objective", "partial"), answer("D2.1/objective", "none")]
    carried = carry(OLD, new, given)
    assert standing(carried) == {"D1.1/objective": ("full", ""), "D1.2/objective": ("half", "")}
    assert cleared(carried) == [("D2.1/objective", "none", Why.SCALE)]


# --- merging ----------------------------------------------------------------------------------------------------------
MERGED = newer(make_element("D1.1", weights=(1, 1)), upgrades=[rule("element", "D1.2", "D1.1")])


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [("4", "2", "2"), ("2", "4", "2"), ("n/a", "5", "5"), ("5", "n/a", "5"), ("3", "", "3"), ("3", "3", "3")],
)
def test_lower_of_two_that_meet_stands_and_the_other_is_listed(first, second, stands):
    given = [answer("D1.1/1", first, "One"), answer("D1.2/1", second, "Two")]
    carried = carry(OLD, MERGED, given)
    assert standing(carried)["D1.1/1"][0] == stands
    other = given[1] if carried.kept[0].old == given[0] else given[0]
    assert [(one.old, one.why) for one in carried.cleared] == [(other, Why.MERGED)]


def test_lower_is_judged_on_the_newer_scale():
    turned = tuple(Rating(6 - one.value, one.title, one.percent) for one in RATINGS)
    rules = [rule("element", "D1.2", "D1.1"), *(rule("rating", str(n), str(6 - n)) for n in range(1, 6))]
    carried = carry(
        OLD, newer(make_element("D1.1"), ratings=turned, upgrades=rules), [answer("D1.1/1", "4"), answer("D1.2/1", "2")]
    )
    assert standing(carried) == {"D1.1/1": ("4", "")}


def test_comments_that_meet_are_joined_while_there_is_room():
    carried = carry(OLD, MERGED, [answer("D1.1/comment", "One"), answer("D1.2/comment", "Two")])
    assert standing(carried) == {"D1.1/comment": ("One\n\nTwo", "")}
    assert carried.cleared == ()
    long = carry(OLD, MERGED, [answer("D1.1/comment", "x" * (LONGEST_TEXT - 3)), answer("D1.2/comment", "Two")])
    assert cleared(long) == [("D1.2/comment", "Two", Why.MERGED)]


def test_merged_element_is_excluded_only_where_all_of_it_was():
    out = [answer("D1.1/scope", EXCLUDED, "One"), answer("D1.2/scope", EXCLUDED, "Two")]
    assert standing(carry(OLD, MERGED, out)) == {"D1.1/scope": (EXCLUDED, "One\n\nTwo")}
    carried = carry(OLD, MERGED, out[:1])
    assert standing(carried) == {}
    assert cleared(carried) == [("D1.1/scope", EXCLUDED, Why.MERGED)]


def test_what_an_exclusion_hid_does_not_count_in_what_is_in_scope():
    given = [answer("D1.1/scope", EXCLUDED, "Out"), answer("D1.1/1", "1"), answer("D1.2/1", "4"), answer("D1.1/2", "2")]
    carried = carry(OLD, MERGED, given)
    assert standing(carried) == {"D1.1/1": ("4", "")}
    assert cleared(carried)[:2] == [("D1.1/1", "1", Why.SCOPE), ("D1.1/2", "2", Why.SCOPE)]


# --- rule 8 -----------------------------------------------------------------------------------------------------------
def test_element_left_with_nothing_that_applies_is_left_unanswered():
    old = one_element(make_element("D1.1", weights=(1, 1)))
    new = replace(one_element(make_element("D1.1", weights=(1,))), version="1.1")
    carried = carry(old, new, [answer("D1.1/1", "n/a", "No shops"), answer("D1.1/2", "4")])
    assert standing(carried) == {"D1.1/1": ("", "No shops")}
    assert cleared(carried) == [("D1.1/1", "n/a", Why.NOTHING_APPLIES)]
    assert carried.kept == ()


def test_element_that_has_become_an_enabler_loses_objective_and_exclusion():
    new = newer(
        make_element("D3.1", weights=(1, 1, 1, 1)),
        enablers=(make_enabler("E1"), make_enabler("E2")),
        upgrades=[rule("element", "D1.1", "E2")],
    )
    given = [answer("D1.1/scope", EXCLUDED, "Out"), answer("D1.1/objective", "full"), answer("D1.1/comment", "Said")]
    carried = carry(OLD, new, given)
    assert standing(carried) == {"E2/comment": ("Said", "")}
    assert lost(carried)[:2] == [("D1.1", "objective", ["objective"]), ("D1.1", "scope", ["scope"])]
