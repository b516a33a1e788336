from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.asks import TOTAL, Ask, AsksError, Scope, asks_from_json, asks_to_json, check_asks
from tests.definitions import tiny_definition

TINY = tiny_definition()
LADDER = tiny_definition(ladder=Decimal(60))
decimals = st.decimals(0, 1000, places=2)
asks = st.one_of(
    st.integers(0, 9).map(lambda number: Ask(level=number)),
    decimals.map(lambda number: Ask(percent=number)),
    decimals.map(lambda number: Ask(points=number)),
)


@given(st.dictionaries(st.sampled_from(["D1.1", "D1", TOTAL]), asks))
def test_what_is_stored_is_what_was_asked(asked):
    assert asks_from_json(asks_to_json(asked)) == asked


def test_no_points_are_stored_as_none_and_not_as_one():
    assert asks_to_json({"D2": Ask(points=Decimal(0)), "D3": Ask(level=0)}) == {
        "D2": {"points": "0"},
        "D3": {"level": 0},
    }


def test_stored_decimals_are_texts():
    asked = {"D1.1": Ask(percent=Decimal("62.50")), "D2": Ask(level=3), TOTAL: Ask(points=Decimal(700))}
    assert asks_to_json(asked) == {"D1.1": {"percent": "62.5"}, "D2": {"level": 3}, TOTAL: {"points": "700"}}


@pytest.mark.parametrize("given_", [{}, {"level": 1, "percent": Decimal(1)}, {"points": Decimal(1), "level": 2}])
def test_exactly_one_thing_is_asked(given_):
    with pytest.raises(ValueError, match="exactly one of them"):
        Ask(**given_)


@pytest.mark.parametrize(
    ("scope", "asked"),
    [
        (Scope.ELEMENTS, {"D1.1": Ask(level=5), "D3.1": Ask(percent=Decimal(100))}),
        (Scope.ELEMENTS, {"D1.1": Ask(percent=Decimal(0))}),
        (Scope.DIMENSIONS, {"D1": Ask(level=1), "D2": Ask(points=Decimal(20))}),
        (Scope.TOTAL, {TOTAL: Ask(points=Decimal(100))}),
    ],
)
def test_sound_target(scope, asked):
    check_asks(TINY, scope, asked)


@pytest.mark.parametrize(
    ("scope", "asked", "message"),
    [
        (Scope.ELEMENTS, {}, "nothing is asked"),
        (Scope.ELEMENTS, {"D1": Ask(level=5)}, "D1 is nothing that"),
        (Scope.ELEMENTS, {"E1": Ask(level=5)}, "E1 is nothing that"),
        (Scope.DIMENSIONS, {"D1.1": Ask(level=5)}, "D1.1 is nothing that"),
        (Scope.TOTAL, {"D1": Ask(level=5)}, "D1 is nothing that"),
        (Scope.ELEMENTS, {"D1.1": Ask(level=6)}, "there is no level 6"),
        (Scope.ELEMENTS, {"D1.1": Ask(percent=Decimal("100.1"))}, "no percentage"),
        (Scope.ELEMENTS, {"D1.1": Ask(percent=Decimal(-1))}, "no percentage"),
        (Scope.DIMENSIONS, {"D2": Ask(points=Decimal("20.01"))}, "more than there are"),
        (Scope.TOTAL, {TOTAL: Ask(points=Decimal(-1))}, "fewer than none"),
    ],
)
def test_target_that_the_framework_has_no_place_for(scope, asked, message):
    with pytest.raises(AsksError, match=message):
        check_asks(TINY, scope, asked)


def test_ladder_has_levels_of_the_total_alone():
    check_asks(LADDER, Scope.TOTAL, {TOTAL: Ask(level=4)})
    check_asks(LADDER, Scope.DIMENSIONS, {"D1": Ask(percent=Decimal(60))})
    for scope, code in ((Scope.ELEMENTS, "D1.1"), (Scope.DIMENSIONS, "D1")):
        with pytest.raises(AsksError, match="no level 4"):
            check_asks(LADDER, scope, {code: Ask(level=4)})
