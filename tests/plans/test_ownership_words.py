"""What is said of who owns what, and a plan's actions by function and dimension."""

import pytest

from plans.matrix import Owned, matrix_of
from plans.ownership import _alone, _row, _sentence

FUNCTIONS = ("sales", "marketing", "quality")


def matrix(*functions, effort=None):
    return matrix_of(FUNCTIONS, ("D1", "D2"), [Owned(one, ("D1",), effort) for one in functions])


@pytest.mark.parametrize(
    ("functions", "words"),
    [
        ((), "No action has an owning function yet: choose one for each, so that it is clear who sees to it."),
        (("",), "No action has an owning function yet: choose one for each, so that it is clear who sees to it."),
        (
            ("sales",),
            "Sales holds 1 of 1 owned action (100 %). With fewer than three owned actions, that says little.",
        ),
        (
            ("sales", "sales", "sales", "quality"),
            "Sales holds 3 of 4 owned actions (75 %). Ownership is stuck in one silo: give other functions their part.",
        ),
        (
            ("sales", "sales", "quality", "marketing"),
            "Sales holds 2 of 4 owned actions (50 %). Ownership leans on one function.",
        ),
        (
            ("sales", "quality", "marketing", ""),
            "Sales holds 1 of 3 owned actions (33 %). Ownership is spread over 3 functions.",
        ),
    ],
)
def test_the_sentence_follows_the_verdict(functions, words):
    assert _sentence(matrix(*functions)) == words


def test_effort_is_told_where_the_actions_say_any():
    said = _sentence(matrix("sales", "sales", "sales", effort=3))
    assert said.startswith("Sales holds 3 of 3 owned actions (100 %) and 100 % of the effort.")


def test_what_rests_with_one_function_alone_is_named():
    assert _alone("Insight", "sales") == "In Insight every action rests with Sales."


def test_a_cell_is_as_dark_as_it_is_full_beside_the_fullest():
    found = matrix(*["sales"] * 8, *["marketing"] * 3, "quality")
    tints = {row.title: [cell.tint for cell in row.cells] for row in (_row(one, found) for one in found.rows)}
    assert list(tints.values()) == [[4, 0], [2, 0], [1, 0]]
