"""The PDF itself: its text, its structure for those who listen to it, its fonts, and that it is always the same."""

import functools
import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pypdf
import pytest

from press.press import Press
from reports.documents.full import report_html, report_manuscript
from reports.report import Report
from results.sheet import Given
from tests.definitions import tiny_definition
from tests.factories import shipped_content
from tests.press.checkers import complaints
from tests.results.stories import OPEN, full_answers, report_of

DEFINITION = shipped_content()
HOSTILE = '<img src="file:///etc/passwd"><script>alert(1)</script>{{ 7|add:"7" }}</p></td>&amp;'


@functools.cache
def complete() -> Report:
    answers = full_answers(DEFINITION)
    answers["D1.1"]["2"] = Given("n/a", "Nobody else is served.")
    answers["D1.2"]["comment"] = Given(HOSTILE)
    answers["D1.3"]["comment"] = Given("تعليق الفريق")
    return report_of(DEFINITION, answers)


@functools.cache
def in_progress() -> Report:
    answers = full_answers(DEFINITION)
    answers["D3.5"]["scope"] = Given("excluded", "No partners take part.")
    del answers["D4.1"]["1"]
    return report_of(DEFINITION, answers, OPEN)


def html_of(report: Report) -> str:
    return report_html(report)


@pytest.fixture(scope="module")
def pdf(press: Press) -> bytes:
    return press.render(report_manuscript(complete()))


@pytest.fixture(scope="module")
def document(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def text(pdf: bytes) -> str:
    return words_of(pdf)


@pytest.fixture(scope="module")
def unfinished_pdf(press: Press) -> bytes:
    return press.render(report_manuscript(in_progress()))


@pytest.fixture(scope="module")
def unfinished(unfinished_pdf: bytes) -> str:
    return words_of(unfinished_pdf)


def words_of(pdf: bytes) -> str:
    """All text of a PDF with every space and line break made one space."""
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(run.stdout.decode().split())


def missing(text: str, wanted) -> list[str]:
    """Those of the wanted pieces of text that are not there, however their lines were broken."""
    packed = re.sub(r"\s|-", "", text)
    return [one for one in wanted if re.sub(r"\s|-", "", one) not in packed]


def test_the_text_holds_total_level_and_categories(text):
    total = complete().result.total
    wanted = [f"{total.points:.0f} of 1000", f"{total.level.title} {total.percent} %"]
    wanted += [f"{one.points} of {one.maximum:.0f}" for one in complete().result.categories.values()]
    assert missing(text, wanted) == []


def test_the_text_holds_the_points_of_every_element_and_dimension(text):
    result = complete().result
    wanted = [f"{one.points} of {one.maximum:.0f}" for one in (*result.elements.values(), *result.dimensions.values())]
    assert missing(text, wanted) == []


def test_the_text_holds_every_comment_and_reason(text):
    comments = [f"What was said about {one.code}." for one in DEFINITION.walk() if one.code not in {"D1.2", "D1.3"}]
    assert missing(text, [*comments, "Nobody else is served."]) == []


def test_every_indicator_and_objective_is_printed(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    packed = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    sentences = [one.text for element in DEFINITION.walk() for one in element.indicators]
    sentences += [element.objective for element in DEFINITION.elements]
    assert [one for one in sentences if re.sub(r"\s", "", one) not in packed] == []


def test_what_a_user_typed_is_printed_to_the_letter(text):
    assert missing(text, [HOSTILE]) == []


def test_arabic_is_printed_with_a_font_that_has_it(document, text):
    assert sorted(name for name in fonts(document) if "Arabic" in name) != []


def fonts(document: pikepdf.Pdf) -> dict[str, bool]:
    """Every font by name, and whether it is embedded."""
    found = {}
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            found[str(item.FontName)] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def test_every_font_is_embedded(document):
    assert [name for name, embedded in fonts(document).items() if not embedded] == []
    assert {name.partition("+")[2][:4] for name in fonts(document)} == {"Plex"}


def test_it_is_tagged_with_language_and_title(document):
    root = document.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked), str(root.StructTreeRoot.Type)) == (
        "en-gb",
        True,
        "/StructTreeRoot",
    )
    title = "Harbour Bank: maturity report, 2026 self-assessment"
    assert (str(document.docinfo.Title), bool(root.ViewerPreferences.DisplayDocTitle)) == (title, True)
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def elements_of(document: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind]


def test_every_figure_has_its_description(document):
    figures = elements_of(document, "/Figure")
    drawn = html_of(complete()).count("<svg")
    assert (len(figures), [one for one in figures if not str(one.get("/Alt", ""))]) == (drawn, [])


def test_headings_and_tables_are_tagged_as_such(document):
    kinds = [len(elements_of(document, kind)) for kind in ("/H1", "/H2")]
    assert kinds == [1, 5 + 6 + 4]
    heads = elements_of(document, "/TH")
    assert (len(elements_of(document, "/Table")) > 40, len(heads) > 200) == (True, True)
    html = html_of(complete())
    assert (re.findall(r"<th\b(?![^>]*scope=)[^>]*>", html), html.count("<table")) == ([], html.count("<caption"))


