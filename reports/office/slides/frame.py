"""The frame of every slide: size, master, titles, feet, numbers and notes, in the organisation's house style."""

import io
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Final

import pptx
from django.utils.translation import gettext as _
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from reports.office.content import Content
from reports.office.look import House, colour
from reports.office.slides.texts import Box, finish_texts, fitting
from reports.office.texts import shortened
from reports.office.theme import themed

WIDE, HIGH = Inches(40 / 3), Inches(7.5)
LEFT, TOP = Inches(0.6), Inches(1.5)  # where what is below a title begins
ACROSS, DOWN = WIDE - 2 * LEFT, Inches(5.2)
FOOT = Inches(6.95)
COVER, PLAIN = "Title Slide", "Title Only"  # the layouts of the library's template that are used
LONGEST: Final = 110  # characters of a title
FOOT_LONGEST: Final = 100  # and of a foot, which has one line
NEEDLESS: Final = ("/thumbnail", "/printerSettings")
# The sizes of a cover's letters, in points; the first one at which a name fits is taken.
COVER_SIZES: Final = {PP_PLACEHOLDER.CENTER_TITLE: (40, 32, 26, 22), PP_PLACEHOLDER.SUBTITLE: (22, 18, 16)}
COVER_BOXES: Final = (
    (Inches(1.1), Inches(1.6), Inches(11), Inches(1.35)),
    (Inches(1.1), Inches(3.05), Inches(11), Inches(0.75)),
)
SIZES: Final = (1800, 1600, 1400, 1400, 1400)  # of the master's texts by depth, in hundredths of a point


class Deck:
    """The slides so far."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.deck = pptx.Presentation()
        self.deck.slide_width, self.deck.slide_height = WIDE, HIGH
        _drop_needless(self.deck)
        _set_theme(self.deck, content.house)
        self.layouts = {layout.name: layout for layout in self.deck.slide_layouts}
        for name in set(self.layouts) - {COVER, PLAIN}:
            self.deck.slide_layouts.remove(self.layouts.pop(name))
        _set_master(self.deck.slide_master, content.house)
        _set_cover(self.layouts[COVER], content.house)

    def cover(self, title: str, subtitle: str, notes: Iterable[str]) -> Slide:
        """The first slide."""
        slide: Slide = self._add(COVER, title, notes)
        slide.placeholders[1].text = shortened(subtitle, LONGEST)
        for place, shape in enumerate(slide.placeholders):
            _fit(shape, COVER_BOXES[place], COVER_SIZES[shape.placeholder_format.type], bold=place == 0)
        return slide

    def slide(self, title: str, notes: Iterable[str]) -> Slide:
        """A slide with its title; ``notes`` say where its figures come from."""
        slide: Slide = self._add(PLAIN, title, notes)
        for kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            _copy_placeholder(slide, self.layouts[PLAIN], kind, self._foot())
        return slide

    def finish(self) -> bytes:
        """The whole file."""
        for slide in self.deck.slides:
            _put_feet_last(slide)
            finish_texts(slide.shapes.element)
            finish_texts(slide.notes_slide.shapes.element)
        stream = io.BytesIO()
        self.deck.save(stream)
        return stream.getvalue()

    def _add(self, layout: str, title: str, notes: Iterable[str]) -> Any:
        slide: Any = self.deck.slides.add_slide(self.layouts[layout])
        slide.shapes.title.text = shortened(title, LONGEST)
        slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, notes))
        return slide

    def _foot(self) -> str:
        """Whether it is provisional comes first, for slides are copied one by one and what is long is cut."""
        state = _("Provisional") if self.content.subject.provisional else ""
        return shortened(
            " · ".join(filter(None, (state, self.content.name, self.content.source.style.footer))), FOOT_LONGEST
        )


def part_title(title: str, part: int, parts: int) -> str:
    """The title of one of several slides that say the same thing, so that no two have the same."""
    if parts == 1:
        return title
    return _("%(title)s, %(part)s of %(parts)s") % {"title": title, "part": part, "parts": parts}


def _fit(shape: Any, box: Box, sizes: tuple[int, ...], *, bold: bool) -> None:
    """Smaller letters for a long name; others stay as large as the layout has them."""
    size = fitting(shape.text_frame.text, box, sizes, bold=bold)
    if size != sizes[0]:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _drop_needless(deck: Any) -> None:
    for rels in (deck.part.rels, deck.part.package._rels):  # noqa: SLF001 - the library has no other name for them
        for key in [key for key, one in rels.items() if one.reltype.endswith(NEEDLESS)]:
            rels.pop(key)


def _set_theme(deck: Any, house: House) -> None:
    """Our theme in the place of the library's."""
    rels = deck.slide_master.part.rels.values()
    theme = next(one.target_part for one in rels if one.reltype == RT.THEME)
    theme.blob = themed(theme.blob, house)


