import pytest

from charts.rows import LENGTH, PITCH, RAIL, THICK, RowsDrawing, draw_rows
from charts.shapes import Point
from tests.charts.conftest import make_ladder, make_overview, with_targets
from tests.charts.paths import ends


def every_path(drawing: RowsDrawing) -> list[str]:
    parts = [path for row in drawing.rows for path in (row.track, row.fill, row.before, row.target, *row.ticks)]
    return [path for path in [*drawing.rails, *drawing.climbed, *parts] if path]


def width(path: str) -> float:
    return max(x for x, _ in ends(path)) if path else 0


def middles(drawing: RowsDrawing) -> list[float]:
    return [sum(y for _, y in ends(row.track)) / 4 for row in drawing.rows]


def test_fill_is_as_long_as_the_percentage_says():
    rows = draw_rows(make_overview("0", "25", "50", "100")).rows
    assert [width(row.fill) for row in rows] == [0, 50, 100, LENGTH]
    assert [width(row.track) for row in rows] == [LENGTH] * 4


def test_rows_run_downwards_and_rungs_upwards():
    assert [row.segment.code for row in draw_rows(make_overview("10", "20")).rows] == ["D1", "D2"]
    rungs = draw_rows(make_ladder("10", "20", counting=1)).rows
    assert [(rung.segment.code, rung.hue) for rung in rungs] == [("D2", 2), ("D1", 1)]


def test_every_row_has_the_same_room_around_it():
    drawing = draw_rows(make_overview("10", "20", "30"))
    assert middles(drawing) == [PITCH / 2, PITCH * 3 / 2, PITCH * 5 / 2]
    assert drawing.box.height == 3 * PITCH


@pytest.mark.parametrize(
    ("percents", "counting", "states"),
    [
        (("80", "60", "59.9", "90"), 3, ["holds", "holds", "climbing", "waiting"]),
        (("10", "90"), 1, ["climbing", "waiting"]),
        (("60", "100"), 2, ["holds", "holds"]),
        (("80", None, "30"), 3, ["holds", "", "climbing"]),
    ],
)
def test_rungs_hold_are_climbed_or_wait(percents, counting, states):
    rungs = draw_rows(make_ladder(*percents, counting=counting)).rows
    assert [rung.state for rung in reversed(rungs)] == states


def test_rails_are_climbed_up_to_the_last_rung_that_holds():
    drawing = draw_rows(make_ladder("80", "60", "30", "90", counting=3))
    tops = {min(y for _, y in ends(rail)) for rail in drawing.climbed}
    assert (tops, len(drawing.rails)) == ({middles(drawing)[2]}, 2)
    assert draw_rows(make_ladder("10", "90", counting=1)).climbed == ()


def test_rungs_are_marked_where_they_hold_and_rows_where_levels_begin():
    assert [len(row.ticks) for row in draw_rows(make_overview("50", "60")).rows] == [4, 4]
    (rung,) = draw_rows(make_ladder("50", counting=1)).rows
    assert {x for tick in rung.ticks for x, _ in ends(tick)} == {120}


def test_target_crosses_its_bar_and_stands_out_above():
    drawing = draw_rows(with_targets(make_overview("0", "50", "50"), "25", None, "100"))
    first, none, last = (ends(row.target) if row.target else [] for row in drawing.rows)
    assert (drawing.has_target, none) == (True, [])
    assert [{x for x, _ in path} for path in (first, last)] == [{50}, {LENGTH}]
    top, foot = (place[1] for place in first)
    track = [y for _, y in ends(drawing.rows[0].track)]
    assert (top, foot) == (min(track) - 6, max(track))
    assert draw_rows(make_overview("50")).has_target is False


def test_plain_rows_have_neither_rails_nor_states():
    drawing = draw_rows(make_overview("50", "60"))
    assert (drawing.is_ladder, drawing.rails, drawing.climbed, {row.state for row in drawing.rows}) == (
        False,
        (),
        (),
        {""},
    )


def test_left_out_dimension_has_a_track_and_nothing_else():
    row = draw_rows(make_overview("50", None)).rows[1]
    assert (row.excluded, row.fill, row.before) == (True, "", "")


def test_last_cycle_is_marked_below_the_bar():
    drawing = draw_rows(make_overview("50", before="20"))
    assert (drawing.has_before, {x for x, _ in ends(drawing.rows[0].before)}) == (True, {40})
    assert draw_rows(make_overview("50")).has_before is False


@pytest.mark.parametrize("count", [1, 2, 4, 12])
def test_nothing_is_drawn_outside_the_box(count):
    for drawing in (
        draw_rows(make_overview(*["100"] * count, before="100")),
        draw_rows(make_ladder(*["100"] * count, counting=count)),
    ):
        points = [Point(x, y) for path in every_path(drawing) for x, y in ends(path)]
        assert [point for point in points if not drawing.box.holds(point)] == []


def test_ticks_and_marks_reach_a_little_over_the_bar():
    overview = with_targets(make_overview("50", before="25"), "75")
    (row,) = draw_rows(overview).rows
    top, bottom = min(y for _, y in ends(row.track)), max(y for _, y in ends(row.track))
    assert bottom - top == THICK
    assert {tuple(sorted(y for _, y in ends(tick))) for tick in row.ticks} == {(top, bottom)}
    assert sorted(y for _, y in ends(row.before)) == [bottom, bottom + 6]
    assert sorted(y for _, y in ends(row.target)) == [top - 6, bottom]
    assert [x for x, _ in ends(row.before) + ends(row.target)] == [50, 50, 150, 150]


def test_rails_stand_left_and_right_of_a_ladder():
    drawing = draw_rows(make_ladder("10", "20", counting=1))
    assert [x for rail in drawing.rails for x, _ in ends(rail)] == [-RAIL / 2] * 2 + [LENGTH + RAIL / 2] * 2
