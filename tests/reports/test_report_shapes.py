"""The PDF of small frameworks and of other shapes: short, with a picture of its own, and without empty places."""

import io
import re
from dataclasses import replace
from decimal import Decimal

import pypdf
import pytest
from django.template.loader import render_to_string

from assessments.scoring import ElementAnswers, score
from frameworks.definition import FrameworkDefinition
from press.press import Press
from reports.documents.full import report_manuscript
from reports.report import Report, build_report
from results.sheet import Given
from tests.definitions import make_enabler, tiny_definition
from tests.reports.test_report_pdf import html_of, missing, words_of
from tests.results.stories import APPROVED, OPEN, full_answers, report_of
from tests.results.test_related import pointing
from tests.shapes import LONG_SCALE, rungs, shaped, weakest_link

SHAPES = {
    "one dimension": shaped(1, ratings=LONG_SCALE),
    "two dimensions": shaped(1, 1, ratings=LONG_SCALE),
    "a chain": weakest_link(2, 3, ratings=LONG_SCALE),
    "a ladder": rungs(4, ratings=LONG_SCALE),
    "ten dimensions": shaped(5, 5, ratings=LONG_SCALE),
    "with an enabler": shaped(3, ratings=LONG_SCALE, enablers=(make_enabler("E1", (1,)),)),
    "with objectives": tiny_definition(),
}


def rated(definition: FrameworkDefinition, *percents: int, other: FrameworkDefinition | None = None) -> Report:
    """The report of one rating for each element, the last one again and again."""
    ratings = [*percents, *[percents[-1]] * len(definition.element_by_code)]
    pairs = list(zip(definition.walk(), ratings, strict=False))
    result = score(definition, {one.code: ElementAnswers({1: value}) for one, value in pairs})
    answers = {one.code: {"1": Given(str(value))} for one, value in pairs}
    return build_report(APPROVED, definition, result, answers, other=other)


def report_for(name: str) -> Report:
    definition = SHAPES[name]
    return (
        report_of(definition, full_answers(definition)) if name == "with objectives" else rated(definition, 80, 35, 90)
    )


@pytest.mark.parametrize("name", SHAPES)
def test_small_framework_has_a_short_report_with_its_total(press: Press, name: str):
    report = report_for(name)
    pdf = press.render(report_manuscript(report))
    total = report.result.total
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 8
    wanted = [
        f"{total.points}",
        total.level.title,
        *(one.code for one in report.definition.walk()),
    ]
    assert missing(words_of(pdf), wanted) == []


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_is_empty_and_every_link_leads_somewhere(name: str):
    html = html_of(report_for(name))
    assert (
        re.findall(r"<(h\d|p|td|table|tbody|ul|ol|dl|section)\b[^>]*>\s*</\1>", re.sub(r"<td[^>]*></td>", "", html))
        == []
    )
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert (len(ids), set(re.findall(r'href="#([^"]+)"', html)) - set(ids)) == (len(set(ids)), set())
    assert "Contents" not in html


@pytest.mark.parametrize(
    ("name", "picture", "drawn"),
    [("one dimension", "rows", 2), ("a chain", "radar", 2), ("a ladder", "rows", 2), ("ten dimensions", "rows", 2)],
)
def test_cover_and_summary_show_the_frameworks_own_picture(name, picture, drawn):
    html = html_of(report_for(name))
    assert {kind: html.count(f'class="{kind}__drawing"') for kind in ("loop", "radar", "rows")} == {
        "loop": 0,
        "radar": 0,
        "rows": 0,
    } | {picture: drawn}


def test_without_objective_there_is_no_word_of_one():
    for name in ("a chain", "a ladder", "with an enabler"):
        assert "bjective" not in html_of(report_for(name))
    assert "bjective" in html_of(report_for("with objectives"))


def test_gate_is_told_beside_the_level_and_among_the_rules():
    text = re.sub(r"<[^>]*>", "", html_of(rated(SHAPES["a chain"], 100, 35, 100)))
    wanted = [
        "Held back at Defined",
        "Condition: No dimension below 40 % for Managed. Too weak: D2 Dimension D2 (35.0 %, and 40 % is asked for)",
        "“No dimension below 40 % for Managed”: below 40 % there, the whole stays below level 4, whatever its points.",
        "weakest",
    ]
    assert missing(text, wanted) == []


def test_ladder_tells_of_every_rung_and_of_points_that_wait(press: Press):
    text = words_of(press.render(report_manuscript(report_for("a ladder"))))
    wanted = ["Holds", "Being climbed: it holds from 60 %", "Doesn’t count yet", "9.00 of 10 90.0 %", "reaches 60 %"]
    assert missing(text, wanted) == []


def test_long_scale_without_meanings_is_one_line():
    html = " ".join(html_of(report_for("a chain")).split())
    assert "What a rating is worth: 0 %, 5 %, 10 %" in html
    assert "80 80 %" not in re.sub(r"<[^>]*>", "", html)


def test_scale_with_meanings_is_a_table():
    ratings = tuple(replace(one, meaning=f"About {one.value}.") for one in LONG_SCALE)
    assert "About 45." in html_of(rated(shaped(3, ratings=ratings), 45))


def test_related_elements_are_printed_weakest_first(press: Press):
    definition = pointing(("D1.1",), ("D2.1", "E1"), ("D3.1",))
    text = words_of(press.render(report_manuscript(rated(definition, 50, 20, 80, other=tiny_definition()))))
    assert missing(text, ["Where to look first", "D2.1 Element D2.1 20.0 % D2.1 Element D2.1; E1 Enabler E1"]) == []


def test_a_large_framework_keeps_its_contents_and_its_pages():
    definition = shaped(5, indicators=13, ratings=LONG_SCALE)
    html = render_to_string("reports/report/detail.html", {"report": rated(definition, 50)})
    assert (html.count('class="contents"'), html.count('class="short"'), Decimal(50)) == (1, 0, definition.points)


def test_what_is_still_open_keeps_room_for_its_words_and_they_stand_apart():
    definition = rungs(3, indicators=25, ratings=LONG_SCALE)
    result = score(definition, {"D1.1": ElementAnswers({1: 10})})
    html = html_of(build_report(OPEN, definition, result, {"D1.1": {"1": Given("10")}}))
    text = " ".join(re.sub(r"<[^>]*>", "", html).split())
    assert html.count("element__head--open") == 3
    assert "doesn’t count yet · so far, 0.0 % answered" in text
    assert html_of(report_for("a ladder")).count("element__head--open") == 0


def test_contents_name_the_annex_as_its_page_does():
    html = html_of(rated(shaped(5, indicators=13, ratings=LONG_SCALE), 50))
    assert len(re.findall(r">\s*Annex: why [\d.]+\s*<", html)) == 2
