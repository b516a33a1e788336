"""What the planner says: how far a proof goes, what stands, and where steps lead."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.items import Item
from assessments.moves import Move
from assessments.scoring import ElementAnswers, score
from planner.program import Status
from planner.solver import Best, Proof
from planner.words import (
    answer_words,
    budget_proof,
    cents,
    goal_proof,
    move_words,
    rounding_words,
    status_words,
    value_now,
)
from tests.definitions import tiny_definition

TINY = tiny_definition()
OPTIMAL = Proof(Status.OPTIMAL, 1250, 1250, 0.0, 0.1)
STOPPED = Proof(Status.TIME_LIMIT, 1250, 1305, 0.04, 1.1)
NOTHING = Proof(Status.TIME_LIMIT, None, 1305, None, 1.1)


@pytest.mark.parametrize("words", [budget_proof, goal_proof])
def test_a_proof_says_no_more_than_was_proved(words):
    said = [
        words(Best(NOTHING)),
        words(Best(replace(STOPPED, bound=None))),
        words(Best(STOPPED)),
        words(Best(replace(OPTIMAL, bound=1251))),
        words(Best(OPTIMAL)),
        words(Best(OPTIMAL, is_thriftiest=True)),
    ]
    assert [one.split()[0] for one in said] == ["The", "The", "Not", "Not", "Proved:", "Proved:"]
    assert said[0] == said[1]
    assert said[4].removesuffix(".") in said[5]
    assert len(said[5]) > len(said[4])


def test_the_bound_is_given_in_points_or_in_days():
    assert "No set of steps comes to more than 13.05 points." in budget_proof(Best(STOPPED))
    assert "It takes 130.5 person-days at the very least." in goal_proof(Best(STOPPED))


@pytest.mark.parametrize(("hundredths", "points"), [(0, "0.00"), (5, "0.05"), (1250, "12.50"), (100_001, "1000.01")])
def test_hundredths_as_points(hundredths, points):
    assert cents(hundredths) == points


def test_every_end_of_the_solver_has_a_name():
    assert [status_words(status) for status in Status] == [
        "optimal",
        "proved to be impossible",
        "stopped by the time limit",
    ]


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        ("1", "", "not answered"),
        ("1", "n/a", "not applicable"),
        ("1", "4", "4 Managed"),
        (Item.OBJECTIVE, "full", "Fully achieved"),
        (Item.OBJECTIVE, "", "not answered"),
    ],
)
def test_an_answer_in_words(item, value, words):
    assert answer_words(TINY, item, value) == words


def test_a_move_says_where_it_starts():
    answers = {"D1.1": ElementAnswers({1: 2}, "none")}
    assert [value_now(answers, "D1.1", item) for item in ("1", "2", Item.OBJECTIVE)] == ["2", "", "none"]
    assert value_now({}, "D1.1", Item.OBJECTIVE) == value_now({}, "D1.1", "1") == ""
    words = move_words(TINY, answers, Move("D1.1", "1", "5"))
    assert (words.element, words.now, words.then) == ("D1.1", "2 Developing", "5 Optimising")


def test_a_level_that_is_read_off_the_printed_percentage_is_explained():
    total = replace(score(TINY, {}).total, points=Decimal("59.96"), percent=Decimal("60.0"), level=TINY.levels[3])
    assert rounding_words(total) == (
        "59.96 of 100 points are 59.96 %, which is printed as 60.0 %; "
        "levels are read off the printed percentage, so Managed is reached."
    )
