from dataclasses import replace
from decimal import Decimal

import pytest

from charts.loop import COMPACT, LARGE, LOGO, LoopDrawing, draw_loop
from charts.shapes import Point
from tests.charts.conftest import make_loop, with_targets
from tests.charts.paths import ends, length

STYLES = [LARGE, COMPACT, LOGO]


def every_path(drawing: LoopDrawing) -> list[str]:
    parts = [path for s in drawing.segments for path in (s.track, s.fill, s.before, s.target, *s.ticks)]
    return [path for path in [drawing.under, drawing.over, drawing.arrow, *parts] if path]


@pytest.mark.parametrize("style", STYLES)
def test_six_segments_are_equally_long(loop, style):
    lengths = [length(segment.track) for segment in draw_loop(loop, style).segments]
    assert lengths == pytest.approx([lengths[0]] * 6, abs=0.05)


@pytest.mark.parametrize("style", STYLES)
def test_fill_is_as_long_as_the_percentage_says(loop, style):
    segments = draw_loop(loop, style).segments
    shares = [length(segment.fill) / length(segment.track) if segment.fill else 0 for segment in segments]
    assert shares == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1], abs=0.001)


def test_every_hundredth_lengthens_the_fill():
    lengths = [
        length(draw_loop(make_loop(str(percent), *["50"] * 5)).segments[0].fill or "M0 0") for percent in range(101)
    ]
    assert lengths == sorted(set(lengths))


def test_segments_keep_their_places_and_hues(loop):
    segments = draw_loop(loop).segments
    assert [segment.place for segment in segments] == ["left-1", "left-2", "left-3", "right-1", "right-2", "right-3"]
    assert [segment.hue for segment in segments] == [1, 2, 3, 4, 5, 6]
    assert [segment.segment.code for segment in segments] == ["D1", "D2", "D3", "D4", "D5", "D6"]


def test_loop_runs_from_the_upper_left_to_the_lower_right():
    segments = draw_loop(make_loop(*["100"] * 6)).segments
    corners = [ends(segment.track) for segment in segments]
    assert [(start[0] < 0, start[1] < 0) for start, *_ in corners] == [
        (True, True),
        (True, True),
        (True, False),
        (False, True),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_drawn_outside_the_box(loop, style):
    drawing = draw_loop(with_targets(loop, "0", "20", "50", "60", "80", "100"), style)
    points = [Point(x, y) for path in every_path(drawing) for x, y in ends(path)]
    assert [point for point in points if not drawing.box.holds(point)] == []


@pytest.mark.parametrize("style", STYLES)
def test_segments_stay_clear_of_the_crossing(loop, style):
    nearest = min(abs(x) + abs(y) for s in draw_loop(loop, style).segments for x, y in ends(s.track))
    assert nearest >= (style.width / 2 + style.gap) * 2**0.5 - 0.02


def test_left_out_dimension_has_a_track_and_nothing_else(loop_with_gap):
    left_out = draw_loop(loop_with_gap).segments[2]
    assert (left_out.excluded, left_out.fill, left_out.before, left_out.ticks) == (True, "", "", ())
    assert left_out.track.startswith("M-")


def test_scored_nothing_is_not_left_out(loop):
    first = draw_loop(loop).segments[0]
    assert (first.excluded, first.fill) == (False, "")


def test_ticks_stand_where_the_levels_begin(loop):
    drawing = draw_loop(loop)
    assert [len(segment.ticks) for segment in drawing.segments] == [4] * 6
    uneven = draw_loop(replace(loop, bounds=(Decimal(0), Decimal(90))))
    assert [len(segment.ticks) for segment in uneven.segments] == [1] * 6


def test_compact_loop_has_no_ticks_no_arrow_and_no_last_cycle(loop):
    drawing = draw_loop(loop, COMPACT)
    assert (drawing.arrow, drawing.has_before, [segment.ticks for segment in drawing.segments]) == ("", False, [()] * 6)


def test_last_cycle_runs_inside_the_ribbon(loop):
    drawing = draw_loop(loop)
    assert drawing.has_before is True
    assert max(abs(y) for segment in drawing.segments for _, y in ends(segment.before)) < 100 - LARGE.width / 2


def test_without_a_last_cycle_there_is_no_line(loop_with_gap):
    drawing = draw_loop(loop_with_gap)
    assert (drawing.has_before, [segment.before for segment in drawing.segments]) == (False, [""] * 6)


def test_target_is_a_line_across_the_ribbon_that_stands_out_on_both_sides(loop):
    drawing = draw_loop(with_targets(loop, "0", "20", "50", "60", "80", "100"))
    assert drawing.has_target is True
    assert [length(segment.target) for segment in drawing.segments] == pytest.approx([LARGE.width + 12] * 6, abs=0.02)
    middle = tuple(sum(place) / 2 for place in zip(*ends(drawing.segments[2].target), strict=True))
    halfway = ends(draw_loop(make_loop(*["50"] * 6)).segments[2].fill)[-1]
    assert middle == pytest.approx(halfway, abs=0.02)


def test_target_is_drawn_in_the_large_loop_alone_and_not_where_all_is_left_out(loop, loop_with_gap):
    wanted = with_targets(loop, *["70"] * 6)
    assert [draw_loop(wanted, style).has_target for style in STYLES] == [True, False, False]
    assert [draw_loop(one).has_target for one in (loop, loop_with_gap)] == [False, False]
    gap = draw_loop(with_targets(loop_with_gap, *["70"] * 6))
    assert [bool(segment.target) for segment in gap.segments] == [True, True, False, True, True, True]


def test_highlight_fills_one_dimension_alone():
    drawing = draw_loop(make_loop(*["50"] * 6), COMPACT, highlight="D5")
    assert [bool(segment.fill) for segment in drawing.segments] == [False, False, False, False, True, False]


@pytest.mark.parametrize("style", STYLES)
def test_no_number_is_missing(loop, style):
    assert [path for path in every_path(draw_loop(loop, style)) if "nan" in path or "inf" in path] == []


def test_lobes_may_have_different_numbers_of_dimensions(loop):
    left, right = loop.parts
    drawing = draw_loop(replace(loop, parts=(replace(left, segments=left.segments[:2]), right)))
    assert [segment.place for segment in drawing.segments] == ["left-1", "left-2", "right-1", "right-2", "right-3"]
