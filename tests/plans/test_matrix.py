"""Who owns what, and when that is a silo."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.matrix import Cell, Owned, matrix_of

FUNCTIONS = ("sales", "marketing", "quality")
DIMENSIONS = ("D1", "D2", "D3")
OWNED = st.builds(
    Owned,
    st.sampled_from(["", *FUNCTIONS]),
    st.lists(st.sampled_from(DIMENSIONS), unique=True, max_size=3).map(tuple),
    st.one_of(st.none(), st.decimals(0, 500, places=1)),
)


def owned(function, *dimensions, effort=None):
    return Owned(function, dimensions, None if effort is None else Decimal(effort))


def test_a_matrix_by_hand():
    actions = [
        owned("marketing", "D1", "D3", effort="9"),
        owned("marketing", "D1", effort="1"),
        owned("sales", "D3"),
        owned("", effort="2"),
    ]
    matrix = matrix_of(FUNCTIONS, DIMENSIONS, actions)
    assert matrix.dimensions == ("D1", "D2", "D3", "")
    assert [(row.function, row.cells, row.whole) for row in matrix.rows] == [
        ("sales", (Cell(), Cell(), Cell(1), Cell()), Cell(1)),
        ("marketing", (Cell(2, Decimal("5.5")), Cell(), Cell(1, Decimal("4.5")), Cell()), Cell(2, Decimal(10))),
        ("", (Cell(), Cell(), Cell(), Cell(1, Decimal("2.0"))), Cell(1, Decimal(2))),
    ]
    assert matrix.whole == Cell(4, Decimal(12))
    assert (matrix.largest.function, matrix.largest.actions, matrix.largest.of) == ("marketing", 2, 3)
    assert (matrix.largest.percent, matrix.largest.effort_percent) == (67, 100)
    assert (matrix.verdict, matrix.alone) == ("stuck", (("D1", "marketing"),))


@pytest.mark.parametrize(
    ("functions", "verdict"),
    [
        ([], "none"),
        (["", ""], "unowned"),
        (["sales", "sales"], "few"),
        (["sales", "sales", "quality"], "stuck"),
        (["sales", "sales", "sales", "quality", "marketing"], "stuck"),
        (["sales", "sales", "quality", "marketing"], "leaning"),
        (["sales", "sales", "quality", "marketing", "marketing"], "spread"),
        (["sales", "sales", "sales", "", "", "", ""], "stuck"),
    ],
)
def test_the_verdict(functions, verdict):
    assert matrix_of(FUNCTIONS, DIMENSIONS, [owned(one, "D1") for one in functions]).verdict == verdict


def test_of_two_functions_alike_the_one_with_more_effort_is_named():
    actions = [owned("sales", "D1", effort="3"), owned("quality", "D2", effort="7")]
    assert matrix_of(FUNCTIONS, DIMENSIONS, actions).largest.function == "quality"


@given(st.lists(OWNED, max_size=12))
def test_rows_and_columns_add_up(actions):
    matrix = matrix_of(FUNCTIONS, DIMENSIONS, actions)
    assert sum(row.whole.actions for row in matrix.rows) == matrix.whole.actions == len(actions)
    for place, column in enumerate(matrix.sums):
        assert column.actions == sum(row.cells[place].actions for row in matrix.rows)
    shared = sum((cell.effort or Decimal(0) for cell in matrix.sums), Decimal(0))
    whole = matrix.whole.effort or Decimal(0)
    assert abs(shared - whole) <= Decimal("0.05") * 4 * len(actions or [0])
