"""The tables of a result in a Word document: dimensions, findings, the heat map, the weakest link."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from assessments.results import ElementScore
from charts.bars import Bar
from charts.overview import Overview, Part, Segment
from frameworks.definition import FrameworkDefinition
from reports.office.content import Content
from reports.office.look import shade
from reports.office.texts import shortened
from reports.office.word.tables import Cell, Grid, Line, Row, cell, figure
from reports.office.words import gain_words, level_words, of_maximum, percent_words, plain, points_words

ABREAST: Final = 5  # cells of the heat map side by side, each wide enough for a name
NAME: Final = 32  # characters of an element's title in one of them


@dataclass(frozen=True)
class _Column:
    """A column of the dimensions: its head, its share of the width, and its cell of a dimension or category."""

    head: str
    share: float
    make: Callable[[Segment | Part], Cell]


def dimension_grid(content: Content) -> Grid:
    """Every dimension with its figures, each category summed up after its own."""
    columns = list(_columns(content.overview))
    several = len(content.overview.parts) > 1
    rows = []
    for part in content.overview.parts:
        rows += [Row(tuple(column.make(one) for column in columns)) for one in part.segments]
        rows += [Row(tuple(column.make(part) for column in columns), strong=True)] if several else []
    return Grid(
        heads=[column.head for column in columns],
        rows=rows,
        shares=[column.share for column in columns],
        words=_("The dimensions with their points, percentages and levels"),
        figures=frozenset(range(1, len(columns) - 1)),
    )


def _columns(shown: Overview) -> Iterator[_Column]:
    yield _Column(_("Dimension"), 3.6, lambda one: cell(one.title))
    yield _Column(_("Points"), 2.0, lambda one: figure(of_maximum(one.points, one.maximum)))
    yield _Column(_("Percent"), 1.1, lambda one: figure(percent_words(one.percent)))
    if any(one.before is not None for one in shown.segments):
        yield _Column(_("Last time"), 1.1, lambda one: _beside(one.before if isinstance(one, Segment) else None))
    if shown.has_targets:
        yield _Column(_("Target"), 1.1, lambda one: _beside(one.target if isinstance(one, Segment) else None))
    if shown.ladder is None:
        yield _Column(_("Level"), 1.8, _level_cell)
    else:
        yield _Column(_("Counts"), 1.8, _standing)


def _beside(percent: Decimal | None) -> Cell:
    return figure("" if percent is None else percent_words(percent))


def _level_cell(one: Segment | Part | ElementScore) -> Cell:
    ground, ink = shade(one.level)
    return cell(level_words(one.level), ground=ground, ink=ink)


def _standing(one: Segment | Part) -> Cell:
    return cell(_("doesn’t count yet") if isinstance(one, Segment) and not one.counts else "")


def finding_grid(content: Content, elements: Iterable[ElementScore], words: str) -> Grid:
    """A few elements with their points and, but for a ladder's, levels."""
    has_levels = content.definition.ladder is None
    heads = [_("Element"), _("Points"), _("Percent"), *([_("Level")] if has_levels else [])]
    rows = [Row(tuple(_finding(one, has_levels=has_levels))) for one in elements]
    return Grid(heads, rows, [4.6, 2.0, 1.1, *([1.8] if has_levels else [])], words, frozenset({1, 2}))


def gain_grid(content: Content, elements: Iterable[ElementScore], words: str) -> Grid:
    """A few elements with what there is to gain in each, beside the points that it has."""
    has_levels = content.definition.ladder is None
    heads = [_("Element"), _("To gain"), _("Points now"), *([_("Level")] if has_levels else [])]
    rows = []
    for one in elements:
        cells = (cell(f"{one.code} {one.title}"), figure(gain_words(one)), figure(of_maximum(one.points, one.maximum)))
        rows.append(Row((*cells, _level_cell(one)) if has_levels else cells))
    return Grid(heads, rows, [4.6, 1.3, 1.8, *([1.8] if has_levels else [])], words, frozenset({1, 2}))


def _finding(one: ElementScore, *, has_levels: bool) -> Iterator[Cell]:
    yield cell(f"{one.code} {one.title}")
    yield figure(of_maximum(one.points, one.maximum))
    yield figure(percent_words(one.percent))
    if has_levels:
        yield _level_cell(one)


def heat_grid(content: Content) -> Grid:
    """Every element as a coloured cell with its code, percentage and level; long dimensions go on in the next row."""
    abreast = min(max(content.heat_map.columns, 1), ABREAST)
    rows = []
    for row in content.heat_map.rows:
        for start in range(0, max(len(row.cells), 1), abreast):
            cells = row.cells[start : start + abreast]
            shown = [_heat_cell(one, has_levels=content.heat_map.has_levels) for one in cells]
            rest = [cell("")] * (abreast - len(shown))
            rows.append(Row((cell("" if start else row.title, bold=True), *shown, *rest)))
    heads = [_("Dimension"), _("Elements"), *[""] * (abreast - 1)]
    words = _("Heat map: every element with its percentage and the number of its level")
    return Grid(heads, rows, [2.2, *[1.3] * abreast], words)


def _heat_cell(one: Bar, *, has_levels: bool) -> Cell:
    ground, ink = shade(one.level) if has_levels and one.percent is not None else ("", "")
    percent = _("left out") if one.percent is None else percent_words(one.percent)
    number = f" · {one.level.number}" if ground and one.level else ""
    name = Line(shortened(one.title, NAME), style="TableSmall", ink=ink)
    return Cell(
        (Line(f"{one.code}{number}", style="TableSmall", ink=ink), name, Line(percent, bold=True, ink=ink)),
        ground=ground,
    )


def level_key(definition: FrameworkDefinition) -> Grid:
    """The levels in their colours with the percentages from which they hold."""
    cells = []
    for level in definition.levels:
        ground, ink = shade(level)
        words = _("from %(percent)s %%") % {"percent": plain(level.from_percent)}
        lines = Line(level_words(level), bold=True, ink=ink), Line(words, style="TableSmall", ink=ink)
        cells.append(Cell(lines, ground=ground))
    return Grid([], [Row(tuple(cells))], [1.0] * len(cells), _("The levels and the percentages from which they hold"))


def weakest_grid(content: Content) -> Grid | None:
    """The weakest element of each dimension; None while anything is not answered, or where all are as weak."""
    link = content.weakest_link
    if link is None or not link.rests:
        return None
    rows = [
        Row(
            (
                cell(one.dimension.title),
                cell(f"{one.element.code} {one.element.title}"),
                figure(percent_words(one.element.percent)),
                figure(points_words(one.lower)),
            )
        )
        for one in link.links
    ]
    heads = [_("Dimension"), _("Weakest element"), _("Percent"), _("Below the dimension")]
    words = _("The weakest element of each dimension, and how many percentage points it is below")
    return Grid(heads, rows, [2.6, 4.4, 1.2, 1.6], words, frozenset({2, 3}))
