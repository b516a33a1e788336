"""The checks of office files themselves: each rule is broken once in a file that is sound, and is then named."""

import io
import re
import zipfile

import pytest

from reports.kinds import Kind
from reports.office.slides.deck import slides_of
from reports.office.word.documents import full_of
from reports.office.workbook import workbook_of
from tests.reports.office.soundness import faults

pytestmark = [pytest.mark.sqlite]
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
SLIDE, CHART = "ppt/slides/slide3.xml", "ppt/charts/chart1.xml"
SHEET, BOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
WORD = {
    "content type": ("[Content_Types].xml", '<Override PartName="/word/styles.xml"[^>]*>', ""),
    "of its own": ("[Content_Types].xml", '<Override PartName="/word/numbering.xml"[^>]*>', ""),
    "that is not there": ("[Content_Types].xml", 'PartName="/word/numbering.xml"', 'PartName="/word/other.xml"'),
    "leads to": ("word/_rels/document.xml.rels", "styles.xml", "stiles.xml"),
    "leads out to": ("word/_rels/document.xml.rels", "https://example.org/programme", "file:///etc/passwd"),
    "which it does not have": (DOCUMENT, 'r:embed="rId', 'r:embed="rIdX'),
    "no language among": ("docProps/core.xml", "<dc:language>[^<]*</dc:language>", ""),
    "it does not open": (DOCUMENT, "</w:body>", ""),
    "with a DTD": (DOCUMENT, "<w:document ", '<!DOCTYPE w:document [<!ENTITY a "b">]><w:document '),
    "pPr can't have": (DOCUMENT, "<w:keepNext/>", "<w:keepsNext/>"),
    "out of order": (DOCUMENT, '(<w:pStyle w:val="TableText"/>)(<w:keepNext/>)', r"\2\1"),
    "style Lead is not there": (STYLES, 'w:styleId="Lead"', 'w:styleId="Leads"'),
    "style Quote twice": (STYLES, 'w:styleId="Lead"', 'w:styleId="Quote"'),
    "list 99 is not there": (DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="99"/>'),
    "a heading 2 after a 0": (DOCUMENT, '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'),
    "an empty heading": (DOCUMENT, ">Foreword</w:t></w:r><w:bookmarkEnd", "></w:t></w:r><w:bookmarkEnd"),
    "can't be called so": (DOCUMENT, "_Toc000001", "1 Toc"),
    "which is nowhere": (DOCUMENT, 'w:anchor="_Toc000002"', 'w:anchor="_Toc900002"'),
    "do not end": (DOCUMENT, '<w:bookmarkEnd w:id="1"/>', ""),
    "a field does not end": ("word/footer1.xml", '<w:fldChar w:fldCharType="end"/>', ""),
    "at the wrong place": ("word/footer1.xml", '<w:fldChar w:fldCharType="begin"/>', ""),
    "without a name": (DOCUMENT, '<w:tblCaption w:val="[^"]*"/>', '<w:tblCaption w:val=""/>'),
    "not as wide as the grid": (DOCUMENT, '<w:gridCol w:w="(\\d+)"/>', ""),
    "does not end in a paragraph": (DOCUMENT, "</w:p></w:tc>", "</w:p><w:tcPr/></w:tc>"),
    "its head is not marked": (DOCUMENT, "<w:tblHeader/>", ""),
    "runs into the table": (DOCUMENT, "</w:tbl>(?:(?!<w:tbl>).)*<w:tbl>", "</w:tbl><w:tbl>"),
    "two pictures have the id": (DOCUMENT, 'docPr id="2"', 'docPr id="1"'),
    "has no words": (DOCUMENT, 'descr="[^"]+"', 'descr=" "'),
    "blanks that Word would drop": (DOCUMENT, '<w:t xml:space="preserve">Foreword', "<w:t> Foreword"),
    "a tab that Word would not show": (DOCUMENT, ">Foreword</w:t>", ">Fore\tword</w:t>"),
    "no language": (STYLES, "<w:lang [^>]*>", ""),
    "fields are not worked out": ("word/settings.xml", "<w:updateFields [^>]*>", ""),
}
DECK = {
    "slide id 1": ("ppt/presentation.xml", 'sldId id="256"|<p:sldId xmlns[^>]* id="256"', 'sldId id="1"'),
    "have the title": ("ppt/slides/slide4.xml", ">The dimensions beside each other<", ">Next steps<"),
    "a slide's title is empty": (SLIDE, ">The result: [^<]*<", "> <"),
    "0 titles": (SLIDE, 'type="title"', 'type="body"'),
    "twice": (SLIDE, 'id="3" name', 'id="2" name'),
    "has no words": (SLIDE, 'descr="[^"]+"', 'descr=""'),
    "is empty": (SLIDE, ">Provisional [^<]*<", "><"),
    "not read first": (SLIDE, "(<p:sp><p:nvSpPr><p:cNvPr id=.2.*?</p:sp>)(<p:sp>.*?</p:sp>)", r"\2\1"),
    "no language on": (SLIDE, ' lang="en-GB"', ""),
    "hangs over the edge": (SLIDE, '<a:off x="\\d+"', '<a:off x="12000000"'),
    "whose head is not marked": ("ppt/slides/slide4.xml", 'firstRow="1"', 'firstRow="0"'),
    "wide as the grid": ("ppt/slides/slide4.xml", '<a:gridCol w="\\d+"/>', ""),
    "that do not know it": ("ppt/slides/slide5.xml", 'hMerge="1"', ""),
    "its notes are empty": ("ppt/notesSlides/notesSlide3.xml", "<a:t>[^<]*</a:t>", "<a:t></a:t>"),
    "axis -": (CHART, 'axId val="', 'axId val="-'),
    "do not know each other": (CHART, 'crossAx val="', 'crossAx val="7'),
    "a radar with curves": ("ppt/charts/chart2.xml", "</c:val></c:ser>", '</c:val><c:smooth val="0"/></c:ser>'),
    "not what its workbook says": (CHART, "<c:v>50.0</c:v>", "<c:v>51.0</c:v>"),
    "not called as in its workbook": (CHART, "<c:v>Now</c:v>", "<c:v>Then</c:v>"),
}
SHEETS = {
    "two sheets are called": (BOOK, 'name="Elements"', 'name="dimensions"'),
    "can't be called": (BOOK, 'name="Elements"', 'name="Ele/ments"'),
    "a hidden sheet": (BOOK, 'state="visible"', 'state="hidden"'),
    "leads nowhere": (BOOK, "(<definedName [^>]*>)[^<]*<", r"\1#REF!<"),
    "rows out of order": (SHEET, '<row r="4"', '<row r="1"'),
    "cells out of order": (SHEET, '<c r="B4"', '<c r="A4"'),
    "a look that is not there": (SHEET, ' s="\\d+"', ' s="999"'),
    "it has \\['f'\\]": (SHEET, "<v>", "<f>1+1</f><v>"),
    "its head goes out of sight": (SHEET, 'state="frozen"', ""),
    "no widths": (SHEET, "<cols>.*</cols>", ""),
}
CASES = [
    *((full_of, Kind.FULL, fault, *change) for fault, change in WORD.items()),
    *((slides_of, Kind.SUMMARY, fault, *change) for fault, change in DECK.items()),
    *((workbook_of, Kind.FULL, fault, *change) for fault, change in SHEETS.items()),
]


@pytest.mark.parametrize(
    ("write", "kind", "fault", "part", "old", "new"), CASES, ids=[f"{one[1]}-{one[2]}" for one in CASES]
)
def test_what_is_unsound_is_named(request, made_once, db, write, kind, fault, part, old, new):
    made = made_once(request, write, kind)
    assert faults(made) == ()
    assert any(re.search(fault, found) for found in faults(changed(made, part, old, new)))


def test_a_part_that_nothing_leads_to_and_one_that_is_there_twice(request, made_once, db):
    made = made_once(request, workbook_of, Kind.FULL)
    stream = io.BytesIO(made)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/left.xml", "<left/>")
    assert "nothing leads to xl/left.xml" in faults(stream.getvalue())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/left.xml", "<left/>")
    assert "there twice" in faults(stream.getvalue())[0]
    assert "it does not open" in faults(b"no archive")[0]


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same file with one part written otherwise."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                text = re.sub(old, new, text.decode(), flags=re.DOTALL).encode()
                assert text != before.read(name)
            after.writestr(name, text)
    return stream.getvalue()
