import math

import pytest

from charts.radar import BARE, RADIUS, STEPS, WIDE, Radar, draw_radar
from tests.charts.conftest import make_loop, make_overview, with_targets
from tests.charts.paths import ends


def test_each_point_lies_as_far_out_as_its_percentage(loop):
    axes = draw_radar(Radar(loop)).axes_in_order
    distances = [math.hypot(axis.point.x, axis.point.y) for axis in axes]
    assert distances == pytest.approx([0, 20, 40, 60, 80, 100])


def test_axes_stand_where_the_loop_has_them(loop):
    axes = draw_radar(Radar(loop)).axes_in_order
    assert [axis.angle for axis in axes] == [120, 180, 240, 60, 0, -60]
    assert [axis.place for axis in axes] == ["left-1", "left-2", "left-3", "right-1", "right-2", "right-3"]
    assert [axis.hue for axis in axes] == [1, 2, 3, 4, 5, 6]


def test_axes_go_round_evenly(loop):
    angles = [axis.angle % 360 for axis in draw_radar(Radar(loop)).axes]
    assert [(b - a) % 360 for a, b in zip(angles, [*angles[1:], angles[0]], strict=True)] == [60] * 6


def test_outline_is_closed_when_every_dimension_counts(loop):
    drawing = draw_radar(Radar(loop))
    assert (len(drawing.edges), len(drawing.wedges), len(drawing.before)) == (6, 6, 6)
    corners = [ends(edge) for edge in drawing.edges]
    assert [edge[1] for edge in corners] == [edge[0] for edge in [*corners[1:], corners[0]]]


def test_outline_is_open_at_a_dimension_that_is_left_out(loop_with_gap):
    drawing = draw_radar(Radar(loop_with_gap))
    assert (len(drawing.edges), len(drawing.wedges), len(drawing.before)) == (4, 4, 0)
    assert [axis.mark == "" for axis in drawing.axes_in_order] == [False, False, True, False, False, False]


def test_rings_stand_at_the_levels_and_at_the_edge(loop):
    rings = draw_radar(Radar(loop)).rings
    assert [math.hypot(*ends(ring)[0]) for ring in rings] == pytest.approx([20, 40, 60, 80, RADIUS], abs=0.02)


def test_target_is_an_outline_of_its_own(loop):
    wanted = with_targets(loop, "30", "40", "50", "60", "70", "100")
    drawing = draw_radar(Radar(wanted))
    distances = [math.hypot(axis.target.x, axis.target.y) for axis in drawing.axes_in_order]
    assert distances == pytest.approx([30, 40, 50, 60, 70, 100])
    corners = [ends(edge) for edge in drawing.target]
    assert [edge[1] for edge in corners] == [edge[0] for edge in [*corners[1:], corners[0]]]
    assert draw_radar(Radar(loop)).target == ()


def test_outline_of_the_target_is_open_where_a_dimension_has_none(loop):
    assert len(draw_radar(Radar(with_targets(loop, "30", None, "50", "60", "70", "80"))).target) == 4


def test_mark_is_a_dot_at_the_score():
    axis = draw_radar(Radar(make_loop(*["50"] * 6))).axes_in_order[4]
    assert (axis.mark, axis.spoke) == ("M50 0 L50 0", "M0 0 L100 0")


def test_nothing_is_drawn_outside_the_box(loop):
    drawing = draw_radar(Radar(with_targets(loop, *["100"] * 6)))
    paths = [*drawing.rings, *drawing.target, *drawing.wedges, *drawing.before, *(axis.spoke for axis in drawing.axes)]
    points = [point for path in paths for point in ends(path)]
    assert [point for point in points if max(map(abs, point)) > RADIUS] == []
    assert drawing.box.view_box == "-188 -122 376 244"


# --- any other number of dimensions -----------------------------------------------------------------------------------
COUNTS = range(3, 10)


@pytest.mark.parametrize("count", COUNTS)
def test_axes_of_another_framework_go_clockwise_from_the_top(count):
    axes = draw_radar(Radar(make_overview(*["50"] * count))).axes
    assert [axis.angle for axis in axes] == pytest.approx([90 - 360 / count * place for place in range(count)])
    assert [axis.segment.code for axis in axes] == [f"D{place}" for place in range(1, count + 1)]
    assert (axes[0].point.x, axes[0].point.y) == pytest.approx((0, -50))


@pytest.mark.parametrize("count", COUNTS)
def test_labels_stand_beyond_their_axes_each_in_a_spot_of_its_own(count):
    drawing = draw_radar(Radar(make_overview(*["50"] * count)))
    spots = [axis.spot for axis in drawing.axes]
    assert len({(spot.column, spot.row) for spot in spots}) == count
    assert [spot for spot in spots if not (0 < spot.column < STEPS and 0 <= spot.row <= STEPS)] == []
    for axis, spot in zip(drawing.axes, spots, strict=True):
        x = drawing.box.left + drawing.box.width * spot.column / STEPS
        assert x == pytest.approx((RADIUS + 8) * math.cos(math.radians(axis.angle)), abs=drawing.box.width / STEPS / 2)


def test_label_keeps_to_its_own_side():
    spots = [axis.spot for axis in draw_radar(Radar(make_overview(*["50"] * 4))).axes]
    assert [(spot.side, spot.edge) for spot in spots] == [
        ("middle", "bottom"),
        ("start", "middle"),
        ("middle", "top"),
        ("end", "middle"),
    ]


def test_bare_radar_has_hardly_any_room_around_it():
    overview = make_overview(*["50"] * 5)
    assert draw_radar(Radar(overview), BARE).box.width == 2 * (RADIUS + 8)
    assert draw_radar(Radar(overview)).box == WIDE.box