def test_bookmarks_lead_to_every_part_and_element(pdf):
    outline = pypdf.PdfReader(io.BytesIO(pdf)).outline
    parts = [one.title for one in outline if not isinstance(one, list)]
    inner = [one.title for group in outline if isinstance(group, list) for one in group]
    dimensions = [one.title for one in DEFINITION.dimensions]
    annex = f"Annex: why {complete().ledger.total.points:.2f}"
    first = ["Contents", "The result", "All elements at a glance", "Heat map", "Where this leads"]
    last = ["Enablers", "How the points are made", "About this report", annex]
    assert parts == [*first, *dimensions, *last]
    assert [title for title in inner if title[0] in "DE" and title[1].isdigit()] == [
        f"{one.code} {one.title}" for one in DEFINITION.walk()
    ]


def test_the_contents_name_the_page_of_every_dimension(pdf):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    packed = ["".join(page.split()) for page in pages]
    for dimension in DEFINITION.dimensions:
        number = next(at for at, page in enumerate(packed, start=1) if "".join(dimension.question.split()) in page)
        assert re.search(rf"{dimension.title}[ .\n]+{number}\b", pages[1]) is not None


def test_every_page_but_the_cover_says_which_it_is(pdf):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [f"{at} / {len(pages)}" in page for at, page in enumerate(pages, start=1)] == [False] + [True] * (
        len(pages) - 1
    )
    assert 20 <= len(pages) <= 40


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """The sizes of its pages in points."""
    return {
        (round(page.mediabox.width), round(page.mediabox.height)) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    }


def test_the_heat_map_and_the_annex_alone_lie_on_their_long_side(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    wide = [page.extract_text() for page in pages if page.mediabox.width > page.mediabox.height]
    assert (sizes(pdf), ["Heat map" in page for page in wide]) == ({(595, 842), (842, 595)}, [True, False, False])
    codes = re.findall(r"\bD\d\.\d\b", wide[0])
    assert sorted(codes) == sorted(one.code for one in DEFINITION.elements)


def test_a_running_head_names_the_dimension_but_not_where_it_begins(pdf):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    for dimension in DEFINITION.dimensions:
        begins = next(at for at, page in enumerate(pages) if packed(dimension.question) in packed(page))
        assert [page.splitlines().count(dimension.title) for page in pages[begins : begins + 2]] == [1, 1]


def packed(text: str) -> str:
    return "".join(text.split())


def test_findings_lead_to_the_page_of_their_element(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    pages = [packed(page.extract_text()) for page in reader.pages]
    result = next(page for page in pages if page.startswith("Theresult") or "Mostpointstogain" in page)
    for one in complete().findings.highest_level:
        element = DEFINITION.element_by_code[one.code]
        number = next(at for at, page in enumerate(pages, start=1) if packed(element.definition) in page)
        assert f"{packed(one.title)}page{number}" in result


def test_a_report_that_is_approved_and_complete_has_no_reserve(text):
    assert re.findall(r"(?i)provisional|so far", text) == []


def test_one_that_is_not_says_so_on_every_page(unfinished_pdf):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(unfinished_pdf)).pages]
    assert [at for at, page in enumerate(pages, start=1) if "Provisional" not in page] == []


def test_an_unfinished_one_speaks_of_so_far(unfinished):
    total = in_progress().result.total
    wanted = [
        "The result so far",
        "Total so far",
        f"Points so far: {total.answered_percent} % is answered",
        "not answered",
    ]
    assert missing(unfinished, wanted) == []


def test_what_is_left_out_is_said_with_its_reason_and_the_total_on_the_full_scale(unfinished):
    total = in_progress().result.total
    wanted = ["No partners take part.", f"{total.points:.0f} of 980", f"{total.points} ÷ 980 × 1000 {total.normalised}"]
    assert missing(unfinished, wanted) == []


def test_example_and_annex_recompute_the_total(text):
    result = complete().result
    wanted = ["70 % × ", "30 % × 0", f"÷ 1000 = {result.total.percent} % {result.total.points}"]
    wanted += [f"÷ {one.maximum:.0f} = {one.percent} % {one.points}" for one in result.dimensions.values()]
    assert missing(text, wanted) == []


def test_two_renders_are_equal_to_the_byte(press, pdf):
    assert press.render(report_manuscript(complete())) == pdf


def test_no_checker_finds_a_fault(pdf):
    assert complaints(pdf) == []


def test_nothing_is_attached(document):
    assert list(document.attachments) == []


@pytest.mark.parametrize("length", [10_000, 100_000])
def test_a_comment_of_any_length_is_printed_in_full(length, press):
    answers = full_answers(tiny_definition())
    answers["D1.2"]["comment"] = Given("spoken word. " * (length // 13) + "The last words.")
    pdf = press.render(report_manuscript(report_of(tiny_definition(), answers)))
    assert missing(words_of(pdf), ["The last words."]) == []


def test_the_markup_has_nothing_that_costs_or_breaks():
    html = html_of(complete())
    assert re.findall(r" style=|<script|<link|<style|<img|<iframe|class=\"row|class=\"container", html) == []
    assert re.findall(r"display:\s*(?:flex|grid)", Path("static/css/report.css").read_text()) == []


def test_every_id_is_there_once_and_every_link_leads_to_one():
    html = html_of(complete())
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert (len(ids), set(re.findall(r'href="#([^"]+)"', html)) - set(ids)) == (len(set(ids)), set())
