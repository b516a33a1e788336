from decimal import Decimal

from charts.spread import SHAPES, Mark, draw_mark, draw_spread


def percents(*texts):
    return [None if text is None else Decimal(text) for text in texts]


def test_nothing_is_drawn_where_nothing_is_known():
    assert draw_spread(percents(None, None)) is None


def test_marks_stand_on_the_track_and_the_stretch_between_them_is_drawn():
    drawing = draw_spread(percents("0.0", "100.0", "50.0"))
    assert (drawing.track, drawing.between) == ("M8 10 L192 10", "M8 10 L192 10")
    assert [mark.shape for mark in drawing.marks] == [1, 2, 3]


def test_single_mark_has_no_stretch():
    assert draw_spread(percents(None, "50.0")).between == ""


def test_what_is_unknown_keeps_its_shape_to_itself():
    assert [mark.shape for mark in draw_spread(percents("1.0", None, "2.0")).marks] == [1, 3]


def test_six_results_have_six_shapes():
    paths = {draw_mark(place).path for place in range(6)}
    assert len(paths) == len(SHAPES) == 6


def test_marks_are_drawn_around_their_place():
    drawing = draw_spread(percents("50.0"))
    assert drawing.marks[0].path == "M95 10 A5 5 0 1 1 105 10 A5 5 0 1 1 95 10 Z"
    assert drawing.box.view_box == "0 0 200 20"
    assert draw_mark(1) == Mark(2, "M3.5 3.5 L12.5 3.5 L12.5 12.5 L3.5 12.5 Z")
    assert [draw_mark(place).shape for place in range(7)] == [1, 2, 3, 4, 5, 6, 1]
