"""Elements of WordprocessingML, as short to write as they are to read."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.office.texts import clean, is_rtl

Node = Any  # lxml elements, which come without types


def node(tag: str, *children: Node, **attributes: str | int) -> Node:
    """An element of the ``w`` namespace; None among the children is nothing."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def run(text: str, *, bold: bool = False, italic: bool = False, colour: str = "", style: str = "") -> Node:
    """A run of text; tabs and new lines stay what they are, and what is written from right to left says so."""
    marks = [
        node("rStyle", val=style) if style else None,
        node("b") if bold else None,
        node("bCs") if bold else None,
        node("i") if italic else None,
        node("iCs") if italic else None,
        node("color", val=colour) if colour else None,
        node("rtl") if is_rtl(text) else None,
    ]
    return node("r", node("rPr", *marks) if any(one is not None for one in marks) else None, *_texts(text))


def paragraph(
    *runs: Node, style: str = "BodyText", rtl: bool = False, align: str = "", keep: bool = False, number: Node = None
) -> Node:
    """A paragraph in a style; ``keep`` holds it with the next one, ``number`` makes it an item of a list."""
    marks = [
        node("pStyle", val=style),
        node("keepNext") if keep else None,
        number,
        node("bidi") if rtl else None,
        node("jc", val=align) if align else None,
    ]
    return node("p", node("pPr", *marks), *runs)


def text_paragraph(text: str, *, style: str = "BodyText", align: str = "", keep: bool = False) -> Node:
    """A paragraph of one text that runs the way in which it is written."""
    return paragraph(run(text), style=style, rtl=is_rtl(text), align=align, keep=keep)


def _texts(text: str) -> Iterable[Node]:
    for place, line in enumerate(clean(text).split("\n")):
        if place:
            yield node("br")
        for tab, part in enumerate(line.split("\t")):
            if tab:
                yield node("tab")
            if part:
                made = node("t")
                made.text = part
                made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                yield made
