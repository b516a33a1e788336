"""The printed guide: that all of it is there, that each element is one spread, and that a draft says so."""

import io
import re

import pikepdf
import pypdf
import pytest

from press.press import Press
from reports.documents.guide import guide_html, guide_manuscript
from reports.guide import build_guide
from reports.kinds import Paper
from tests.definitions import rich_definition, tiny_definition
from tests.factories import shipped_content
from tests.reports.test_report_pdf import elements_of, fonts

DEFINITION = shipped_content()


def packed(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", text)


@pytest.fixture(scope="module")
def pdf(press: Press) -> bytes:
    return press.render(guide_manuscript(build_guide(DEFINITION)))


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def pages(reader: pypdf.PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def starts(reader: pypdf.PdfReader) -> dict[str, int]:
    """The page on which each bookmark leads, from 1."""
    flat = []
    for entry in reader.outline:
        flat += entry if isinstance(entry, list) else [entry]
    return {one.title: reader.get_destination_page_number(one) + 1 for one in flat}


def test_every_text_of_the_guide_is_printed(pages):
    whole = packed("".join(pages))
    texts = []
    for element in DEFINITION.walk():
        guide = element.guide
        texts += [one.text for one in guide.levels] + [*guide.evidence, *guide.questions, *guide.misjudgements]
        texts += [text for one in guide.actions for text in (one.title, one.text)]
        texts += [one.look_for for one in element.indicators] + [one.text for one in element.indicators]
        texts += [element.objective, element.title]
    assert [text for text in texts if packed(text) not in whole] == []


def test_each_element_is_one_spread(reader):
    titles = [f"{one.code} {one.title}" for one in DEFINITION.walk()]
    places = starts(reader)
    assert {title: places[title] for title in titles if places[title] % 2} == {}
    ends = sorted([*places.values(), len(reader.pages) + 1])
    lengths = {title: ends[ends.index(places[title]) + 1] - places[title] for title in titles}
    assert {title: length for title, length in lengths.items() if length != 2} == {}


def test_no_page_is_empty(pages):
    assert [at for at, page in enumerate(pages, start=1) if len(page) < 150] == []


def test_bookmarks_lead_to_every_part(reader):
    parts = [one.title for one in reader.outline if not isinstance(one, list)]
    dimensions = [one.title for one in DEFINITION.dimensions]
    assert parts == ["Contents", "How to use this guide", "The scale", "What we agreed", *dimensions, "Enablers"]


def test_the_contents_name_the_page_of_every_element(reader, pages):
    contents = re.sub(r"[.\s]", "", pages[1])
    places = starts(reader)
    lines = [(title, at) for title, at in places.items() if title[0] in "DE" and title[1].isdigit()]
    assert len(lines) == len(list(DEFINITION.walk()))
    assert [title for title, at in lines if str(at) + re.sub(r"[.\s]", "", title) not in contents] == []


def test_every_page_but_the_cover_says_which_it_is_and_of_what(pages):
    foot = "The Six Dimensions of CEM Improvement 1.2 · Assessors’ guide"
    for at, page in enumerate(pages[1:], start=2):
        assert (f"{at} / {len(pages)}" in page, foot in page) == (True, True)


def test_it_is_tagged_with_language_title_and_its_own_fonts(pdf):
    document = pikepdf.open(io.BytesIO(pdf))
    root = document.Root
    assert (str(root.Lang), bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == (
        "en-gb",
        True,
        True,
    )
    assert str(document.docinfo.Title) == "The Six Dimensions of CEM Improvement 1.2: assessors’ guide"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert [name for name, embedded in fonts(document).items() if not embedded] == []
    assert [len(elements_of(document, kind)) for kind in ("/H1", "/H2")] == [1, 4 + 6 + 1]


def test_a_draft_says_so_on_every_page(press):
    manuscript = guide_manuscript(build_guide(rich_definition(), is_draft=True))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(press.render(manuscript))).pages]
    assert [at for at, page in enumerate(pages, start=1) if "Draft" not in page.splitlines()] == []


def test_what_is_published_never_speaks_of_a_draft(pages):
    assert [at for at, page in enumerate(pages, start=1) if "Draft" in page.splitlines()] == []


def test_a_framework_without_a_guide_prints_its_indicators(press):
    pdf = press.render(guide_manuscript(build_guide(tiny_definition())))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert packed("The organisation does 3 of D3.1.") in packed("".join(pages))
    assert len(pages) < 10


def test_a_guide_on_letter_is_on_letter(press):
    pdf = press.render(guide_manuscript(build_guide(tiny_definition()), Paper.LETTER))
    sizes = {tuple(map(round, page.mediabox[2:])) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages}
    assert sizes == {(612, 792)}


def test_two_renders_are_equal_to_the_byte(press):
    manuscript = guide_manuscript(build_guide(rich_definition()))
    assert press.render(manuscript) == press.render(manuscript)


def test_every_id_is_there_once_and_every_link_leads_to_one():
    html = guide_html(build_guide(DEFINITION))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert (len(ids), set(re.findall(r'href="#([^"]+)"', html)) - set(ids)) == (len(set(ids)), set())
    assert re.findall(r" style=|<script|<link|<style|<img|<iframe", html) == []