def _set_master(master: Any, house: House) -> None:
    """Where titles and feet stand, and how their letters look."""
    _soften(master.element)
    master.shapes.element.insert(2, _bar(90, (LEFT, Inches(0.38), Inches(0.7), Inches(0.06)), house.accent))
    places = {
        PP_PLACEHOLDER.TITLE: (LEFT, Inches(0.45), ACROSS, Inches(0.9)),
        PP_PLACEHOLDER.BODY: (LEFT, TOP, ACROSS, DOWN),
        PP_PLACEHOLDER.FOOTER: (LEFT, FOOT, Inches(9), Inches(0.3)),
        PP_PLACEHOLDER.DATE: (Inches(9.7), FOOT, Inches(1.9), Inches(0.3)),
        PP_PLACEHOLDER.SLIDE_NUMBER: (Inches(11.73), FOOT, Inches(1), Inches(0.3)),
    }
    for shape in master.placeholders:
        _place(shape, places[shape.placeholder_format.type])
        frame = shape.text_frame._txBody.bodyPr  # noqa: SLF001 - anchors of placeholders have no other name
        for side in ("lIns", "rIns"):
            frame.set(side, "0")
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            _align_foot(shape)
    _set_letters(master.element)


def _align_foot(shape: Any) -> None:
    for level in shape._element.iter("{*}lvl1pPr"):  # noqa: SLF001 - nor has the list style
        level.set("algn", "l")


def _set_letters(master: Any) -> None:
    title = next(master.iter("{*}titleStyle")).find("{*}lvl1pPr")
    title.set("algn", "l")
    letters = title.find("{*}defRPr")
    letters.set("sz", "2600")
    letters.set("b", "1")
    next(letters.iter("{*}schemeClr")).set("val", "tx2")
    body = next(master.iter("{*}bodyStyle"))
    for size, level in zip(SIZES, body, strict=False):
        level.find("{*}defRPr").set("sz", str(size))


def _set_cover(layout: Any, house: House) -> None:
    """A band down the left side, and the names large beside it."""
    _soften(layout.element)
    layout.element.set("showMasterSp", "0")
    layout.shapes.element.insert(2, _bar(90, (Emu(0), Emu(0), Inches(0.35), HIGH), house.primary))
    places = {
        PP_PLACEHOLDER.CENTER_TITLE: COVER_BOXES[0],
        PP_PLACEHOLDER.SUBTITLE: COVER_BOXES[1],
    }
    for shape in layout.placeholders:
        place = places.get(shape.placeholder_format.type)
        if place:
            _place(shape, place)
            for level in shape._element.iter("{*}lvl1pPr"):  # noqa: SLF001 - nor has the list style
                level.set("algn", "l")
            _enlarge(shape, 100 * COVER_SIZES[shape.placeholder_format.type][0])


def _enlarge(shape: Any, size: int) -> None:
    """Letters of this size, in hundredths of a point, in whatever stands in this place."""
    marks = shape._element.find(qn("p:txBody")).find(qn("a:lstStyle"))  # noqa: SLF001 - the list style has no name
    level = marks.find(qn("a:lvl1pPr"))
    if level is None:
        level = marks.makeelement(qn("a:lvl1pPr"), {"algn": "l"})
        marks.insert(0, level)
    letters = level.find(qn("a:defRPr"))
    if letters is None:
        letters = level.makeelement(qn("a:defRPr"), {})
        level.append(letters)
    letters.set("sz", str(size))


def _soften(tree: Any) -> None:
    """The soft ink in the place of the template's grey, which is too pale to be read."""
    for grey in [one for one in tree.iter(qn("a:schemeClr")) if one.find(qn("a:tint")) is not None]:
        grey.getparent().replace(grey, grey.makeelement(qn("a:srgbClr"), {"val": colour("ink-soft")}))


def _bar(number: int, place: Box, tint: str) -> Any:
    """A bar of one colour that means nothing, and is read to nobody."""
    left, top, width, height = place
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{tint}"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )


def _place(shape: Any, place: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = place


def _copy_placeholder(slide: Any, layout: Any, kind: Any, text: str) -> None:
    """The library leaves out feet and numbers; what they look like stands in the layout."""
    source = next(one for one in layout.placeholders if one.placeholder_format.type == kind)
    made = deepcopy(source._element)  # noqa: SLF001 - a copy of the element
    slide.shapes.element.append(made)
    if kind == PP_PLACEHOLDER.FOOTER:
        frame = slide.placeholders[source.placeholder_format.idx].text_frame
        frame.text = text
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        letters = frame.paragraphs[0].runs[0].font
        letters.size, letters.name = Pt(10), "+mn-lt"
        letters.color.rgb = RGBColor.from_string(colour("ink-soft"))


def _put_feet_last(slide: Slide) -> None:
    """What is read aloud last stands last."""
    tree = slide.shapes.element
    feet = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    for shape in [one for one in slide.placeholders if one.placeholder_format.type in feet]:
        tree.append(shape._element)  # noqa: SLF001 - an element that is already there is moved
    for number, shape in enumerate(slide.shapes, start=2):
        shape._element._nvXxPr.cNvPr.set("id", str(number))  # noqa: SLF001 - ids have to be single
