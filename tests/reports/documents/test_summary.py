"""The executive summary: two pages that say what the result page says."""

import datetime
import io
import re
from dataclasses import replace

import pypdf
import pytest
from django.utils import timezone

from plans.actions.actions import add_action
from plans.actions.reports import Report, report_progress
from plans.models import Status
from press.press import Press
from reports.documents.paper import plain_page
from reports.documents.summary import letters_of_a_name, summary_html, summary_manuscript
from reports.kinds import Kind, Paper, Part
from reports.source import Words
from tests.factories import shipped_content
from tests.plans.making import given
from tests.press.checkers import complaints
from tests.reports.documents.printing import source, words
from tests.reports.test_report_pdf import complete, missing
from tests.results.stories import OPEN, full_answers, report_of

WORDS = Words(summary="We **know** our customers.\n\n- One\n- Two\n\n[More](https://example.org)")


def page(words: Words = WORDS):
    return replace(plain_page(complete(), "Executive summary"), words=words)


@pytest.fixture(scope="module")
def pdf(press: Press) -> bytes:
    return press.render(summary_manuscript(page(), Paper.LETTER))


def test_it_is_two_letter_pages(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert [(round(one.mediabox.width), round(one.mediabox.height)) for one in pages] == [(612, 792)] * 2


def test_it_says_what_the_result_says(pdf):
    result = complete().result
    text = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    wanted = [f"{result.total.points:.0f} of 1000", f"{result.total.percent} %", "We know our customers."]
    wanted += [f"{one.points:.0f} of {one.maximum:.0f}" for one in result.dimensions.values()]
    wanted += [f"{one.percent} %" for one in result.elements.values()]
    wanted += [one.title for one in (*complete().findings.highest_level, *complete().findings.most_points_missing)]
    assert missing(text, wanted) == []


def test_no_checker_finds_a_fault(pdf):
    assert complaints(pdf) == []


def test_its_title_and_headings_are_tagged(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == "Harbour Bank: Executive summary, 2026 self-assessment"
    heads = [one.title for one in reader.outline if not isinstance(one, list)]
    assert heads == ["The result", "In our own words", "All elements", "What stands out", "The dimensions"]


def test_without_words_it_has_the_dimensions_in_numbers():
    with_words, without = (summary_html(page(one)) for one in (WORDS, Words()))
    assert ("In our own words" in with_words, "In our own words" in without) == (True, False)
    assert "dimension-table" in without
    assert summary_html(replace(page(), parts=frozenset(Part) - {Part.WORDS})) == without


def test_no_comment_is_in_it():
    assert "What was said" not in summary_html(page())


def test_a_provisional_one_says_so():
    open_one = report_of(shipped_content(), full_answers(shipped_content()), OPEN)
    assert summary_html(plain_page(open_one, "Executive summary")).count("Provisional") > 0
    assert "Provisional" not in summary_html(page())


def test_heat_map_names_its_elements_and_its_levels():
    lines = summary_html(page(Words())).split('id="heat-map"')[1].split("</table>")[0]
    assert ("level-scale" in lines, "Multichannel Presence and Orchestration" in lines) == (True, True)


def test_names_are_cut_between_words_where_more_stands_on_their_page():
    lines = summary_html(page()).split('id="heat-map"')[1].split("</table>")[0]
    assert ("Multichannel Presence and…" in lines, "Orchestration" in lines) == (True, False)


def test_names_stay_away_where_the_page_is_full():
    long = replace(complete().heat, lines=complete().heat.lines * 2)
    crowded = replace(page(), report=replace(complete(), heat=long))
    assert [letters_of_a_name(one) for one in (page(Words()), page(), crowded)] == [48, 26, 0]


def test_most_points_to_gain_says_what_there_is_to_gain():
    element = complete().findings.most_points_missing[0]
    text = re.sub(r"<[^>]*>", " ", summary_html(page()).split('id="gaps"')[1].split("</tr>")[0])
    assert f"+{element.maximum - element.points:.2f} {element.points:.2f} of {element.maximum:.0f}" in " ".join(
        text.split()
    )


def test_dimensions_in_numbers_have_a_heading_beside_own_words():
    heads = [re.findall(r'<h2 id="([a-z-]+)"', summary_html(page(one))) for one in (WORDS, Words())]
    assert ["dimensions" in one for one in heads] == [True, False]


def test_what_is_overdue_or_blocked_says_so(rated, manager):
    late = timezone.localdate() - datetime.timedelta(days=3)
    action = add_action(assessment_uuid=rated.uuid, given=given("Map the journeys", due=late), by=manager)
    add_action(
        assessment_uuid=rated.uuid, given=given("Answer sooner", due=late + datetime.timedelta(days=9)), by=manager
    )
    report_progress(
        assessment_uuid=rated.uuid,
        action_uuid=action.uuid,
        report=Report(Status.BLOCKED, 40, "No access."),
        version=action.report_version,
        by=manager,
    )
    day = f"{late.day} {late:%B %Y}, overdue"
    both = [words(source(kind, rated, manager)) for kind in (Kind.SUMMARY, Kind.FULL)]
    assert [(f"{day} Map the journeys" in one, one.count("overdue")) for one in both] == [(True, 1)] * 2
    assert "Map the journeys Blocked, 40 %" in both[0]
