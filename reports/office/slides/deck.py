"""The slides of an executive summary, from the first to the last."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from pptx.util import Inches

from reports.kinds import Part
from reports.markdown import Block, Heading, List, Paragraph, blocks
from reports.office.archive import finished
from reports.office.content import Content
from reports.office.sayings import change_words, revision_words, state_words, total_words, verdict
from reports.office.slides.ahead import add_aim, add_steps
from reports.office.slides.elements import add_findings, add_heat_map, add_weakest
from reports.office.slides.figures import add_radar_slide, add_result, cover_words
from reports.office.slides.frame import DOWN, LEFT, TOP, Deck, part_title
from reports.office.slides.texts import Words, add_words
from reports.office.texts import shortened
from reports.source import Source

LINE = 95  # about as many letters of the words fit in a line
LINES = 13  # and as many lines on a slide
SLIDES = 3  # that the manager's words may fill; the report has all of them


def slides_of(source: Source) -> bytes:
    """The executive summary as slides, to be edited."""
    content = Content(source)
    deck = Deck(content)
    _add_cover(deck, content)
    _add_own_words(deck, content)
    for add in (add_result, add_radar_slide, add_heat_map, add_findings, add_weakest, add_aim, add_steps):
        add(deck, content)
    return finished(deck.finish(), content.properties)


def _add_cover(deck: Deck, content: Content) -> None:
    subject, style = content.subject, content.source.style
    slide = deck.cover(subject.organisation, subject.title, _cover_notes(content))
    if style.logo:
        shapes: Any = slide.shapes
        logo = shapes.add_picture(io.BytesIO(style.logo), Inches(1.1), Inches(0.6), height=Inches(0.8))
        logo.width = min(logo.width, Inches(5))
        logo.name = _("Logo")
        words = _("Logo of %(organisation)s") % {"organisation": subject.organisation}
        logo._element.nvPicPr.cNvPr.set("descr", words)  # noqa: SLF001 - the library has no name for it
    box = (Inches(1.1), Inches(4.1), Inches(11), Inches(2.6))
    add_words(slide, box, cover_words(content), _("Total and level"))


def _cover_notes(content: Content) -> Iterator[str]:
    yield total_words(content.report)
    yield state_words(content.subject)
    yield revision_words(content.subject)
    yield from verdict(content.report)
    yield change_words(content)


def _add_own_words(deck: Deck, content: Content) -> None:
    """The manager's words, on no more than a few slides; where there are more, the last one's notes say so."""
    text = content.source.words.summary
    if not content.has(Part.WORDS) or not text.strip():
        return
    parts = _parts(_lines(blocks(text)))
    shown = parts[:SLIDES]
    for place, lines in enumerate(shown, start=1):
        notes = [_("Source: the summary written for this assessment.")]
        if place < len(parts) and place == SLIDES:
            notes.append(_("It goes on: the summary as a Word document or PDF has all of it."))
        slide = deck.slide(part_title(_("Summary"), place, len(shown)), notes)
        add_words(slide, (LEFT, TOP, Inches(11), DOWN), lines, _("Summary in words"))


def _lines(found: Iterable[Block]) -> Iterator[Words]:
    """Each block as a paragraph; what is longer than a slide is cut."""
    for block in found:
        if isinstance(block, List):
            yield from _items(block)
        else:
            yield _paragraph(block)


def _items(block: List) -> Iterator[Words]:
    """The items of a list, each with its bullet or number."""
    for number, item in enumerate(block.items, start=max(block.start, 1)):
        for place, part in enumerate(item):
            if place == 0 and isinstance(part, Paragraph):
                yield replace(_paragraph(part), bullet=not block.ordered, number=number if block.ordered else 0)
            else:
                yield from _lines([part])


def _paragraph(block: Paragraph | Heading) -> Words:
    text = shortened("".join(run.text for run in block.runs), LINE * LINES)
    return Words(text, size=18, bold=isinstance(block, Heading), after=8)


def _parts(lines: Iterable[Words]) -> list[list[Words]]:
    """The paragraphs in slides; a heading stays with what it is over."""
    slides: list[list[Words]] = [[]]
    room = LINES
    for line in lines:
        needed = -(-len(line.text) // LINE)
        if needed > room and slides[-1]:
            over = slides[-1].pop() if slides[-1][-1].bold and len(slides[-1]) > 1 else None
            slides.append([over] if over else [])
            room = LINES - len(slides[-1])
        slides[-1].append(line)
        room -= needed
    return slides
