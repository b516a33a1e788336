"""The slides: titles in their places, native charts with the scoring module's figures, notes, order, nothing empty."""

import datetime
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from assessments.models import Item
from reports.kinds import Kind, Part
from reports.office.content import Content
from reports.office.slides.charts import Figures, Series, labelled, workbook_of
from reports.office.slides.deck import slides_of
from reports.office.slides.elements import _in_title
from reports.office.slides.frame import part_title
from reports.office.slides.tables import Cell, Grid, fitted
from reports.office.slides.texts import fitting, lines_of
from tests.reports.office.files import parts, slides, texts
from tests.reports.office.marks import bare
from tests.reports.office.stories import approve, put, source, weaken

pytestmark = [pytest.mark.sqlite]
FEET = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


@pytest.fixture
def made(request, made_once, db) -> bytes:
    """The slides, made by the first test that asks for them."""
    return made_once(request, slides_of, Kind.SUMMARY)


def titled(data: bytes) -> dict[str, object]:
    return {slide.shapes.title.text: slide for slide in slides(data).slides}


def charts(data: bytes):
    return {title: shape.chart for title, slide in titled(data).items() for shape in slide.shapes if shape.has_chart}


def rows(shape) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in shape.table.rows]


def test_slides_in_their_order_each_with_its_title(made):
    assert list(titled(made)) == [
        "Harbour Bank",
        "Summary",
        "The result: 50 of 100 points, 3 Defined",
        "The dimensions beside each other",
        "All elements at a glance",
        "Strengths, and most points to gain",
        "Target and plan",
        "Next steps",
    ]
    assert (slides(made).slide_width, slides(made).slide_height) == (Inches(40 / 3), Inches(7.5))


def test_no_placeholder_is_empty_and_the_title_is_read_first_and_the_feet_last(made):
    for place, slide in enumerate(slides(made).slides):
        shapes = list(slide.shapes)
        assert shapes[0].placeholder_format.type in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
        assert all(one.text_frame.text for one in slide.placeholders)
        kinds = [one.placeholder_format.type for one in shapes if one.is_placeholder]
        assert set(kinds[-2:]) == FEET or place == 0
        assert len({one.shape_id for one in shapes}) == len(shapes)


def test_every_slide_but_the_first_says_at_its_foot_that_it_is_provisional(made, told, manager):
    def feet(data: bytes) -> list[str]:
        kind = PP_PLACEHOLDER.FOOTER
        return [one.text for slide in slides(data).slides for one in slide.placeholders if is_of(one, kind)]

    assert all(one.startswith("Provisional · Harbour Bank · ") for one in feet(made))
    assert len(feet(made)) == len(slides(made).slides) - 1
    final = slides_of(source(approve(told, manager), manager, Kind.SUMMARY))
    assert all(one.startswith("Harbour Bank · ") for one in feet(final))


def is_of(placeholder, kind) -> bool:
    return placeholder.placeholder_format.type == kind


def test_every_slide_but_the_first_is_numbered(made):
    for slide in list(slides(made).slides)[1:]:
        fields = [one.get("type") for one in slide.shapes.element.iter() if bare(one) == "fld"]
        assert fields == ["slidenum"]


def test_charts_are_native_and_have_the_scoring_modules_figures(made):
    found = charts(made)
    kinds = [XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.RADAR_MARKERS, XL_CHART_TYPE.LINE]
    assert [one.chart_type for one in found.values()] == kinds
    bars = found["The result: 50 of 100 points, 3 Defined"].plots[0]
    assert list(bars.categories) == ["Dimension D1", "Dimension D2", "Dimension D3"]
    assert {one.name: tuple(one.values) for one in bars.series}["Now"] == (50.0, 50.0, 50.0)
    assert [one.name for one in bars.series] == ["Now", "Target"]


def test_figures_in_a_chart_are_those_of_the_result(told, manager):
    content = Content(source(told, manager, Kind.SUMMARY))
    result, goals = content.report.result, content.goals
    found = charts(slides_of(source(told, manager, Kind.SUMMARY)))["The dimensions beside each other"].plots[0]
    assert [Decimal(str(one)) for one in found.series[0].values] == [one.percent for one in result.dimensions.values()]
    wanted = [one.percent for one in goals.result.dimensions.values()]
    assert [Decimal(str(one)) for one in found.series[1].values] == wanted


def test_the_workbook_inside_a_chart_has_the_same_figures(made):
    chart = charts(made)["The result: 50 of 100 points, 3 Defined"]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_col=2)] == [
        [None, "Now"],
        ["Dimension D1", 50],
        ["Dimension D2", 50],
        ["Dimension D3", 50],
    ]
    references = [one.text for one in chart._chartSpace.iter() if bare(one) == "f"]
    assert references[:3] == ["Sheet1!$B$1", "Sheet1!$A$2:$A$4", "Sheet1!$B$2:$B$4"]


