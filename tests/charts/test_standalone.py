"""Pictures that stand by themselves: where their labels and drawings lie, and how they become files."""

from types import SimpleNamespace

import pytest
from django.http import Http404

from charts.picture_files import picture_file
from charts.row_picture import PictureRow, Rows, row_picture
from charts.shapes import Box, Point
from charts.standalone import Inset, Label, Picture, Shape, beside, short

DRAWN = SimpleNamespace(box=Box(0, 0, 10, 5))


@pytest.mark.parametrize(
    ("longest", "shown"), [(9, "Nine long"), (8, "Nine lo…"), (6, "Nine…"), (5, "Nine…"), (20, "Nine long")]
)
def test_text_is_cut_where_there_is_no_room(longest, shown):
    assert short("Nine long", longest) == shown
    assert len(shown) <= longest


@pytest.mark.parametrize(
    ("x", "anchor"), [(40, "end"), (44.9, "end"), (45.1, "middle"), (50, "middle"), (55, "start"), (60, "start")]
)
def test_label_stands_clear_of_the_centre(x, anchor):
    assert beside(Point(x, 0), Point(50, 0), 5) == anchor


def test_point_of_a_drawing_is_found_again_in_the_picture():
    inset = Inset("x.svg", None, Box(-10, -20, 40, 80), 100, 200, 20, 160)
    assert [inset.at(point) for point in (Point(-10, -20), Point(30, 60), Point(0, 0))] == [
        Point(100, 200), Point(120, 360), Point(105, 240),
    ]  # fmt: skip
    assert inset.place == ("100", "200", "20", "160")


def test_places_are_written_as_svg_has_them():
    assert Label(1.5, 2.25, "x").place == ("1.5", "2.25")
    assert Shape(1, 2.5, 3, 4, "ink").place == ("1", "2.5", "3", "4")


def test_rows_stand_under_one_another_with_the_key_at_the_foot():
    rows = [
        PictureRow("Head", strong=True),
        PictureRow("First", "50 %", "x.svg", DRAWN),
        PictureRow("Last", "–", "x.svg", DRAWN),
    ]
    picture = row_picture("Title", "Note", rows, Rows(wide=400, high=20, figures=100), key=["one", "two"])
    names = [(label.x, label.y, label.text, label.strong) for label in picture.labels]
    assert names == [
        (32, 136, "Head", True),
        (792, 136, "", False),
        (32, 166, "First", False),
        (792, 166, "50 %", False),
        (32, 196, "Last", False),
        (792, 196, "–", False),
        (32, 234, "one", False),
        (32, 256, "two", False),
    ]
    assert [label.colour for label in picture.labels[-2:]] == ["ink-soft"] * 2
    assert [(one.x, one.y, one.width, one.height, one.title) for one in picture.drawings] == [
        (372, 151, 400, 20, "First"),
        (372, 181, 400, 20, "Last"),
    ]
    assert (picture.width, picture.height) == (904, 278)
    assert picture.description == "First: 50 %; Last: –"


def test_title_too_long_for_the_picture_is_cut():
    assert len(row_picture("x" * 200, "", [], Rows(10, 10)).title) == 90


@pytest.fixture
def picture() -> Picture:
    return Picture("Title", "Note", 100, 100, (Label(1, 2, "A label"),))


@pytest.mark.parametrize(
    ("kind", "content_type", "begins"),
    [("svg", "image/svg+xml; charset=utf-8", b"<svg"), ("png", "image/png", b"\x89PNG")],
)
def test_picture_is_kept_under_its_name(picture, kind, content_type, begins):
    response = picture_file(picture, "Harbour Bank " + "x" * 200, kind)
    assert response["Content-Type"] == content_type
    name = "harbour-bank-" + "x" * 107
    assert response["Content-Disposition"] == f'attachment; filename="{name}.{kind}"'
    assert response.content.lstrip().startswith(begins)


def test_no_picture_and_no_such_kind_are_not_found(picture):
    for shown, kind in ((None, "svg"), (picture, "gif")):
        with pytest.raises(Http404):
            picture_file(shown, "x", kind)
