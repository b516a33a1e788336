import itertools
import math

import pytest

from charts.ribbon import LEFT, RIGHT, Lobe, Stretch, divide
from tests.charts.paths import ends, length

LOBES = [Lobe(LEFT), Lobe(RIGHT)]
STEPS = [index / 64 for index in range(65)]


@pytest.mark.parametrize("lobe", LOBES)
def test_lobe_begins_and_ends_at_the_crossing(lobe):
    assert [str(lobe.at(0)), str(lobe.at(lobe.length))] == ["0 0", "0 0"]


@pytest.mark.parametrize("lobe", LOBES)
def test_lobe_turns_at_its_outermost_point(lobe):
    assert str(lobe.at(lobe.length / 2)) == f"{lobe.side * 241.42} 0"
    assert round(lobe.reach, 2) == 241.42


def test_left_lobe_sets_out_to_the_upper_left_and_the_right_one_to_the_upper_right():
    assert [str(lobe.at(100)) for lobe in LOBES] == ["-70.71 -70.71", "70.71 -70.71"]


@pytest.mark.parametrize("lobe", LOBES)
def test_lobe_is_the_same_above_and_below(lobe):
    there = [lobe.at(step * lobe.length) for step in STEPS]
    back = [lobe.at(lobe.length - step * lobe.length).mirrored() for step in STEPS]
    assert [(round(point.x, 9), round(point.y, 9)) for point in there] == [
        (round(point.x, 9), round(point.y, 9)) for point in back
    ]


def test_right_lobe_mirrors_the_left_one():
    left, right = LOBES
    assert [(-left.at(step * 600).x, left.at(step * 600).y) for step in STEPS] == [
        (right.at(step * 600).x, right.at(step * 600).y) for step in STEPS
    ]


@pytest.mark.parametrize("lobe", LOBES)
@pytest.mark.parametrize("inward", [-15, 0, 15])
def test_lobe_is_travelled_without_a_jump(lobe, inward):
    points = [lobe.at(step * lobe.length, inward) for step in STEPS]
    strides = [math.dist((a.x, a.y), (b.x, b.y)) for a, b in itertools.pairwise(points)]
    assert max(strides) < 1.2 * lobe.length / 64


@pytest.mark.parametrize("inward", [-15, 15])
def test_point_beside_the_ribbon_keeps_its_distance(inward):
    lobe = Lobe(LEFT)
    distances = {
        round(math.dist((lobe.at(s).x, lobe.at(s).y), (lobe.at(s, inward).x, lobe.at(s, inward).y)), 9)
        for s in (step * lobe.length for step in STEPS)
    }
    assert distances == {15.0}


def test_inward_is_towards_the_middle_of_the_lobe():
    lobe = Lobe(LEFT)
    assert lobe.at(lobe.length / 2, 10).x - lobe.at(lobe.length / 2).x == pytest.approx(10)
    assert str(lobe.at(0, 10)) == "-7.07 7.07"


@pytest.mark.parametrize("lobe", LOBES)
def test_drawn_path_of_a_whole_lobe_has_the_lobes_length(lobe):
    assert length(Stretch(lobe, 0, lobe.length).path()) == pytest.approx(lobe.length, abs=0.05)


@pytest.mark.parametrize("lobe", LOBES)
@pytest.mark.parametrize("parts", [1, 2, 3, 5])
def test_divided_lobe_has_equal_parts_that_fill_it(lobe, parts):
    stretches = divide(lobe, parts, margin=20, gap=4)
    assert [round(stretch.length, 6) for stretch in stretches] == [round(stretches[0].length, 6)] * parts
    assert sum(stretch.length for stretch in stretches) + 2 * 20 + (parts - 1) * 4 == pytest.approx(lobe.length)
    assert [round(b.start - a.end, 6) for a, b in itertools.pairwise(stretches)] == [4.0] * (parts - 1)


@pytest.mark.parametrize("fraction", [0.01, 0.25, 1 / 3, 0.5, 0.999, 1])
def test_first_part_is_drawn_in_proportion(fraction):
    for stretch in divide(Lobe(RIGHT), 3, margin=20, gap=4):
        assert length(stretch.first(fraction).path()) == pytest.approx(fraction * stretch.length, abs=0.05)


def test_path_bends_only_where_the_lobe_is_round():
    lobe = Lobe(RIGHT)
    letters = [
        "".join(c for c in Stretch(lobe, *span).path() if c.isalpha()) for span in [(0, 50), (50, 150), (110, 300)]
    ]
    assert letters == ["ML", "MLA", "MA"]
    assert "".join(c for c in Stretch(lobe, 50, 650).path() if c.isalpha()) == "MLAL"


def test_tick_is_as_long_as_the_ribbon_is_wide_and_centred_on_it():
    stretch = divide(Lobe(LEFT), 3, margin=20, gap=4)[1]
    tick = stretch.tick(0.5, 30)
    (x1, y1), (x2, y2) = ends(tick)
    middle = stretch.lobe.at(stretch.start + stretch.length / 2)
    assert length(tick) == pytest.approx(30, abs=0.02)
    assert ((x1 + x2) / 2, (y1 + y2) / 2) == pytest.approx((middle.x, middle.y), abs=0.02)