def test_the_plan_is_a_line_by_date_beside_the_target(made):
    line = charts(made)["Target and plan"].plots[0]
    assert [one.name for one in line.series] == ["Total as planned", "Target"]
    assert next(iter(line.series[0].values)) == 50.0
    assert list(line.series[1].values) == [60.0, 60.0]
    axis = charts(made)["Target and plan"].value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (0, 100, 20)
    days = charts(made)["Target and plan"].category_axis
    drawn = [float(one.text) for one in line._element.iterfind(".//{*}cat//{*}v")]
    assert days.minimum_scale < min(drawn) < max(drawn) < days.maximum_scale


def test_a_key_names_the_bars_in_their_order_and_no_legend_does_it_again(made):
    slide = titled(made)["The result: 50 of 100 points, 3 Defined"]
    names = [one.name for one in slide.shapes]
    key = next(one for one in slide.shapes if one.name == "Key to the chart")
    assert key.text_frame.text == "■ Now     ■ Target"
    assert names.index("Key to the chart") < names.index("Chart of the dimensions")
    tints = [str(run.font.color.rgb) for run in key.text_frame.paragraphs[0].runs]
    assert tints == ["7A1F5C", "16202B", "1F6B4A", "16202B"]
    assert [one.has_legend for one in charts(made).values()] == [False, True, True]


def test_a_radar_has_its_place_whatever_its_names_are(made):
    layout = next(charts(made)["The dimensions beside each other"]._chartSpace.iter("{*}manualLayout"))
    assert {bare(one): one.get("val") for one in layout}["layoutTarget"] == "inner"


def test_what_is_no_text_says_what_it_shows(made):
    for slide in slides(made).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]


def test_tables_are_native_and_have_a_head(made):
    tables = {shape.name: shape for slide in slides(made).slides for shape in slide.shapes if shape.has_table}
    assert rows(tables["Heat map"])[1] == [
        "Dimension D1",
        "D1.1 · 3: 50.0\u00a0%\nElement D1.1",
        "D1.2 · 3: 50.0\u00a0%\nElement D1.2",
    ]
    assert rows(tables["Most points to gain"])[0] == ["Element", "To gain", "Points now"]
    assert rows(tables["Most points to gain"])[1][1:] == ["+30.00", "30.00 of 60"]
    heads = tables["Heat map"].table.rows[0].cells
    assert heads[1].text == "Elements"
    assert heads[1].is_merge_origin
    assert rows(tables["Table of the next steps"])[1][0] == "Map the journeys"
    assert all(one.table.first_row and not one.table.horz_banding for one in tables.values())


def test_notes_say_where_the_figures_come_from(made):
    notes = [slide.notes_slide.notes_text_frame.text for slide in list(slides(made).slides)[2:]]
    assert all(one.startswith("Source: ") for one in notes)
    assert "Harbour Bank · 2026 self-assessment; Tiny, version 1.0; provisional" in notes[0]


def test_language_properties_and_colours(made):
    deck = slides(made)
    assert (deck.core_properties.title, deck.core_properties.author, deck.core_properties.language) == (
        "Executive summary: Harbour Bank · 2026 self-assessment",
        "Harbour Bank",
        "en-GB",
    )
    runs = [one for slide in deck.slides for one in slide.shapes.element.iter() if bare(one) == "r"]
    assert {one.find("{*}rPr").get("lang") for one in runs} == {"en-GB"}
    themes = [part for name, part in parts(made).items() if name == "ppt/theme/theme1.xml"]
    assert [b'<a:dk2><a:srgbClr val="7A1F5C"/>' in one for one in themes] == [True]
    assert [layout.name for layout in deck.slide_layouts] == ["Title Slide", "Title Only"]


def test_arabic_runs_from_right_to_left(made):
    frame = titled(made)["Summary"].shapes[1].text_frame
    arabic = frame.paragraphs[-1]._p.pPr
    assert (arabic.get("rtl"), arabic.get("algn")) == ("1", "r")


def test_the_same_source_gives_the_same_bytes(told, manager, made):
    assert slides_of(source(told, manager, Kind.SUMMARY)) == made


def test_nobodys_comments_are_on_slides(made):
    assert "The board asked" not in texts(made)


def test_hostile_words_give_slides_that_open(told, manager):
    put(told, "D1.1", Item.COMMENT, value="=cmd\x00")
    told.title = "=1+1 \x0b <p:sp> " + "x" * 200
    words = "# =cmd|' /C calc'!A0\n\n" + "word " * 20_000 + "\n\n" + "- ]]>&\x01\n" * 500
    hostile = source(told, manager, Kind.SUMMARY)
    hostile = source(told, manager, Kind.SUMMARY, words=type(hostile.words)("", words))
    made = slides_of(hostile)
    assert list(titled(made))[1] == "Summary, 1 of 3"
    assert len(slides(made).slides) == 10


