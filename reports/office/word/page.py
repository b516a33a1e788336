"""The sheet of a Word document: paper, margins, running head and foot, language, theme and faces."""

from collections.abc import Mapping
from typing import Final

import docx
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Length, Mm

from reports.kinds import Paper
from reports.office.content import Content
from reports.office.look import ARABIC_FACE, FACE, STAND_IN
from reports.office.texts import shortened
from reports.office.theme import PANOSE, themed
from reports.office.word.fields import field, page_of_pages
from reports.office.word.styles import set_styles
from reports.office.word.xml import Node, node, paragraph, run
from reports.office.words import language_tag

PAPERS: Final[Mapping[Paper, tuple[Length, Length]]] = {
    Paper.A4: (Mm(210), Mm(297)),
    Paper.LETTER: (Mm(215.9), Mm(279.4)),
}
SIDES, TOP, FOOT = Mm(22), Mm(24), Mm(22)
HEAD_AT, FOOT_AT = Mm(11), Mm(10)
TWIP: Final = 635  # English metric units
TITLE: Final = 60  # characters of a name that the cover has in its largest letters
NAME: Final = 60  # characters of whose it is in the head, which has one line
# What the library's template holds that no report needs.
NEEDLESS: Final = (
    "/customXml",
    "/thumbnail",
    "stylesWithEffects",
    "/fontTable",
    "/theme",
    "/webSettings",
)


def started(content: Content, *, flowing: bool) -> Document:
    """An empty document in the organisation's house style; a ``flowing`` one has no page for each chapter."""
    document = docx.Document()
    theme = next(one.target_part.blob for one in document.part.rels.values() if one.reltype == RT.THEME)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in rels.items() if one.reltype.endswith(NEEDLESS)]:
            del rels[key]
    _add_part(document, "/word/theme/theme1.xml", CT.OFC_THEME, RT.THEME, themed(theme, content.house))
    _add_part(document, "/word/fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, _faces())
    set_styles(document, content.house, flowing=flowing, long=len(content.subject.organisation) > TITLE)
    _set_settings(document)
    _set_sheet(document.sections[0], content)
    return document


def text_width(document: Document) -> int:
    """How wide the text is, in twentieths of a point."""
    section = document.sections[0]
    whole = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return whole // TWIP


def _add_part(document: Document, name: str, content_type: str, relation: str, blob: bytes) -> None:
    part = Part(PackURI(name), content_type, blob, document.part.package)
    document.part.relate_to(part, relation)


def _faces() -> bytes:
    """The faces with what stands in for them where the reader has none."""
    faces = [
        node(
            "font",
            node("altName", val=STAND_IN),
            node("panose1", val=PANOSE),
            node("family", val="swiss"),
            node("pitch", val="variable"),
            name=name,
        )
        for name in (FACE, ARABIC_FACE)
    ]
    table = parse_xml(f"<w:fonts {nsdecls('w')}/>")
    table.extend(faces)
    return serialize_part_xml(table)


def _set_settings(document: Document) -> None:
    """Fields are worked out when it is opened; the language is that of the words."""
    fresh = {"zoom", "proofState", "savePreviewPicture", "rsids", "themeFontLang", "updateFields", "defaultTabStop"}
    settings = document.settings.element
    for old in [one for one in settings if one.tag.rpartition("}")[2] in fresh]:
        settings.remove(old)
    settings.insert(0, node("zoom", percent=100))
    compat = settings.find("{*}compat")
    compat.addprevious(node("updateFields", val="true"))
    mode = next(one for one in compat if one.get(_name("name")) == "compatibilityMode")
    mode.set(_name("val"), "15")
    settings.find("{*}clrSchemeMapping").addprevious(node("themeFontLang", val=language_tag(), bidi="ar-SA"))


def _set_sheet(section: Section, content: Content) -> None:
    section.page_width, section.page_height = PAPERS[content.source.options.paper]
    section.left_margin = section.right_margin = SIDES
    section.top_margin, section.bottom_margin = TOP, FOOT
    section.header_distance, section.footer_distance = HEAD_AT, FOOT_AT
    section.different_first_page_header_footer = True
    if get_language_bidi():
        section._sectPr.find("{*}docGrid").addprevious(node("bidi"))  # noqa: SLF001 - the library has no name for it
    width = (section.page_width or 0) - 2 * SIDES
    _fill(section.header._element, _head(content), width)  # noqa: SLF001 - nor for a paragraph of fields
    _fill(section.footer._element, _foot(content), width)  # noqa: SLF001


def _fill(part: Node, halves: tuple[list[Node], list[Node]], width: int) -> None:
    """One line, its second half at the other margin."""
    for old in list(part):
        part.remove(old)
    first, second = halves
    style = "Header" if part.tag.endswith("hdr") else "Footer"
    line = paragraph(*first, node("r", node("tab")), *second, style=style)
    line.find("{*}pPr").append(node("tabs", node("tab", val="right", pos=width // TWIP)))
    part.append(line)


def _head(content: Content) -> tuple[list[Node], list[Node]]:
    """Whose it is and how far it is, and the chapter that the page is in."""
    state = f" · {_('Provisional')}" if content.subject.provisional else ""
    return [run(shortened(content.name, NAME)), run(state, bold=True)], field("STYLEREF 1")


def _foot(content: Content) -> tuple[list[Node], list[Node]]:
    return [run(content.source.style.footer)], page_of_pages()


def _name(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
