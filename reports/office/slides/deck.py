"""The slides of an executive summary, from the first to the last."""

import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from pptx.util import Emu, Inches

from reports.kinds import Part
from reports.markdown import plain as plain_words
from reports.office.archive import finished
from reports.office.content import Content
from reports.office.sayings import change_words, revision_words, state_words, total_words, verdict
from reports.office.slides.ahead import add_aim, add_steps
from reports.office.slides.elements import add_findings, add_heat_map, add_weakest
from reports.office.slides.figures import add_radar_slide, add_result, cover_words
from reports.office.slides.frame import Deck
from reports.office.slides.texts import Words, add_words
from reports.office.texts import lines_of
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
        logo = slide.shapes.add_picture(io.BytesIO(style.logo), Inches(1.1), Inches(0.6), height=Inches(0.8))
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
    if not content.has(Part.WORDS) or not text.strip():
        return
    for lines in _parts(lines_of(plain_words(text)))[:SLIDES]:
        slide = deck.slide(_("Summary"), [_("Source: the summary written for this assessment.")])
        box = (Inches(0.6), Inches(1.5), Emu(Inches(11)), Inches(5.2))
        add_words(slide, box, [Words(line, size=18, after=10) for line in lines], _("Summary"))


def _parts(lines: list[str]) -> list[list[str]]:
    """The lines in slides; what is longer than a slide is cut."""
    slides: list[list[str]] = [[]]
    room = LINES
    for line in lines:
        shown = line if len(line) <= LINE * LINES else f"{line[: LINE * LINES - 1]}…"
        needed = -(-len(shown) // LINE)
        if needed > room and slides[-1]:
            slides.append([])
            room = LINES
        slides[-1].append(shown)
        room -= needed
    return slides
