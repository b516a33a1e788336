"""A page with every kind of thing: what the checkers say of it, and what its structure tree and its parts are."""

import datetime
import hashlib
import io
import json

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML

from press.manuscript import Attachment, Manuscript
from press.press import Press
from tests.engine import BARE
from tests.press.checkers import complaints
from tests.press.structure import Element, structure

DATA = json.dumps({"total": "123.45"}).encode()
ROWS = "".join(f"<tr><th scope='row'>Row {number}</th><td>{number}</td><td>text</td></tr>" for number in range(40))
NAMESPACES = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
CLAIMED = {
    "pdfuaid:part": "1",
    "pdfaid:part": "3",
    "pdfaid:conformance": "A",
    "dc:title": "Every kind of thing",
    "dc:creator": ["Harbour Bank"],
    "xmp:CreateDate": "2026-11-22T14:03:00+00:00",
    "xmp:ModifyDate": "2026-11-22T14:03:00+00:00",
}
BODY = f"""
<p class="head">Running head</p>
<h1 id="one">Points – سلام</h1>
<ol class="contents"><li><a href="#one"><span class="mark"></span>One</a></li> <li><a href="#two">Two</a></li></ol>
<p>A paragraph with <b>strong</b> words, and a <a href="https://example.com/">link</a>.</p>
<p><svg viewBox="0 0 9 9" width="99" height="99"><title>A square</title><rect width="9" height="9"/></svg></p>
<p><img src="asset:///picture/logo.png" alt="The logo of Harbour Bank" width="40" height="40"></p>
<ul class="columns"><li>First</li><li><b>Second</b> has more</li><li>Third<ul><li>nested</li></ul></li></ul>
<dl><dt>Term</dt><dd>Meaning</dd></dl>
<h2 id="two">Table</h2>
<table><caption>Forty rows</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Number</th><th scope="col">Words</th></tr></thead>
<tbody>{ROWS}</tbody></table>
"""
STYLES = """
html { font-family: var(--font) }
@page { size: A4; @top-left { content: string(head) } @bottom-right { content: counter(page) " of " counter(pages) } }
.head { string-set: head content() }
.mark { display: inline-block; width: 3mm; height: 3mm; background: black }
.columns { columns: 2 }
.columns b { display: block }
.contents li { display: inline }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
ul ul { list-style: disc }
"""


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (20, 80, 160, 128)).save(file, "PNG")
    return file.getvalue()


def manuscript() -> Manuscript:
    head = '<title>Every kind of thing</title><meta name="author" content="Harbour Bank">'
    return Manuscript(
        html=f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{BODY}</body></html>',
        style_sheets=BARE,
        styles=STYLES,
        pictures={"logo.png": picture()},
        attachment=Attachment("assessment.json", "application/json", "The assessment’s data", DATA),
        created=datetime.datetime(2026, 11, 22, 14, 3, tzinfo=datetime.UTC),
    )


@pytest.fixture(scope="module")
def pdf(press: Press) -> bytes:
    return press.render(manuscript())


