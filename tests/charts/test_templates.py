"""What the templates make of the geometry: well-formed SVG that says what it shows, under the strictest policy."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template, TemplateSyntaxError

from charts.bars import Bar, BarGroup, Bars
from charts.paint import palette
from charts.radar import Radar
from tests.charts.conftest import BOUNDS, make_ladder, make_overview, make_part, with_targets
from tests.definitions import LEVELS

COLOURS = set(palette().values())
CHARTS = [
    "{% loop_chart loop %}",
    "{% loop_mark loop %}",
    "{% radar_chart radar %}",
    "{% rows_chart rows %}",
    "{% rows_chart ladder %}",
    "{% picture five %}",
    "{% picture_mark five %}",
    "{% picture_mark ladder %}",
    "{% element_bars bars %}",
    "{% loop_chart wanted %}",
    "{% rows_chart wanted_rows %}",
    "{% element_bars wanted_bars %}",
]


@pytest.fixture
def figures(loop_with_gap):
    rows = tuple(
        Bar(code, "Needs & wants", Decimal(10), Decimal(20), percent, LEVELS[2])
        for code, percent in [("D1.1", Decimal("50.0")), ("D1.2", None)]
    )
    group = BarGroup("Define", 1, Decimal(20), Decimal(40), Decimal("50.0"), LEVELS[2], rows)
    return {
        "loop": loop_with_gap,
        "radar": Radar(loop_with_gap),
        "wanted": with_targets(loop_with_gap, "30", "20", None, "60", "70.5", "80"),
        "wanted_rows": with_targets(make_ladder("70", "30", "90", counting=2), "70", "60", "90"),
        "rows": make_overview("30", None, before="20"),
        "ladder": make_ladder("70", "30", "90", counting=2),
        "five": make_overview("10", "20", None, "40", "50"),
        "bars": Bars((group,), BOUNDS),
        "wanted_bars": Bars((replace(group, bars=(replace(rows[0], target=Decimal("60.0")), rows[1])),), BOUNDS),
    }


def render(source: str, figures: dict[str, object]) -> str:
    return Template("{% load charts %}" + source).render(Context(figures))


def drawings(html: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]


def words(element: ET.Element | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""


@pytest.mark.parametrize("source", CHARTS)
def test_every_chart_is_an_image_with_a_title(source, figures):
    images = drawings(render(source, figures))
    assert [(image.get("role"), bool(words(image.find("title")))) for image in images] == [("img", True)] * len(images)


@pytest.mark.parametrize("source", CHARTS[:3])
def test_loop_and_radar_are_described_dimension_by_dimension(source, figures):
    (image,) = drawings(render(source, figures))
    assert words(image.find("desc")) == (
        "Dimension D1: 10 of 100 points, 10 %, Initial. Dimension D2: 20 of 100 points, 20 %, Developing. "
        "Dimension D3: left out of this assessment. Dimension D4: 40 of 100 points, 40 %, Defined. "
        "Dimension D5: 50 of 100 points, 50 %, Defined. Dimension D6: 60 of 100 points, 60 %, Managed."
    )


def test_title_of_an_unfinished_loop_says_so_far(figures):
    (image,) = drawings(render("{% loop_mark loop %}", figures))
    assert words(image.find("title")) == "The loop of the dimensions: 180 of 500 points so far"


@pytest.mark.parametrize("source", CHARTS)
def test_no_style_no_script_no_text_in_a_drawing(source, figures):
    html = render(source, figures)
    assert re.findall(r"\sstyle=|<style|<script|<text|\son\w+=", html) == []


@pytest.mark.parametrize("source", CHARTS)
def test_every_colour_is_a_token(source, figures):
    images = drawings(render(source, figures))
    used = {node.get(name) for image in images for node in image.iter() for name in ("fill", "stroke")}
    assert used - COLOURS - {None, "none"} == set()


@pytest.mark.parametrize("source", CHARTS)
def test_every_shape_is_painted_and_named(source, figures):
    shapes = [node for image in drawings(render(source, figures)) for node in image.iter("path")]
    assert [shape.attrib for shape in shapes if not shape.get("class")] == []
    assert [shape.attrib for shape in shapes if not (shape.get("fill") or shape.get("stroke"))] == []


def test_left_out_dimension_is_hatched_and_named_in_words(figures):
    html = render("{% loop_chart loop %}", figures)
    (image,) = drawings(html)
    assert [node.get("stroke-dasharray") for node in image.iter("path") if node.get("class") == "loop__excluded"] == [
        "1.5 6"
    ]
    assert html.count("left out</span>") == 1


def test_labels_are_html_in_six_places(figures):
    html = render("{% loop_chart loop %}{% radar_chart radar %}", figures)
    places = ["left-1", "left-2", "left-3", "right-1", "right-2", "right-3"]
    assert re.findall(r"loop__label loop__label--([\w-]+)", html) == places
    assert re.findall(r"radar__label radar__label--([\w-]+)", html) == places


def test_table_beside_the_charts_has_their_numbers(figures):
    html = render("{% dimension_table loop %}", figures)
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)]
    assert rows[0] == ["Dimension", "Points", "of", "Percent", "Level"]
    assert rows[1] == ["Dimension", "D1", "10.00", "100", "10", "%", "1", "Initial"]
    assert rows[3] == ["Dimension", "D3", "0.00", "0", "–", "–", "No", "level"]
    assert rows[-1] == ["Total", "so", "far", "180.00", "500"]


def test_last_cycle_gets_a_column_and_a_key(loop):
    html = render("{% dimension_table loop %}{% loop_chart loop %}", {"loop": loop})
    assert (html.count("Last time"), html.count("last time")) == (1, 1)


def test_targets_are_drawn_named_in_the_key_and_described(figures):
    html = render("{% loop_chart wanted %}", figures)
    (image,) = drawings(html)
    drawn = [node.get("class") for node in image.iter("path")]
    assert (drawn.count("loop__target"), html.count("The line across: target")) == (5, 1)
    assert "Dimension D5: 50 of 100 points, 50 %, Defined. Target: 70.5 %." in words(image.find("desc"))
    assert "Dimension D3: left out of this assessment. Dimension D4" in words(image.find("desc"))


def test_targets_stand_in_the_rows_the_bars_and_the_table(figures):
    rows = render("{% rows_chart wanted_rows %}", figures)
    assert (rows.count('class="rows__target"'), rows.count("Target</span>")) == (3, 1)
    bars = render("{% element_bars wanted_bars %}", figures)
    assert (bars.count('class="bar__target"'), bars.count("50.0 %, target 60.0 %")) == (1, 1)
    table = re.findall(r">([^<]+)<", render("{% dimension_table wanted %}", figures))
    assert [text for text in table if text.startswith(("Target", "70.5"))] == ["Target", "70.5 %"]


def test_radar_names_its_outlines(figures):
    plain, with_before = make_overview("10", "20", "30"), make_overview("10", "20", "30", before="5")
    shown = (plain, with_before, with_targets(plain, *["40"] * 3), with_targets(with_before, *["40"] * 3))
    titles = [words(drawings(render("{% radar_chart it %}", {"it": Radar(one)}))[0].find("title")) for one in shown]
    assert titles == [
        "The dimensions from 0 to 100 %",
        "The dimensions from 0 to 100 %, this time and last time",
        "The dimensions from 0 to 100 %, this time and as they are wanted",
        "The dimensions from 0 to 100 %, this time, last time and as they are wanted",
    ]


def test_without_targets_nothing_speaks_of_one(figures):
    html = render("{% loop_chart loop %}{% radar_chart radar %}{% element_bars bars %}", figures)
    assert "target" not in (html + render("{% dimension_table loop %}", figures)).lower()


def test_undeclared_attribute_is_refused():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load charts %}{% loop_mark loop colour='red' %}")


def test_ladder_says_of_every_rung_how_it_stands(figures):
    words_of_labels = re.findall(r"rows__state[^>]*>([^<]+)<", render("{% rows_chart ladder %}", figures))
    assert words_of_labels == [
        "Doesn’t count yet: its points wait for the rungs below",
        "Being climbed: it holds from 60 %",
        "Holds",
    ]


def test_rung_that_waits_is_drawn_in_outline_and_described_with_its_own_points(figures):
    (image,) = drawings(render("{% rows_chart ladder %}", figures))
    assert [node.get("class") for node in image.iter("path") if node.get("stroke-dasharray")] == [
        "rows__waiting",
        "rows__unpaid hue-3",
    ]
    assert "Dimension D3: 90 of 100 points, 90 %, doesn’t count yet." in words(image.find("desc"))


def test_ladder_has_no_levels_but_its_own(figures):
    html = render("{% rows_chart ladder %}{% dimension_table ladder %}", figures)
    assert (html.count("Level"), html.count('class="level'), html.count("doesn’t count yet</span>")) == (0, 0, 1)


def test_spots_of_labels_are_known_to_screen_and_paper():
    used = set()
    for count in range(3, 10):
        html = render("{% picture it %}", {"it": make_overview(*["50"] * count)})
        used |= set(re.findall(r"spot--[\w-]+", html))
    for sheet in ("charts", "report"):
        css = "".join(Path(f"static/css/{name}.css").read_text(encoding="utf-8") for name in ("spots", sheet))
        assert {name for name in used if f".{name} " not in css} - {"spot--by-middle"} == set()


def test_weakest_dimension_is_marked_by_shape_and_word():
    overview = make_overview("40", "70", "20")
    weak = replace(overview.segments[2], weakest=True)
    marked = replace(overview, parts=(make_part("All", (*overview.segments[:2], weak)),))
    html = render("{% picture it %}{% dimension_table it %}", {"it": marked})
    assert (html.count("radar__weakest"), html.count('class="weakest"')) == (1, 2)


def test_bars_of_single_elements_have_no_heads(figures):
    one = replace(
        figures["bars"], groups=(replace(figures["bars"].groups[0], bars=figures["bars"].groups[0].bars[:1]),)
    )
    assert [render("{% element_bars it %}", {"it": bars}).count("bars__head") for bars in (one, figures["bars"])] == [
        0,
        1,
    ]
