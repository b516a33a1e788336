"""Texts on slides: paragraphs in a box, each run with its language, each paragraph the way in which it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from reports.office.look import colour
from reports.office.texts import is_rtl, one_line
from reports.office.words import language_tag

Box = tuple[int, int, int, int]  # left, top, width, height, in English metric units
LETTER, BOLD_LETTER = 0.53, 0.58  # how wide a letter is on the average, as a share of its size
LINE: Final = 1.3  # and how high a line
ASIDE, ABOVE = 5, 3  # points between the words of a cell and its edges


@dataclass(frozen=True)
class Words:
    """A paragraph; ``tint`` is a colour as ``16202B``, empty for ink, ``size`` is points."""

    text: str
    size: float = 16
    bold: bool = False
    tint: str = ""
    after: float = 6
    bullet: bool = False
    number: int = 0  # of an item of an ordered list


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """About how many lines a text takes at this size of letters; ``width`` is points."""
    letters = max(int(width / (size * (BOLD_LETTER if bold else LETTER))), 1)
    return sum(len(wrap(line, letters)) or 1 for line in text.split("\n"))


def fitting(text: str, box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The first of these sizes at which a text fits into a box; the last where it fits at none."""
    width, height = Emu(box[2]).pt, Emu(box[3]).pt
    fit = (size for size in sizes if lines_of(text, size, width, bold=bold) * size * LINE <= height)
    return next(fit, sizes[-1])


def add_words(slide: Slide, box: Box, lines: Sequence[Words], name: str) -> None:
    """A box of paragraphs."""
    shapes: Any = slide.shapes
    shape = shapes.add_textbox(*box)
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        put(paragraph, line)


def put(paragraph: Any, line: Words) -> None:
    """Fill a paragraph."""
    run = paragraph.add_run()
    run.text = one_line(line.text)
    run.font.size, run.font.bold = Pt(line.size), line.bold
    run.font.color.rgb = RGBColor.from_string(line.tint or colour("ink"))
    paragraph.space_after = Pt(line.after)
    if line.bullet or line.number:
        _set_mark(paragraph, line.number)


def fill_cell(cell: Any, line: Words, *, align: Any = None, ground: str = "") -> None:
    """Fill a cell of a table."""
    cell.margin_left = cell.margin_right = Pt(ASIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for place, words in enumerate(line.text.split("\n") or [""]):
        paragraph = cell.text_frame.paragraphs[0] if place == 0 else cell.text_frame.add_paragraph()
        put(paragraph, replace(line, text=words, after=0))
        if align is not None:
            paragraph.alignment = align
    if ground:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(ground)
    else:
        cell.fill.background()


def finish_texts(tree: Any) -> None:
    """The language on every run, and right to left where it is written so."""
    for paragraph in tree.iter(qn("a:p")):
        words = "".join(one.text or "" for one in paragraph.iter(qn("a:t")))
        for run in paragraph.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", language_tag())
        if is_rtl(words):
            marks = paragraph.get_or_add_pPr()
            marks.set("rtl", "1")
            marks.set("algn", marks.get("algn") or "r")


def _set_mark(paragraph: Any, number: int) -> None:
    """A bullet, or the number of an item."""
    marks = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - bullets have no other name
    marks.set("marL", "285750" if number else "228600")
    marks.set("indent", f"-{marks.get('marL')}")
    sign, attributes = ("a:buAutoNum", {"type": "arabicPeriod"}) if number else ("a:buChar", {"char": "•"})
    if number > 1:
        attributes["startAt"] = str(number)
    marks.append(marks.makeelement(qn(sign), attributes))
