from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.spreading import Room, weakest_first

cents = st.integers(0, 30_000).map(lambda number: Decimal(number).scaleb(-2))


@st.composite
def rooms(draw) -> dict[str, Room]:
    found = {}
    for index in range(draw(st.integers(1, 12))):
        most = draw(cents)
        found[f"D1.{index}"] = Room(min(draw(cents), most), most)
    return found


def room(now: str, most: str) -> Room:
    return Room(Decimal(now), Decimal(most))


def spread(asked: str, **rooms: Room) -> dict[str, str]:
    return {code: str(points) for code, points in weakest_first(rooms, Decimal(asked)).items()}


def test_weakest_is_raised_to_the_next_and_then_both_together():
    one, two, three = room("2.00", "10"), room("6.00", "20"), room("9.00", "10")
    assert spread("18.00", a=one, b=two, c=three) == {"a": "3.00", "b": "6.00", "c": "9.00"}
    assert spread("24.00", a=one, b=two, c=three) == {"a": "5.00", "b": "10.00", "c": "9.00"}
    assert spread("38.50", a=one, b=two, c=three) == {"a": "9.63", "b": "19.25", "c": "9.62"}


def test_what_rounding_leaves_over_goes_to_who_lost_most_and_the_first_of_equals():
    thirds = {name: room("0.00", "10") for name in "abc"}
    assert spread("10.00", **thirds) == {"a": "3.34", "b": "3.33", "c": "3.33"}
    assert spread("0.02", **thirds) == {"a": "0.01", "b": "0.01", "c": "0.00"}


@pytest.mark.parametrize(("asked", "expected"), [("0", {"a": "5.00"}), ("4.99", {"a": "5.00"}), ("99", {"a": "10.00"})])
def test_nothing_is_taken_away_and_nothing_is_asked_beyond_the_most(asked, expected):
    assert spread(asked, a=room("5.00", "10")) == expected


def test_where_there_is_no_room_nothing_is_raised():
    assert spread("5", a=room("0.00", "0"), b=room("0.00", "10")) == {"a": "0.00", "b": "5.00"}
    assert spread("5", a=room("0.00", "0")) == {"a": "0.00"}
    assert weakest_first({}, Decimal(5)) == {}


@given(rooms(), cents)
def test_sum_is_what_was_asked_to_the_cent(rooms, asked):
    have, most = (sum((getattr(one, name) for one in rooms.values()), Decimal(0)) for name in ("now", "most"))
    points = weakest_first(rooms, asked)
    assert sum(points.values()) == min(max(asked, have), most)


@given(rooms(), cents)
def test_every_element_stays_between_what_it_has_and_what_it_can_have(rooms, asked):
    points = weakest_first(rooms, asked)
    assert list(points) == list(rooms)
    assert [code for code, one in rooms.items() if not one.now <= points[code] <= one.most] == []


@st.composite
def wishes(draw) -> tuple[dict[str, Room], Decimal]:
    """Rooms, and a sum that at least one of them has to be raised for."""
    found = draw(rooms()) | {"D2.1": room("1.00", "5.00")}
    have, most = (sum(int(getattr(one, name) * 100) for one in found.values()) for name in ("now", "most"))
    return found, Decimal(draw(st.integers(have + 1, most))).scaleb(-2)


@given(wishes())
def test_nobody_who_is_raised_passes_anybody_by_more_than_a_cent(wish):
    rooms, asked = wish
    points = weakest_first(rooms, asked)
    raised = [code for code, one in rooms.items() if points[code] > one.now]
    high = max((points[code] - Decimal("0.01")) / rooms[code].most for code in raised)
    low = [code for code, one in rooms.items() if one.most and (points[code] + Decimal("0.01")) / one.most < high]
    assert low == []


@given(rooms(), cents, cents)
def test_who_asks_for_more_asks_less_of_nobody(rooms, one, other):
    less, more = (weakest_first(rooms, asked) for asked in sorted((one, other)))
    assert [code for code in rooms if more[code] < less[code] - Decimal("0.01")] == []
