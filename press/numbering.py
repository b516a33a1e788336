"""Writes page numbers into links once the pages are set, so that no page has to be set again for them.

``target-counter()`` would know a number only after its page, and set every page that names one up to twice more: a
sixth of a report's time. So the style sheets print ``000`` before or after a link inside the document, which is as wide
as any number in figures of one width, and the page of the link's target takes its place.
"""

from collections.abc import Iterator
from typing import Any, Final

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.text.line_break import split_first_line

PLACE: Final = "000"
ASIDE: Final = ("a::before", "a::after")


def write_page_numbers(document: Document) -> None:
    """Write the page of its target into every place; at the end of the place where its text is aligned to the right."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    for page in document.pages:
        for line in page._page_box.descendants():  # noqa: SLF001 - the library shows its lines nowhere else
            if isinstance(line, LineBox):
                _fill(line, numbers)


def _fill(line: LineBox, numbers: dict[str, int]) -> None:
    for at, child in enumerate(line.children):
        for text in _places(child):
            target = numbers.get(text.element.get("href", "")[1:])
            spared = _write(text, "" if target is None else str(target))
            if text.style["text_align_all"] in ("right", "end"):
                text.position_x += spared
            else:
                for after in line.children[at + 1 :]:
                    after.translate(dx=-spared)


def _places(child: Any) -> Iterator[Any]:
    boxes = child.descendants() if hasattr(child, "descendants") else ()
    return (box for box in boxes if isinstance(box, TextBox) and box.element_tag in ASIDE and PLACE in box.text)


def _write(box: Any, number: str) -> float:
    """Put the number there; how much narrower the box is by that, in pixels."""
    text = box.text.replace(PLACE, number)
    layout, _length, _rest, width, _height, _baseline = split_first_line(text, box.style, None, None, 0)
    spared: float = box.width - width
    box.text, box.pango_layout, box.width = text, layout, width
    return spared
