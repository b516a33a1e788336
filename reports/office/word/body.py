"""Writes a Word document from its first line to its last: headings, texts, lists, tables and pictures in order."""

import io
from collections.abc import Iterable
from typing import Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as WordParagraph

from reports.office.pictures import Drawn
from reports.office.texts import is_rtl, lines_of, one_line
from reports.office.word.fields import DEEPEST, Entry, bookmarked, contents
from reports.office.word.lists import Lists
from reports.office.word.page import TWIP, text_width
from reports.office.word.tables import Grid, table
from reports.office.word.xml import Node, node, paragraph, run, text_paragraph

PIXEL: Final = 9525  # English metric units
LOGO: Final = Mm(22)  # how high a logo stands at most


class Body:
    """What is written so far; whatever is added stands at the end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.width = text_width(document)  # in twentieths of a point
        self.lists = Lists(document)
        self.entries: list[Entry] = []
        self._contents: Node = None
        self._end = document.element.body.sectPr

    def add(self, *elements: Node) -> None:
        """Put finished elements at the end."""
        for element in elements:
            self._end.addprevious(element)

    def text(self, text: str, style: str = "BodyText", *, align: str = "", keep: bool = False) -> None:
        """A paragraph for each line of a text."""
        self.add(*(text_paragraph(line, style=style, align=align, keep=keep) for line in lines_of(text)))

    def heading(self, text: str, level: int = 1, *, style: str = "") -> None:
        """A heading, which the contents then lead to."""
        line, name = one_line(text), f"_Toc{len(self.entries) + 1:06d}"
        self.entries.append(Entry(level, line, name))
        runs = bookmarked(name, len(self.entries), [run(line)])
        self.add(paragraph(*runs, style=style or f"Heading{level}", rtl=is_rtl(line)))

    def bullets(self, texts: Iterable[str]) -> None:
        """A list, an item a text."""
        for text in texts:
            mark = self.lists.mark(self.lists.bullets, 0)
            self.add(paragraph(run(one_line(text)), style="ListBullet", rtl=is_rtl(text), number=mark))

    def table(self, grid: Grid, *, titled: bool = True) -> None:
        """A table under its title, and a little room after it."""
        if titled:
            self.add(text_paragraph(grid.words, style="Caption", keep=True))
        self.add(table(grid, self.width), paragraph(style="TableText"))

    def picture(self, drawn: Drawn, *, share: float = 1.0, align: str = "center") -> None:
        """A picture as wide as this share of the text, with its figures in words."""
        self._place(drawn.png, round(self.width * TWIP * share), drawn.words, align)

    def logo(self, png: bytes, size: tuple[int, int], words: str) -> None:
        """The organisation's logo, so many pixels wide and high, no larger than a letterhead has it."""
        width, height = size
        widest = min(self.width * TWIP // 3, LOGO * width // max(height, 1))
        self._place(png, min(width * PIXEL, widest), words, "")

    def link(self, address: str, shown: str = "") -> Node:
        """A link into the web, to stand in a paragraph."""
        relation = self.document.part.relate_to(address, RT.HYPERLINK, is_external=True)
        made = node("hyperlink", run(shown or address, style="Hyperlink"))
        made.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
        return made

    def place_contents(self) -> None:
        """The contents, which are filled when all headings are known."""
        self._contents = node("p")
        self.add(self._contents)

    def finish(self) -> bytes:
        """The whole file."""
        if self._contents is not None:
            listed = [entry for entry in self.entries if entry.level <= DEEPEST]
            self._contents.addprevious(contents(listed, self.width))
            self._contents.getparent().remove(self._contents)
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _place(self, png: bytes, width: int, words: str, align: str) -> None:
        element = paragraph(style="Picture", align=align)
        self.add(element)
        shape = WordParagraph(element, self.document._body).add_run().add_picture(io.BytesIO(png), Emu(width))  # noqa: SLF001 - the library's own parent of paragraphs
        facts = shape._inline.docPr  # noqa: SLF001 - it has no name for the words of a picture
        facts.set("descr", one_line(words))
        facts.set("name", f"Picture {facts.get('id')}")
