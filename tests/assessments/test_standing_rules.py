"""The rules of the standing checks, each on both sides of its bound."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.items import PlainAnswer
from assessments.standing_rules import ElementFacts, Expired, element_checks
from tests.definitions import make_element, one_element, tiny_definition

FOUR = make_element("D1.1", 10, (1, 1, 1, 1))
DEFINITION = one_element(FOUR)


def facts(ratings="3213", objective="partial", element=FOUR, notes=None, **more):
    """The facts of an element: one rating a letter, ``-`` for none and ``n`` for not applicable."""
    values = {str(number): {"-": "", "n": "n/a"}.get(one, one) for number, one in enumerate(ratings, start=1)}
    values |= {"objective": objective} | {
        item: more.pop(item) for item in ("scope", "comment", "confidence") if item in more
    }
    answers = {item: PlainAnswer("D1.1", item, value, (notes or {}).get(item, "")) for item, value in values.items()}
    return ElementFacts(element=element, answers=answers, **more)


def found(facts, definition=DEFINITION):
    return [(one.weight.value, one.kind.value, one.item, one.sentence) for one in element_checks(definition, facts)]


def test_sound_element_has_nothing_to_look_at():
    assert found(facts()) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"ratings": "3-13"}, ("error", "unanswered", "2", "1 answer is missing.")),
        ({"ratings": "3--3", "objective": ""}, ("error", "unanswered", "2", "3 answers are missing.")),
        (
            {"ratings": "3413"},
            ("warning", "unsupported", "2", "Indicator 2 is rated high, with neither evidence nor words for it."),
        ),
        (
            {"ratings": "3453"},
            (
                "warning",
                "unsupported",
                "2",
                "Indicators 2, 3 are rated high, with neither evidence nor words for them.",
            ),
        ),
        (
            {"ratings": "1223", "objective": "full"},
            (
                "warning",
                "objective",
                "objective",
                "The objective is reached in full, and yet most indicators are rated low.",
            ),
        ),
        (
            {"ratings": "5543", "objective": "none", "evidence": frozenset({""})},
            (
                "warning",
                "objective",
                "objective",
                "The objective is not reached, and yet most indicators are rated high.",
            ),
        ),
        ({"ratings": "3333"}, ("notice", "alike", "1", "All 4 indicators that apply have the same rating, 3.")),
        ({"ratings": "3nn1"}, ("warning", "not-applicable", "2", "2 of 4 indicators are not applicable.")),
        (
            {"expired": (Expired("Plan", datetime.date(2026, 3, 1)),)},
            ("warning", "stale", "", "The evidence “Plan” expired on 1 March 2026."),
        ),
        (
            {"taken_over": frozenset({"2", "objective"})},
            (
                "warning",
                "taken-over",
                "2",
                "2 answers were taken over from the last cycle, and nobody has confirmed them.",
            ),
        ),
        (
            {"confidence": "verified"},
            (
                "warning",
                "confidence",
                "confidence",
                "The answers are said to be documented or verified, and there is no evidence.",
            ),
        ),
        ({"open_points": 2}, ("warning", "open-point", "", "2 open points are not closed.")),
        ({"findings": 1}, ("warning", "finding", "", "1 finding is not considered in the answers yet.")),
    ],
)
def test_each_rule_finds_what_it_is_for(given, expected):
    assert found(facts(**given)) == [expected]


@pytest.mark.parametrize(
    "given",
    [
        {"ratings": "3413", "evidence": frozenset({""})},
        {"ratings": "3413", "evidence": frozenset({"2"})},
        {"ratings": "3413", "notes": {"2": "Seen on site."}},
        {"ratings": "3413", "comment": "Seen on site."},
        {"ratings": "3413", "remarks": 1},
        {"ratings": "1233", "objective": "full"},  # half is not most
        {"ratings": "3344", "objective": "none", "remarks": 1},
        {"ratings": "1112", "objective": "partial"},
        {"ratings": "3n13"},  # a quarter
        {"confidence": "documented", "evidence": frozenset({"1"})},
        {"confidence": "stated"},
        {"scope": "excluded", "ratings": "----", "objective": "", "open_points": 1},
    ],
)
def test_no_rule_finds_what_it_is_not_for(given):
    assert found(facts(**given)) == []


@pytest.mark.parametrize(("ratings", "count"), [("333", 0), ("3333", 1), ("33333", 1), ("33332", 0)])
def test_the_same_rating_is_remarkable_from_four_on(ratings, count):
    element = make_element("D1.1", 10, (1,) * len(ratings))
    assert len(found(facts(ratings, element=element), one_element(element))) == count


def test_what_does_not_apply_has_no_rating_to_compare():
    element = make_element("D1.1", 10, (1,) * 5)
    assert [one[1] for one in found(facts("3333n", element=element), one_element(element))] == ["alike"]


@pytest.mark.parametrize(
    ("ratings", "found_it"), [("n3", True), ("n33", False), ("n332", False), ("nn3213", False), ("nn321", True)]
)
def test_more_than_a_third_not_applicable_is_much(ratings, found_it):
    element = make_element("D1.1", 10, (1,) * len(ratings))
    kinds = [one[1] for one in found(facts(ratings, element=element), one_element(element))]
    assert ("not-applicable" in kinds) == found_it


def test_enabler_that_is_not_answered_stands_in_no_ones_way():
    tiny = tiny_definition()
    enabler = ElementFacts(element=tiny.enablers[0], answers={})
    assert found(enabler, tiny) == [("notice", "unanswered", "1", "2 answers are missing.")]


def test_what_matters_most_comes_first():
    given = facts("4444", objective="", confidence="verified", open_points=1)
    assert [one[0] for one in found(given)] == ["error", "warning", "warning", "warning", "notice"]


def test_levels_of_another_scale_count_by_their_worth():
    """A 4 that is worth 50 % is not high, whatever its number."""
    flat = tuple(replace(one, percent=Decimal(50)) if one.value == 4 else one for one in DEFINITION.ratings)
    assert found(facts("3413"), replace(DEFINITION, ratings=flat)) == []
