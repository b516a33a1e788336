"""The slides of the elements: the heat map, strengths and gaps, and the weakest link."""

from collections.abc import Iterable, Iterator
from math import ceil

from django.utils.translation import gettext as _
from pptx.util import Inches

from assessments.results import ElementScore
from charts.bars import Bar
from reports.office.content import Content
from reports.office.look import shade
from reports.office.sayings import weakest_words
from reports.office.slides.frame import ACROSS, DOWN, LEFT, TOP, Deck, part_title
from reports.office.slides.notes import source_note
from reports.office.slides.tables import Cell, Grid, add_table
from reports.office.slides.texts import Words, add_words
from reports.office.texts import shortened
from reports.office.words import gain_words, level_words, of_maximum, percent_words, points_words

ABREAST, ROWS = 8, 8  # cells of the heat map side by side; rows on a slide
NAMES = ((6, 36), (ROWS, 24))  # characters of an element's title in a cell, with up to so many rows on a slide
NARROW, WIDE_NAME = 4, 80  # so few cells side by side are wide: each has room for a longer name
SHORT = 38  # characters of an element that stand in a title
LINKS = 11  # dimensions on the slide of the weakest link


def add_heat_map(deck: Deck, content: Content) -> None:
    """Every element as a coloured cell, on as many slides as it takes."""
    rows, abreast = _heat_rows(content)
    note = source_note(content, _("percentages and levels as they were scored, by element"))
    shown = " · ".join(level_words(level) for level in content.definition.levels)
    for start in range(0, len(rows), ROWS):
        title = part_title(_("All elements at a glance"), start // ROWS + 1, -(-len(rows) // ROWS))
        slide = deck.slide(title, [note])
        words = _("Heat map: every element with its percentage and the number of its level")
        heads = [_("Dimension"), _("Elements"), *[""] * (abreast - 1)]
        shares = [1.6 if abreast > NARROW else 3.2, *[10.4 / abreast] * abreast]
        grid = Grid(heads, rows[start : start + ROWS], shares, words, size=14)
        add_table(slide, (LEFT, TOP, ACROSS, Inches(4.7)), grid, content.house.primary, _("Heat map"))
        if content.heat_map.has_levels:
            key = Words(_("Levels: %(levels)s") % {"levels": shown}, size=12)
            add_words(slide, (LEFT, Inches(6.4), ACROSS, Inches(0.4)), [key], _("Key to the levels"))


def add_findings(deck: Deck, content: Content) -> None:
    """The strongest elements beside those with the most points to gain."""
    found = content.report.findings
    note = source_note(content, _("points as they were scored, by element; only what is answered in full is judged"))
    slide = deck.slide(_("Strengths, and most points to gain"), [note])
    halves = (
        (_("Strengths"), found.highest_level, _findings),
        (_("Most points to gain"), found.most_points_missing, _gains),
    )
    for place, (title, elements, grid) in enumerate(halves):
        left = LEFT + place * Inches(6.25)
        heading = Words(title, size=18, bold=True, tint=content.house.accent)
        add_words(slide, (left, TOP, Inches(5.9), Inches(0.4)), [heading], title)
        box = (left, TOP + Inches(0.5), Inches(5.9), Inches(4.4))
        if elements:
            add_table(slide, box, grid(content, elements, title), content.house.primary, title)
        else:
            words = Words(_("They appear as soon as an element is answered in full."), size=14)
            add_words(slide, box, [words], title)


def add_weakest(deck: Deck, content: Content) -> None:
    """The weakest element of each dimension; nothing while anything is not answered, or where all are as weak."""
    link = content.weakest_link
    if link is None or not link.rests:
        return
    note = source_note(content, _("percentages as they were scored; the total as if each element were as weak as that"))
    slide = deck.slide(
        _("The weakest link: %(title)s") % {"title": _in_title(link.element)},
        [note, weakest_words(content)],
    )
    add_words(slide, (LEFT, TOP, ACROSS, Inches(0.8)), [Words(weakest_words(content), size=16)], _("In words"))
    rows = [
        [
            Cell(one.dimension.title, bold=True),
            Cell(f"{one.element.code} {one.element.title}"),
            Cell(percent_words(one.element.percent), is_figure=True),
            Cell(points_words(one.lower), is_figure=True),
        ]
        for one in link.links[:LINKS]
    ]
    heads = [_("Dimension"), _("Weakest element"), _("Percent"), _("Percentage points below")]
    words = _("The weakest element of each dimension, and how many percentage points it is below")
    box = (LEFT, TOP + Inches(1), ACROSS, DOWN - Inches(1))
    add_table(slide, box, Grid(heads, rows, [2.4, 5.2, 1.2, 2.4], words, size=13), content.house.primary, _("Weakest"))


def _in_title(element: ElementScore) -> str:
    """An element as a title has room for it: with its name where that is short, for a title is never cut."""
    named = f"{element.code} {element.title}"
    return named if len(named) <= SHORT else element.code


def _heat_rows(content: Content) -> tuple[list[list[Cell]], int]:
    longest = max(content.heat_map.columns, 1)
    abreast = ceil(longest / ceil(longest / ABREAST))
    lines = [
        (row.title if start == 0 else "", row.cells[start : start + abreast])
        for row in content.heat_map.rows
        for start in range(0, max(len(row.cells), 1), abreast)
    ]
    narrow = next((letters for most, letters in NAMES if len(lines) <= most), NAMES[-1][1])
    name = narrow if abreast > NARROW else WIDE_NAME
    rows = []
    for title, found in lines:
        cells = [_heat_cell(content, one, name) for one in found]
        rows.append([Cell(title, bold=True), *cells, *[Cell("")] * (abreast - len(cells))])
    return rows, abreast


def _heat_cell(content: Content, one: Bar, name: int) -> Cell:
    has_level = content.heat_map.has_levels and one.percent is not None
    ground, ink = shade(one.level) if has_level else ("", "")
    number = f" · {one.level.number}" if ground and one.level else ""
    percent = _("left out") if one.percent is None else percent_words(one.percent)
    return Cell(f"{one.code}{number}: {percent}\n{shortened(one.title, name)}", ground=ground, ink=ink)


def _findings(content: Content, elements: Iterable[ElementScore], words: str) -> Grid:
    has_levels = content.definition.ladder is None
    rows = [list(_finding(one, has_levels=has_levels)) for one in elements]
    heads = [_("Element"), _("Points"), *([_("Level")] if has_levels else [])]
    return Grid(heads, rows, [3.0, 1.6, *([1.7] if has_levels else [])], words, size=14)


def _gains(content: Content, elements: Iterable[ElementScore], words: str) -> Grid:
    """What there is to gain, beside the points that each has."""
    rows = []
    for one in elements:
        gain = Cell(gain_words(one), bold=True, is_figure=True)
        now = Cell(of_maximum(one.points, one.maximum), is_figure=True)
        rows.append([Cell(f"{one.code} {one.title}"), gain, now])
    return Grid([_("Element"), _("To gain"), _("Points now")], rows, [3.2, 1.4, 1.8], words, size=14)


def _finding(one: ElementScore, *, has_levels: bool) -> Iterator[Cell]:
    yield Cell(f"{one.code} {one.title}")
    yield Cell(of_maximum(one.points, one.maximum), is_figure=True)
    if has_levels:
        ground, ink = shade(one.level)
        yield Cell(level_words(one.level), ground=ground, ink=ink)
