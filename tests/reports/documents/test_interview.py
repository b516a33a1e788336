"""Interview sheets: what there is to ask and to tick, of everything or of one part, and nothing that was answered."""

import pytest

from assessments.actions.answers import GivenAnswer, save_sheet
from press.press import Press
from reports.access import may_print
from reports.documents.interview import paper_of
from reports.failures import NotMadeError
from reports.kinds import Kind
from reports.making import manuscript_of
from tests.assessments.rounds import make_round
from tests.definitions import rich_definition
from tests.factories import make_assessment, make_version
from tests.press.checkers import complaints
from tests.reports.documents.printing import heading_jumps, headless_tables, source, words


@pytest.fixture
def rich(organisation, manager, assessor):
    """An assessment whose framework has a guide."""
    return make_assessment(organisation, make_version(rich_definition()), by=manager, assessors=[assessor])


def codes(paper) -> list[str]:
    return [one.element.code for chapter in paper.chapters for one in chapter.sheets]


def test_all_of_it_begins_with_a_cover_and_a_list(rich, assessor):
    paper = paper_of(source(Kind.INTERVIEW, rich, assessor))
    assert paper.has_cover
    assert codes(paper) == ["D1.1", "D1.2", "D2.1", "D3.1", "E1"]
    text = words(source(Kind.INTERVIEW, rich, assessor))
    assert "D1 Dimension D1 D1.1 Element D1.1 D1.2 Element D1.2 D2 Dimension D2" in text


@pytest.mark.parametrize(
    ("only", "sheets", "has_cover"),
    [("D1", ["D1.1", "D1.2"], True), ("D1.2", ["D1.2"], False), ("E", ["E1"], False)],
)
def test_one_part_of_it(rich, assessor, only, sheets, has_cover):
    paper = paper_of(source(Kind.INTERVIEW, rich, assessor, only=only))
    assert (codes(paper), paper.has_cover) == (sheets, has_cover)


def test_a_part_that_there_is_not(rich, assessor):
    with pytest.raises(NotMadeError) as refused:
        paper_of(source(Kind.INTERVIEW, rich, assessor, only="D9.9"))
    assert refused.value.code == "nothing"


def test_it_holds_what_to_ask_what_to_see_and_what_to_tick(rich, assessor):
    text = words(source(Kind.INTERVIEW, rich, assessor, only="D1.1"))
    assert "Questions to ask Who decides? Evidence to ask for The plan, with its date." in text
    assert "Statement of objective D1.1 is achieved. Fully achieved Partially achieved Not yet achieved" in text
    assert "1 The organisation does 1 of D1.1. Look for a date. 1 2 3 4 5 n/a" in text


def test_nothing_of_what_was_answered_is_on_it(rich, assessor):
    before = manuscript_of(source(Kind.INTERVIEW, rich, assessor))
    given = {
        "1": GivenAnswer("5", "", 0),
        "2": GivenAnswer("n/a", "Nobody else is served.", 0),
        "comment": GivenAnswer("They could not show it.", "", 0),
    }
    save_sheet(assessment_uuid=rich.uuid, element_code="D1.1", given=given, by=assessor)
    page = manuscript_of(source(Kind.INTERVIEW, rich, assessor)).html
    assert "They could not show it." not in page
    assert page.split("<body")[1] == before.html.split("<body")[1]


def test_assessors_have_it_too_and_while_everybody_scores_alone(organisation, version, manager, assessor, team_mate):
    blind = make_round(organisation, version, by=manager, assessors=[assessor, team_mate])
    assert may_print(assessor, Kind.INTERVIEW, blind.uuid) == blind
    assert "Element D1.1" in words(source(Kind.INTERVIEW, blind, assessor))


def test_the_heads_are_in_order_and_the_tables_have_theirs(rich, assessor):
    page = manuscript_of(source(Kind.INTERVIEW, rich, assessor)).html
    assert headless_tables(page) == []
    assert heading_jumps(page) == []


def test_the_pdf_is_tagged(rich, assessor, press: Press):
    assert complaints(press.render(manuscript_of(source(Kind.INTERVIEW, rich, assessor, only="D1.1")))) == []
