"""The time line: quarters all alike, bars where their days are."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.shapes import Box
from charts.timeline import HEIGHT, MOST, WIDTH, Quarter, Span, draw_lane, place_of, quarter_of, quarters_of

TODAY = datetime.date(2026, 11, 22)
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31))
SPANS = st.tuples(st.one_of(st.none(), DAYS), DAYS, st.integers(0, 100)).map(
    lambda drawn: Span(min(drawn[0], drawn[1]) if drawn[0] else None, drawn[1], drawn[2])
)


def numbers(path):
    return [float(word.strip("MLZ")) for word in path.split() if word.strip("MLZ")]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [((2026, 1, 1), 1), ((2026, 3, 31), 1), ((2026, 4, 1), 2), ((2026, 9, 30), 3), ((2026, 12, 31), 4)],
)
def test_the_quarter_of_a_day(day, quarter):
    assert quarter_of(datetime.date(*day)) == Quarter(2026, quarter)


def test_quarters_run_from_today_to_the_last_due_day():
    spans = [Span(datetime.date(2027, 1, 4), datetime.date(2027, 5, 31))]
    assert quarters_of(spans, TODAY) == (Quarter(2026, 4), Quarter(2027, 1), Quarter(2027, 2))
    assert quarters_of([], TODAY) == ()


def test_a_plan_that_is_far_off_begins_with_its_own_start():
    assert quarters_of([Span(None, datetime.date(2030, 5, 31))], TODAY) == (Quarter(2030, 2),)


def test_a_bar_by_hand():
    # From the first day of the first of two quarters to its last: half of the width, half of that done.
    quarters = (Quarter(2027, 1), Quarter(2027, 2))
    lane = draw_lane(Span(datetime.date(2027, 1, 1), datetime.date(2027, 3, 31), 50), quarters, TODAY)
    assert (lane.bar, lane.done) == ("M0 7 L50 7 L50 17 L0 17 Z", "M0 7 L25 7 L25 17 L0 17 Z")
    assert (lane.grid, lane.today, lane.mark, lane.is_cut) == (("M50 0 L50 24",), "", "", False)


def test_a_due_day_alone_is_a_mark():
    lane = draw_lane(Span(None, datetime.date(2027, 3, 31), 50), (Quarter(2027, 1), Quarter(2027, 2)), TODAY)
    assert (lane.bar, lane.done, lane.mark) == ("", "", "M50 7 L50.5 12 L50 17 L49.5 12 Z")


def test_today_stands_within_its_quarter_and_nowhere_else():
    quarters = (Quarter(2026, 4),)
    span = Span(None, datetime.date(2026, 12, 31))
    assert numbers(draw_lane(span, quarters, TODAY).today)[0] == pytest.approx(100 * 52 / 92, abs=0.01)
    assert draw_lane(span, quarters, datetime.date(2027, 1, 1)).today == ""


def test_what_reaches_beyond_the_line_is_cut():
    span = Span(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1))
    assert draw_lane(span, (Quarter(2027, 1),), TODAY).is_cut


@given(st.lists(SPANS, min_size=1, max_size=6), DAYS)
def test_everything_is_drawn_within_the_box(spans, today):
    quarters = quarters_of(spans, today)
    assert 1 <= len(quarters) <= MOST
    assert all(after == before.next for before, after in itertools.pairwise(quarters))
    for span in spans:
        lane = draw_lane(span, quarters, today)
        assert bool(lane.bar) != bool(lane.mark)
        for path in (lane.bar, lane.done, lane.mark, lane.today):
            assert all(-0.01 <= x <= 100.01 for x in numbers(path)[::2])


def test_days_lie_in_their_quarters_and_beyond_them_at_the_edges():
    quarters = (Quarter(2027, 1), Quarter(2027, 2))
    days = [datetime.date(2026, 12, 31), quarters[0].first, quarters[1].first, datetime.date(2027, 7, 1)]
    assert [place_of(day, quarters) for day in days] == [0, 0, WIDTH / 2, WIDTH]
    assert [place_of(day, quarters, end=True) for day in (days[0], quarters[0].last, quarters[1].last)] == [
        0, WIDTH / 2, WIDTH,
    ]  # fmt: skip


def test_the_last_day_of_a_quarter_begins_within_it():
    quarters = (Quarter(2027, 1), Quarter(2027, 2))
    assert place_of(quarters[0].last, quarters) == WIDTH / 2 * 89 / 90


def test_a_day_before_every_quarter_ends_at_the_edge_too():
    quarters = (Quarter(2027, 2),)
    assert place_of(datetime.date(2026, 1, 1), quarters, end=True) == 0


def test_a_mark_at_either_edge_is_seen_whole():
    quarters = (Quarter(2027, 1),)
    ends = [draw_lane(Span(None, day), quarters, TODAY).mark for day in (datetime.date(2026, 1, 1), quarters[0].last)]
    places = [[float(part.strip("MLZ")) for part in mark.split()[0::2] if part.strip("MLZ")] for mark in ends]
    assert [(min(each), max(each)) for each in places] == [(0, 1), (WIDTH - 1, WIDTH)]


def test_the_middle_of_a_lane_is_its_lower_half():
    lane = draw_lane(Span(None, TODAY), (quarter_of(TODAY),), TODAY)
    assert lane.middle == Box(0, HEIGHT / 2, WIDTH, HEIGHT / 2)
