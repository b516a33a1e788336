"""The slides of an executive summary, from the first to the last."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from pptx.util import Inches

from reports.kinds import Part
from reports.markdown import Block, Heading, List, blocks
from reports.office.archive import finished
from reports.office.content import Content
from reports.office.sayings import change_words, revision_words, state_words, total_words, verdict
from reports.office.slides.ahead import add_aim, add_steps
from reports.office.slides.elements import add_findings, add_heat_map, add_weakest
from reports.office.slides.figures import add_radar_slide, add_result, cover_words
from reports.office.slides.frame import DOWN, LEFT, TOP, Deck
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
    if content.source.stamp:
        stamp = content.source.stamp
        told = {"number": stamp.number, "revision": stamp.revision, "code": stamp.code}
        yield _("Report %(number)s, revision %(revision)s, code %(code)s.") % told
    yield from verdict(content.report)
    yield change_words(content)


def _add_own_words(deck: Deck, content: Content) -> None:
    """The manager's words, on no more than a few slides."""
    text = content.source.words.summary
    if content.has(Part.WORDS) and text.strip():
        for lines in _parts(_lines(blocks(text)))[:SLIDES]:
            slide = deck.slide(_("Summary"), [_("Source: the summary written for this assessment.")])
            add_words(slide, (LEFT, TOP, Inches(11), DOWN), lines, _("Summary"))


def _lines(found: Iterable[Block], *, bullet: bool = False) -> Iterator[Words]:
    """Each block as a paragraph; what is longer than a slide is cut."""
    for block in found:
        if isinstance(block, List):
            for item in block.items:
                yield from _lines(item, bullet=True)
        else:
            text = shortened("".join(run.text for run in block.runs), LINE * LINES)
            is_heading = isinstance(block, Heading)
            yield Words(text, size=18, bold=is_heading, after=8, bullet=bullet and not is_heading)


def _parts(lines: Iterable[Words]) -> list[list[Words]]:
    """The paragraphs in slides."""
    slides: list[list[Words]] = [[]]
    room = LINES
    for line in lines:
        needed = -(-len(line.text) // LINE)
        if needed > room and slides[-1]:
            slides.append([])
            room = LINES
        slides[-1].append(line)
        room -= needed
    return slides
