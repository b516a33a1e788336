"""The executive summary: two pages that say what the result page says."""

import io
from dataclasses import replace

import pypdf
import pytest

from press.press import Press
from reports.documents.paper import plain_page
from reports.documents.summary import summary_html, summary_manuscript
from reports.kinds import Paper, Part
from reports.source import Words
from tests.factories import shipped_content
from tests.press.checkers import complaints
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
    assert heads == ["The result", "In our own words", "All elements", "What stands out"]


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
