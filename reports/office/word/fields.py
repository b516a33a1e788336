"""Fields of a Word document: what Word works out itself, with what they say until it does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from reports.office.word.xml import Node, node, paragraph, run

DEEPEST: Final = 2  # levels of headings in the contents
PLACES: Final = re.compile(r"(\{\w+\})")


@dataclass(frozen=True)
class Entry:
    """A heading in the contents: its level, its text, and the bookmark that it stands at."""

    level: int
    text: str
    bookmark: str


def field(code: str, shown: str = "") -> list[Node]:
    """The runs of a field; ``shown`` is what stands there until Word works it out."""
    words = node("instrText")
    words.text = f" {code} "
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin, middle, end = (node("r", node("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, node("r", words), middle, run(shown), end]


def page_of_pages() -> list[Node]:
    """“Page 3 of 24” in the reader's language, its numbers as fields."""
    words = _("Page %(page)s of %(pages)s") % {"page": "{PAGE}", "pages": "{NUMPAGES}"}
    runs: list[Node] = []
    for part in PLACES.split(words):
        runs += field(part.strip("{}"), "1") if PLACES.fullmatch(part) else [run(part)] if part else []
    return runs


def bookmarked(name: str, number: int, runs: Iterable[Node]) -> list[Node]:
    """Runs inside a bookmark."""
    return [node("bookmarkStart", id=number, name=name), *runs, node("bookmarkEnd", id=number)]


def contents(entries: Iterable[Entry], width: int) -> Node:
    """The contents with all their entries in place; ``width`` is that of the text, in twentieths of a point."""
    begin = node("r", node("fldChar", fldCharType="begin", dirty="true"))
    code = node("instrText")
    code.text = f' TOC \\o "1-{DEEPEST}" \\h \\z '
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    opening = [begin, node("r", code), node("r", node("fldChar", fldCharType="separate"))]
    lines = [_line(entry, width) for entry in entries]
    if lines:
        for place, part in enumerate(opening, start=1):
            lines[0].insert(place, part)
    closing = paragraph(node("r", node("fldChar", fldCharType="end")), style="Normal")
    gallery = node("docPartObj", node("docPartGallery", val="Table of Contents"), node("docPartUnique"))
    title = paragraph(run(_("Contents")), style="TOCHeading")
    return node("sdt", node("sdtPr", gallery), node("sdtContent", title, *lines, closing))


def _line(entry: Entry, width: int) -> Node:
    """No leader, for it would lead to nothing until the numbers are worked out; Word then sets its own."""
    page = field(f"PAGEREF {entry.bookmark} \\h", "")
    link = node("hyperlink", run(entry.text), node("r", node("tab")), *page, anchor=entry.bookmark, history=1)
    made = paragraph(link, style=f"TOC{entry.level}")
    made.find("{*}pPr").append(node("tabs", node("tab", val="right", pos=width)))
    return made
