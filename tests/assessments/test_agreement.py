"""Spread, middle, points at stake and rank of a team's answers, by hand and for any team."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.agreement import Standing, compare, middle_grade, points_at_stake
from assessments.items import Item, PlainAnswer, items_of
from tests.definitions import make_element, one_element, tiny_definition

TINY = tiny_definition()


def sheet(**answers):
    """The answers of one assessor to D1.1, by item; ``_1`` stands for item 1."""
    found = {}
    for name, said in answers.items():
        value, reason = said if isinstance(said, tuple) else (said, "")
        found["D1.1", name.lstrip("_")] = PlainAnswer("D1.1", name.lstrip("_"), value, reason)
    return found


def question(item, *sheets, agreed=None, tolerance=1):
    people = {f"person {number}": one for number, one in enumerate(sheets)}
    return compare(TINY, people, agreed or {}, tolerance).element("D1.1").question(item)


@pytest.mark.parametrize(
    ("ratings", "middle", "spread"),
    [("3", "3", 0), ("24", "2", 2), ("245", "4", 3), ("1225", "2", 4), ("2455", "4", 3), ("333", "3", 0)],
)
def test_middle_and_spread_of_ratings(ratings, middle, spread):
    found = question("1", *(sheet(_1=rating) for rating in ratings))
    assert (found.middle, found.spread) == (middle, spread)


@pytest.mark.parametrize(
    ("codes", "middle", "spread"),
    [(("full", "none"), "none", 2), (("full", "partial"), "partial", 1), (("full", "none", "full"), "full", 2)],
)
def test_middle_and_spread_of_an_objective_go_by_its_order(codes, middle, spread):
    found = question("objective", *(sheet(objective=code) for code in codes))
    assert (found.middle, found.spread) == (middle, spread)


def test_points_at_stake_are_the_elements_by_its_split_and_weights():
    element = make_element("D1.1", 20, (1, 3))
    definition = one_element(element)
    stakes = [points_at_stake(definition, element, item) for item in ("1", "2", "objective", "scope")]
    # 20 points, 70 % of them for the indicators: 14 × 1/4 and 14 × 3/4; 30 % for the objective: 6
    assert stakes == [Fraction(7, 2), Fraction(21, 2), 6, 20]


def test_nothing_is_at_stake_in_an_enabler():
    assert points_at_stake(TINY, TINY.enablers[0], "1") == 0


def test_rank_is_spread_times_points():
    found = question("1", sheet(_1="2"), sheet(_1="5"))
    assert (found.spread, found.points, found.rank) == (3, Fraction(7, 2), Fraction(21, 2))


def test_not_applicable_beside_a_rating_has_to_be_discussed_whatever_the_tolerance():
    found = question("1", sheet(_1="3"), sheet(_1=("n/a", "No shop")), tolerance=9)
    assert (found.middle, found.spread, found.standing) == (None, 4, Standing.FAR)
    assert found.needs_words("3")


def test_not_applicable_for_everybody_is_agreed_upon():
    found = question("1", sheet(_1=("n/a", "No shop")), sheet(_1=("n/a", "None")))
    assert (found.middle, found.spread, found.standing) == ("n/a", 0, Standing.NEAR)


def test_what_nobody_answered_has_to_be_discussed():
    found = question("1", {}, {})
    assert (found.middle, found.spread, found.standing) == (None, 0, Standing.FAR)


@pytest.mark.parametrize(("tolerance", "standing"), [(0, "far"), (1, "far"), (2, "near"), (3, "near")])
def test_the_tolerance_is_in_steps_and_inclusive(tolerance, standing):
    assert question("1", sheet(_1="2"), sheet(_1="4"), tolerance=tolerance).standing == standing


def test_an_agreed_answer_settles_its_question():
    assert question("1", sheet(_1="1"), sheet(_1="5"), agreed=sheet(_1="2")).standing == Standing.AGREED


@pytest.mark.parametrize(("value", "needed"), [("2", False), ("3", True), ("n/a", True)])
def test_words_are_needed_for_another_value_than_the_middle(value, needed):
    assert question("1", sheet(_1="2"), sheet(_1="3")).needs_words(value) is needed


def test_words_are_needed_for_the_middle_too_beyond_the_tolerance():
    assert question("1", sheet(_1="2"), sheet(_1="5")).needs_words("2")


def test_scope_is_no_question_while_nobody_excludes_the_element():
    assert question("scope", sheet(_1="2"), sheet(_1="3")) is None


def test_who_excludes_an_element_has_no_other_voice_in_it():
    out = sheet(_1="1", scope=("excluded", "No such channel"))
    assert [voice.person for voice in question("1", sheet(_1="3"), out).voices] == ["person 0"]
    scope = question("scope", sheet(_1="3"), out)
    assert [(voice.value, voice.step) for voice in scope.voices] == [("", 0), ("excluded", None)]
    assert (scope.middle, scope.spread, scope.points, scope.standing) == (None, 4, 10, Standing.FAR)


def test_an_exclusion_that_all_made_can_be_taken():
    scope = question("scope", *[sheet(scope=("excluded", "No such channel"))] * 2)
    assert (scope.middle, scope.standing) == ("excluded", Standing.NEAR)


def test_an_agreed_exclusion_settles_the_whole_element():
    out = sheet(scope=("excluded", "No such channel"))
    found = compare(TINY, {"a": sheet(_1="1"), "b": sheet(_1="5")}, out, 1).element("D1.1")
    assert {one.standing for one in found.questions} == {Standing.AGREED}


def test_an_element_stays_in_scope_with_words_or_with_all_its_answers():
    out = sheet(scope=("excluded", "No such channel"))
    said = sheet(scope=("", "It has one since May"))
    answered = sheet(_1="2", _2="2", objective="full")
    assert question("scope", sheet(_1="2"), out, agreed=said).standing == Standing.AGREED
    assert question("scope", sheet(_1="2"), out, agreed=answered).standing == Standing.AGREED
    assert question("scope", sheet(_1="2"), out).standing == Standing.FAR


def test_elements_stand_with_the_last_of_their_questions_and_go_by_rank():
    def whole(rating):
        return {
            (element.code, item): PlainAnswer(element.code, item, "full" if item == Item.OBJECTIVE else rating)
            for element in TINY.walk()
            for item in items_of(TINY, element)
            if item == Item.OBJECTIVE or item.isdecimal()
        }

    found = compare(TINY, {"a": whole("2"), "b": whole("4")}, {}, 1)
    # spread 2 on the indicators' 70 %: 14 of 10 points, 28 of 20, 84 of 60; nothing hangs on the enabler
    assert [(one.element.code, one.rank) for one in found.ranked(Standing.FAR)] == [
        ("D3.1", 84),
        ("D2.1", 28),
        ("D1.1", 14),
        ("D1.2", 14),
        ("E1", 0),
    ]
    assert (found.count(), found.count(Standing.FAR), found.count(Standing.NEAR)) == (16, 12, 4)


@pytest.mark.parametrize(
    ("grades", "middle"),
    [([], ""), (["", "verified"], ""), (["stated", "verified"], "stated"), (["", "stated", "verified"], "stated")],
)
def test_middle_of_grades(grades, middle):
    assert middle_grade(grades) == middle


RATINGS = st.lists(st.sampled_from(["", "1", "2", "3", "4", "5", "n/a"]), min_size=1, max_size=6)


@given(RATINGS, st.randoms(), st.integers(0, 4))
def test_the_order_of_the_assessors_changes_nothing(ratings, order, tolerance):
    def said(values):
        found = question("1", *(sheet(_1=(value, "why")) for value in values), tolerance=tolerance)
        return found.middle, found.spread, found.rank, found.standing

    shuffled = ratings.copy()
    order.shuffle(shuffled)
    assert said(shuffled) == said(ratings)


@given(st.sampled_from(["1", "2", "3", "4", "5", "n/a"]), st.integers(1, 6))
def test_sheets_that_are_alike_lie_within_any_tolerance(value, people):
    found = question("1", *[sheet(_1=(value, "why"))] * people, tolerance=0)
    assert (found.middle, found.spread, found.standing) == (value, 0, Standing.NEAR)


@given(st.lists(st.sampled_from("12345"), min_size=1, max_size=7))
def test_the_middle_is_an_answer_with_half_of_the_others_on_either_side(ratings):
    middle = question("1", *(sheet(_1=rating) for rating in ratings)).middle
    assert middle in ratings
    below, above = sum(one < middle for one in ratings), sum(one > middle for one in ratings)
    assert below < len(ratings) / 2 >= above
