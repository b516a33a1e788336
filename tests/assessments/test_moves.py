"""Answers that would be others, and the result that they would come to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.items import Item
from assessments.moves import Move, moved, projected
from assessments.scoring import AnswersError, ElementAnswers, score
from tests.definitions import tiny_definition

DEFINITION = tiny_definition()
FIRST = DEFINITION.elements[0]
MOVES = st.lists(
    st.builds(
        Move,
        st.sampled_from([element.code for element in DEFINITION.elements]),
        st.just("1"),
        st.sampled_from([str(rating.value) for rating in DEFINITION.ratings]),
    )
)


def test_no_move_changes_nothing():
    answers = {FIRST.code: ElementAnswers({1: 3}, "partial")}
    assert moved(DEFINITION, answers, []) == answers


def test_moves_reach_indicator_and_objective_and_leave_the_rest():
    answers = {FIRST.code: ElementAnswers({1: 1, 2: 2}, "none")}
    after = moved(DEFINITION, answers, [Move(FIRST.code, "1", "4"), Move(FIRST.code, Item.OBJECTIVE, "full")])
    assert after == {FIRST.code: ElementAnswers({1: 4, 2: 2}, "full")}
    assert answers == {FIRST.code: ElementAnswers({1: 1, 2: 2}, "none")}


def test_the_last_of_two_moves_of_one_answer_holds():
    after = moved(DEFINITION, {}, [Move(FIRST.code, "1", "4"), Move(FIRST.code, "1", "2")])
    assert after[FIRST.code].indicators == {1: 2}


def test_an_excluded_element_stays_excluded():
    answers = {FIRST.code: ElementAnswers(excluded=True)}
    assert moved(DEFINITION, answers, [Move(FIRST.code, "1", "5")])[FIRST.code].excluded


@pytest.mark.parametrize(
    "move",
    [
        Move("X9", "1", "3"),
        Move(FIRST.code, "99", "3"),
        Move(FIRST.code, "1", "6"),
        Move(FIRST.code, "1", "much"),
        Move(FIRST.code, "objective", "somewhat"),
        Move(FIRST.code, "comment", "3"),
    ],
)
def test_a_place_or_value_that_is_not_there_is_refused(move):
    with pytest.raises(AnswersError):
        projected(DEFINITION, {}, [move])


@given(MOVES)
def test_projection_is_what_scoring_says_of_those_answers(moves):
    assert projected(DEFINITION, {}, moves) == score(DEFINITION, moved(DEFINITION, {}, moves))
    assert projected(DEFINITION, {}, moves).total.points >= Decimal(0)
