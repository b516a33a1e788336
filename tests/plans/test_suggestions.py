"""What the guide suggests for each element's next level, and the answers that it would change."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.moves import Move, moved
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score, score_element
from frameworks.definition import Guide, SuggestedAction
from plans.suggestions import next_level, raising, suggestions
from tests.definitions import LEVELS, make_category, make_dimension, make_element, tiny_definition

GUIDE = Guide(
    actions=(
        SuggestedAction(2, "Name an owner", "Somebody by name.", "marketing", Decimal(2)),
        SuggestedAction(3, "Write it down", "On one page."),
        SuggestedAction(3, "Agree on it", "In one meeting.", "executive", Decimal("0.5")),
    )
)
ELEMENT = replace(make_element("D1.1", 100, (1, 1)), guide=GUIDE)
DEFINITION = tiny_definition(
    categories=(make_category("A", 100, make_dimension("D1", ELEMENT)),), enablers=tiny_definition().enablers
)


def offered(*ratings, objective=None, excluded=False):
    answers = {"D1.1": ElementAnswers(dict(enumerate(ratings, start=1)), objective, excluded=excluded)}
    return suggestions(DEFINITION, answers, score(DEFINITION, answers))


def test_what_is_suggested_is_for_the_next_level():
    # 0.7 × 25 % + 0.3 × 50 % = 32.5 %: level 2, so that level 3 comes next.
    found = offered(2, 2, objective="partial")
    assert [(one.code, one.action.title, one.level.number) for one in found] == [
        ("D1.1:3:1", "Write it down", 3),
        ("D1.1:3:2", "Agree on it", 3),
    ]
    assert found[0].moves == (Move("D1.1", "1", "3"), Move("D1.1", "2", "3"))
    assert found[0].gain == Decimal("17.50")


def test_only_what_is_below_the_level_is_raised():
    assert offered(2, 3, objective="none")[0].moves == (Move("D1.1", "1", "3"), Move("D1.1", "objective", "partial"))


def test_the_objective_is_left_alone_where_the_ratings_reach_the_level():
    assert offered(2, 2, objective="partial")[0].moves[-1].item == "2"


@pytest.mark.parametrize("answers", [(3, 3, "full"), (5, 5, "full")])
def test_without_a_suggestion_for_the_next_level_nothing_is_offered(answers):
    assert offered(*answers[:2], objective=answers[2]) == ()


def test_what_is_left_out_has_no_next_level():
    assert offered(2, 2, excluded=True) == ()


def test_next_level_ends_at_the_top():
    assert [next_level(DEFINITION, level) for level in (None, LEVELS[3], LEVELS[4])] == [None, LEVELS[4], None]


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 5), st.just(NOT_APPLICABLE)), min_size=2, max_size=2),
    st.sampled_from([None, "none", "partial", "full"]),
    st.sampled_from(LEVELS),
)
def test_the_moves_always_reach_the_level_and_lower_nothing(ratings, objective, level):
    if ratings == [NOT_APPLICABLE, NOT_APPLICABLE]:
        return
    given_ratings = {number: one for number, one in enumerate(ratings, start=1) if one is not None}
    answers = ElementAnswers(given_ratings, objective)
    moves = raising(DEFINITION, ELEMENT, answers, level)
    before = score_element(DEFINITION, ELEMENT, answers)
    after = score_element(DEFINITION, ELEMENT, moved(DEFINITION, {"D1.1": answers}, moves)["D1.1"])
    assert after.level.number >= level.number
    assert after.points >= before.points