@pytest.fixture(scope="module")
def document(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.fixture(scope="module")
def tree(document: pikepdf.Pdf) -> Element:
    return structure(document)


def test_no_checker_has_anything_against_it(pdf):
    assert complaints(pdf) == []


def test_the_checkers_do_find_what_the_engine_alone_leaves_out():
    bare = HTML(string=manuscript().html.replace("<img", "<br")).write_pdf()
    assert {one.replace(":", " ").split()[0] for one in complaints(bare)} == {"page", "outloud", "pdfua", "pikepdf"}


def test_it_names_its_language_and_its_title_and_shows_that(document):
    root = document.Root
    assert (str(root.Lang), str(document.docinfo.Title)) == ("en-GB", "Every kind of thing")
    assert (bool(root.ViewerPreferences.DisplayDocTitle), bool(root.MarkInfo.Marked)) == (True, True)


def test_its_metadata_say_what_it_is_and_when_it_was_made(document):
    with document.open_metadata() as metadata:
        said = [metadata.get(f"{{{NAMESPACES[name.partition(':')[0]]}}}{name.partition(':')[2]}") for name in CLAIMED]
    assert dict(zip(CLAIMED, said, strict=True)) == CLAIMED
    assert str(document.docinfo.CreationDate) == "D:20261122140300+00'00"


def test_it_has_an_output_intent_with_its_profile(document):
    (intent,) = document.Root.OutputIntents
    profile = intent.DestOutputProfile
    assert (str(intent.S), int(profile.N), profile.read_bytes()[36:40]) == ("/GTS_PDFA1", 3, b"acsp")


def test_every_font_is_inside(document):
    held = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    fonts = [one for one in held if one.get("/Type") == "/FontDescriptor"]
    names = {str(font.FontName).partition("+")[2]: "/FontFile2" in font for font in fonts}
    assert names == {"Plex": True, "Plex-Semi-Bold": True, "Plex-Arabic-Semi-Bold": True}


def test_the_data_ride_inside_and_say_what_they_are(document):
    (file,) = document.Root.AF
    stream = file.EF.F
    assert (str(file.UF), str(file.Desc), str(file.AFRelationship)) == (
        "assessment.json",
        "The assessment’s data",
        "/Source",
    )
    assert (str(stream.Subtype), stream.read_bytes(), int(stream.Params.Size)) == ("/application/json", DATA, len(DATA))
    assert bytes(stream.Params.CheckSum) == hashlib.md5(DATA).digest()
    assert document.attachments["assessment.json"].get_file().read_bytes() == DATA


def test_what_stands_in_it_is_read_in_the_order_of_the_page(tree):
    assert [kid.kind for kid in tree.kids] == ["P", "H1", "L", "P", "P", "P", "L", "L", "H2", "Table", "Table"]


def test_every_figure_has_its_words(tree):
    assert [one.alternative for one in tree.all("Figure")] == ["A square", "The logo of Harbour Bank"]


def test_every_head_of_a_table_says_what_it_heads(tree):
    scopes = [one.scope for one in tree.all("Table")[0].all("TH")]
    assert (scopes[:3], set(scopes[3:])) == (["Column"] * 3, {"Row"})
    assert {one.scope for one in tree.all("TH")} == {"Row", "Column"}


def test_a_table_over_two_pages_has_its_head_on_both(tree):
    assert [one.shape for one in tree.all("Table")] == ["Table(Caption THead TBody)", "Table(THead TBody)"]


def test_every_list_holds_items_and_every_item_one_body(tree):
    assert {kid.kind for one in tree.all("L") for kid in one.kids} == {"LI", "L"}
    assert {tuple(kid.kind for kid in one.kids) for one in tree.all("LI")} == {("LBody",), ("Lbl", "LBody")}


def test_a_link_is_one_with_all_its_places_and_nothing_else_has_one(tree):
    links = tree.all("Link")
    assert [(one.kids, one.links > 0) for one in links] == [((), True)] * 3
    assert {one.kind for one in tree.walk() if one.links} == {"Link"}


def test_running_heads_are_no_part_of_what_is_read(document, tree):
    told = sum(len(one.pieces) for one in tree.walk())
    content = b"".join(page.Contents.read_bytes() for page in document.pages)
    heads, space_between_items = 2 * len(document.pages), 1
    assert (content.count(b"/MCID"), content.count(b"/Pagination")) == (told, heads + space_between_items)


def test_the_index_leads_from_every_piece_to_the_element_that_tells_it(document):
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    for page, places in zip(numbers[0::2], numbers[1::2], strict=True):
        if isinstance(places, pikepdf.Array):
            for piece, element in enumerate(places):
                assert element is None or piece in [kid for kid in element.K if isinstance(kid, int)], page
        else:
            assert str(places.S) == "/Link"


def test_the_same_manuscript_gives_the_same_bytes(press, pdf):
    assert press.render(manuscript()) == pdf
