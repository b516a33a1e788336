"""Frameworks of every shape in every office file: sound, with what the shape has and nothing that it does not have."""

import pytest

from assessments.models import Assessment
from frameworks.definition import FrameworkDefinition
from reports.kinds import Kind
from reports.office.slides.deck import slides_of
from reports.office.word.documents import full_of, summary_of
from reports.office.workbook import workbook_of
from tests.definitions import rich_definition
from tests.factories import make_assessment, make_version, rate_all
from tests.reports.office.files import document, slides, sound, texts, workbook
from tests.reports.office.stories import source
from tests.shapes import rungs, shaped

pytestmark = [pytest.mark.sqlite]


@pytest.fixture
def of_shape(organisation, manager, assessor):
    """An assessment with a framework of this shape, rated alike but for what is left."""

    def make(definition: FrameworkDefinition, *, leave: tuple[str, ...] = ()) -> Assessment:
        made = make_assessment(organisation, make_version(definition), by=manager, assessors=[assessor])
        rate_all(made, 3, by=assessor, leave=leave)
        return Assessment.objects.get(pk=made.pk)

    return make


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text for slide in slides(data).slides]


def names(data: bytes) -> set[str]:
    return {shape.name for slide in slides(data).slides for shape in slide.shapes}


def heads(data: bytes) -> list[str]:
    """The heads of all tables of a Word document."""
    return [cell.text for table in document(data).tables for cell in table.rows[0].cells]


def test_a_ladder_says_which_rungs_count_and_has_no_levels_of_elements(of_shape, manager):
    ladder = of_shape(rungs(3), leave=("D3.1",))
    made = full_of(source(ladder, manager, Kind.FULL))
    assert ("Counts" in heads(made), "Level" in heads(made)) == (True, False)
    assert "doesn’t count yet" in texts(made)
    deck = slides_of(source(ladder, manager, Kind.SUMMARY))
    assert "Key to the levels" not in names(deck)
    assert "Next steps" not in titles(deck)
    rows = workbook(workbook_of(source(ladder, manager, Kind.FULL)))["Dimensions"].iter_rows(values_only=True)
    assert {row[1]: row[7] for row in rows if row[1] in {"D1", "D2", "D3"}} == {"D1": "yes", "D2": "no", "D3": "no"}


def test_what_is_not_answered_is_said_on_the_first_page_and_the_first_slide(of_shape, manager):
    open_one = of_shape(rich_definition(), leave=("D3.1",))
    made = summary_of(source(open_one, manager, Kind.SUMMARY))
    shown = "\n".join(one.text for one in document(made).paragraphs)
    assert "Summary so far" in shown
    assert "is answered. What is not answered counts 0." in shown
    deck = slides_of(source(open_one, manager, Kind.SUMMARY))
    cover = next(iter(slides(deck).slides))
    assert any(shape.has_text_frame and ", so far" in shape.text_frame.text for shape in cover.shapes)
    assert not [title for title in titles(deck) if title.startswith("The weakest link")]


def test_two_dimensions_have_no_radar_and_a_heat_map_of_few_cells(of_shape, manager):
    deck = slides_of(source(of_shape(shaped(1, 1)), manager, Kind.SUMMARY))
    assert "The dimensions beside each other" not in titles(deck)
    shown = next(shape for slide in slides(deck).slides for shape in slide.shapes if shape.name == "Heat map")
    assert [round(column.width / shown.width, 1) for column in shown.table.columns] == [0.2, 0.8]


def test_more_rows_than_a_slide_has_go_on_under_a_title_of_their_own(of_shape, manager):
    deck = slides_of(source(of_shape(shaped(5, 5)), manager, Kind.SUMMARY))
    shown = [title for title in titles(deck) if title.startswith("All elements")]
    assert shown == ["All elements at a glance, 1 of 2", "All elements at a glance, 2 of 2"]
    sound(full_of(source(of_shape(shaped(5, 5, framework="other")), manager, Kind.FULL)))


def test_a_wide_dimension_goes_on_in_the_next_row_of_words_heat_map(shipped_version, organisation, manager, assessor):
    made = make_assessment(organisation, shipped_version, by=manager, assessors=[assessor])
    data = full_of(source(Assessment.objects.get(pk=made.pk), manager, Kind.FULL))
    map_ = next(one for one in document(data).tables if one.rows[0].cells[-1].text == "Elements")
    assert (len(map_.columns), [row.cells[0].text for row in map_.rows][1:6]) == (
        6,
        ["Define", "Design", "", "Develop", ""],
    )