def test_words_that_were_not_chosen_are_on_no_slide(told, manager):
    made = slides_of(source(told, manager, Kind.SUMMARY, leave=frozenset({Part.WORDS})))
    assert "Summary" not in titled(made)


def test_a_name_like_a_formula_is_text_in_the_workbook_of_a_chart():
    figures = Figures(["=1+1", "http://example.org"], [Series("@SUM(A1)", [Decimal("1.5"), None], "000000")], "words")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(figures)))["Sheet1"]
    assert [[(cell.value, cell.data_type) for cell in row] for row in sheet] == [
        [(None, "n"), ("@SUM(A1)", "s")],
        [("=1+1", "s"), (1.5, "n")],
        [("http://example.org", "s"), (None, "n")],
    ]
    assert not sheet._hyperlinks


@pytest.mark.parametrize(
    ("days", "places"),
    [((0, 1, 3, 90, 180), {0, 3, 4}), ((0, 100, 178, 180), {0, 1, 3}), ((0, 0), {0, 1}), ((0, 30, 60), {0, 1, 2})],
)
def test_figures_over_a_line_have_room(days, places):
    first = datetime.date(2026, 11, 22)
    assert labelled(Figures([first + datetime.timedelta(days=day) for day in days], [], "")) == places


def test_the_weakest_link_has_a_slide_where_something_rests_on_the_stronger(told, manager, assessor):
    made = slides_of(source(weaken(told, "D1.2", assessor), manager, Kind.SUMMARY))
    shapes = titled(made)["The weakest link: D1.2 Element D1.2"].shapes
    assert "weakest link: D1.2 Element D1.2, at 15.0\u00a0%. If every element stood" in shapes[1].text_frame.text
    assert [row[0] for row in rows(shapes[2])] == ["Dimension", "Dimension D1", "Dimension D2", "Dimension D3"]
    weakest = Content(source(told, manager, Kind.SUMMARY)).weakest_link.element
    assert _in_title(replace(weakest, title="x" * 60)) == weakest.code


def test_a_long_name_has_smaller_letters_on_the_cover_and_keeps_its_place(told, manager):
    def size(deck: bytes) -> list[float | None]:
        runs = [one.text_frame.paragraphs[0].runs[0] for one in next(iter(slides(deck).slides)).placeholders]
        return [run.font.size.pt if run.font.size else None for run in runs]

    short = slides_of(source(told, manager, Kind.SUMMARY))
    told.organisation.name = "Gesellschaft für Rechtsschutzversicherungsangelegenheiten in Norddeutschland"
    told.organisation.save()
    told.title = "Kundenerlebnisverbesserungsprogramm " * 4
    assert size(short) == [None, None]
    assert all(one and one < 40 for one in size(slides_of(source(told, manager, Kind.SUMMARY))))


def test_long_words_go_on_with_their_headings_and_numbers_and_say_where_they_end(told, manager):
    part = "## Part\n\n" + "word " * 100 + "\n\n3. third\n4. fourth\n\n   - inner\n\n"
    words = replace(source(told, manager, Kind.SUMMARY).words, summary=part * 6)
    made = slides_of(source(told, manager, Kind.SUMMARY, words=words))
    shown = [slide for title, slide in titled(made).items() if title.startswith("Summary, ")]
    assert [one.shapes.title.text for one in shown] == ["Summary, 1 of 3", "Summary, 2 of 3", "Summary, 3 of 3"]
    lines = [one.shapes[1].text_frame.paragraphs for one in shown]
    assert [one[-1].text for one in lines].count("Part") == 0
    numbers = [one.get("startAt") for one in lines[0][2]._p.iter("{*}buAutoNum")]
    assert (numbers, bool(list(lines[0][4]._p.iter("{*}buChar")))) == (["3"], True)
    assert ["It goes on" in one.notes_slide.notes_text_frame.text for one in shown] == [False, False, True]


def test_a_heat_map_of_many_rows_goes_on_and_each_slide_has_its_own_title():
    assert [part_title("Heat map", part, 2) for part in (1, 2)] == ["Heat map, 1 of 2", "Heat map, 2 of 2"]
    assert part_title("Heat map", 1, 1) == "Heat map"


@pytest.mark.parametrize(("lines", "size"), [(1, 14), (2, 10.5), (3, 9), (9, 9)])
def test_letters_of_a_table_are_as_small_as_its_rows_need(lines, size):
    grid = Grid(["A"], [[Cell("\n".join(["line"] * lines))] for _row in range(11)], [1], "words", size=14)
    assert fitted(grid, 300, 400).size == size


def test_lines_of_a_text_and_the_size_at_which_it_fits():
    assert lines_of("one two three", 10, 1000) == 1
    assert lines_of("one two three\n\nfour", 10, 40) == 4
    assert lines_of("x" * 30, 10, 54) == 3
    box = (0, 0, int(Inches(2)), int(Inches(0.5)))
    assert [fitting(text, box, (24, 12, 6)) for text in ("short", "rather a longer one", "x" * 900)] == [24, 12, 6]
