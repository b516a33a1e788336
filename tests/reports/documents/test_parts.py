"""Each part of the report in it and out of it, and a report without comments that holds none anywhere."""

from dataclasses import replace

import pytest

from reports.documents.full import page_html, page_manuscript, remarks_by_element
from reports.documents.paper import Page, plain_page, without_words
from reports.kinds import Paper, Part
from reports.report import Remarks, Report, build_report
from reports.source import Words
from results.sheet import Given
from tests.definitions import tiny_definition
from tests.results.stories import APPROVED, full_answers, report_of

WORDS = Words(foreword="We *asked*.", summary="## Why\n\nIt matters.")
HEADS = {
    Part.FOREWORD: 'id="foreword"',
    Part.WORDS: 'id="executive-summary"',
    Part.HEAT_MAP: 'id="heat-map"',
    Part.DIMENSIONS: 'id="D1.1"',
    Part.ENABLERS: 'id="enablers"',
    Part.AIM: 'id="aim"',
    Part.METHOD: 'id="method"',
    Part.LEDGER: 'id="annex"',
}


def answers():
    given = full_answers(tiny_definition())
    given["D2.1"] = {"scope": Given("excluded", "Said of the exclusion.")}
    given["D1.2"]["2"] = Given("n/a", "Said of what is not applicable.")
    return given


def page() -> Page:
    return replace(plain_page(report_of(tiny_definition(), answers()), "Report"), words=WORDS)


@pytest.mark.parametrize("part", HEADS, ids=str)
def test_a_part_is_printed_where_it_was_chosen_and_nowhere_else(part):
    with_it = page_html(page())
    without = page_html(replace(page(), parts=frozenset(Part) - {part}))
    found = {one: (head in with_it, head in without) for one, head in HEADS.items()}
    assert found == dict.fromkeys(HEADS, (True, True)) | {part: (True, False)}


def test_with_no_part_at_all_no_link_leads_nowhere():
    html = page_html(replace(page(), parts=frozenset()))
    links = {one.partition('"')[0] for one in html.split('href="#')[1:]}
    assert {one for one in links if f'id="{one}"' not in html} == set()
    assert ('id="summary"' in html, 'id="about"' in html) == (True, True)


def test_the_sums_stand_in_the_method_where_there_is_no_ledger():
    html = [page_html(replace(page(), parts=frozenset(parts))) for parts in ({Part.METHOD}, {Part.METHOD, Part.LEDGER})]
    assert [('id="sums"' in one, 'id="annex"' in one) for one in html] == [(True, False), (False, True)]


def test_without_words_no_comment_and_no_reason_is_left():
    told = build_report_with(without_words(answers()))
    html = page_html(plain_page(told, "Report"))
    assert [one for one in ("What was said", "Said of") if one in html] == []
    assert told.result.total.points == report_of(tiny_definition(), answers()).result.total.points
    assert "Said of the exclusion." in page_html(page())


def build_report_with(given, **more) -> Report:
    whole = report_of(tiny_definition(), answers())
    return build_report(APPROVED, tiny_definition(), whole.result, given, **more)


def test_strengths_and_areas_for_improvement_stand_with_their_element():
    remarks = {"D1.1": Remarks(strengths=("Known to all.",), improvements=("Write it <b>down</b>.",))}
    told = build_report_with(answers(), remarks=remarks)
    [element] = [one for one in told.dimensions[0].elements if one.element.code == "D1.1"]
    assert element.remarks == remarks["D1.1"]
    html = page_html(plain_page(told, "Report"))
    assert ("Known to all." in html, "Write it &lt;b&gt;down&lt;/b&gt;." in html) == (True, True)


def test_an_element_without_remarks_has_none():
    assert remarks_by_element(()) == {}
    assert {one.remarks for part in build_report_with(answers()).dimensions for one in part.elements} == {Remarks()}


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, "size: A4 landscape"), (Paper.LETTER, "size: Letter landscape")]
)
def test_pages_on_their_long_side_go_with_the_paper(paper, size):
    assert page_manuscript(page(), paper).styles.count(size) == 1
