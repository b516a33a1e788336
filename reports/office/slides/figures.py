"""The slides of the whole result: the total, the dimensions as bars, and as a radar."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from pptx.util import Inches

from charts.overview import Segment
from reports.office.content import Content
from reports.office.look import colour, shade
from reports.office.sayings import change_words, revision_words, state_words, total_words, verdict
from reports.office.slides.charts import Figures, Series, add_bars, add_radar
from reports.office.slides.frame import LEFT, TOP, Deck
from reports.office.slides.notes import source_note
from reports.office.slides.tables import Cell, Grid, add_table
from reports.office.slides.texts import Words, add_words
from reports.office.words import level_words, of_maximum, percent_words

MOST = 14  # dimensions beside a radar


def cover_words(content: Content) -> list[Words]:
    """The total, the level, and whether it is final."""
    total = content.report.result.total
    lines = [Words(total_words(content.report), size=54, bold=True, tint=content.house.primary, after=0)]
    standing = " · ".join([level_words(total.level), percent_words(total.percent)]) if total.level else ""
    if content.report.so_far:
        standing = _("%(standing)s, so far") % {"standing": standing}
    state = f"{state_words(content.subject)} {revision_words(content.subject)}".strip()
    lines.append(Words(standing, size=22, bold=True, tint=content.house.accent, after=18))
    lines += [
        Words(line, size=14, tint=colour("ink-soft")) for line in (state, content.source.style.cover_line) if line
    ]
    return lines


def add_result(deck: Deck, content: Content) -> None:
    """The dimensions as bars, beside the total in words."""
    total = content.report.result.total
    told = {"total": total_words(content.report), "level": level_words(total.level)}
    note = source_note(content, _("points and percentages as they were scored, by dimension"))
    slide = deck.slide(_("The result: %(total)s points, %(level)s") % told, [note])
    add_bars(slide, (LEFT, TOP, Inches(8), Inches(5.2)), figures_of(content), _("Chart of the dimensions"))
    lines = [Words(words, size=14) for words in _sentences(content)]
    add_words(slide, (Inches(9), TOP, Inches(3.75), Inches(5.2)), lines[:6], _("The result in words"))


def add_radar_slide(deck: Deck, content: Content) -> None:
    """The same as a radar, where there are as many dimensions as one can bear."""
    if not content.overview.has_radar:
        return
    note = source_note(content, _("percentages as they were scored, by dimension"))
    slide = deck.slide(_("The dimensions beside each other"), [note])
    add_radar(slide, (LEFT, TOP, Inches(6.6), Inches(5.3)), figures_of(content), _("Radar of the dimensions"))
    box = (Inches(7.5), TOP, Inches(5.23), Inches(5.1))
    add_table(slide, box, _table(content), content.house.primary, _("Table of the dimensions"))


def figures_of(content: Content) -> Figures:
    """Every dimension's percentage: now, last time, and as the target wants it."""
    shown = content.overview.segments
    series = [Series(_("Now"), [one.percent for one in shown], content.house.primary)]
    if any(one.before is not None for one in shown):
        series.append(Series(_("Last time"), [one.before for one in shown], colour("rule-strong"), dashed=True))
    if content.overview.has_targets:
        series.append(Series(_("Target"), [one.target for one in shown], content.house.accent, dashed=True))
    words = "; ".join(map(_words, shown))
    return Figures([one.title for one in shown], series, words)


def _words(one: Segment) -> str:
    said = [f"{one.title}: {percent_words(one.percent)}"]
    if one.before is not None:
        said.append(_("last time %(percent)s") % {"percent": percent_words(one.before)})
    if one.target is not None:
        said.append(_("target %(percent)s") % {"percent": percent_words(one.target)})
    return ", ".join(said)


def _sentences(content: Content) -> Iterator[str]:
    level = content.report.result.total.level
    if level and level.meaning:
        yield level.meaning
    yield from verdict(content.report)
    moved = change_words(content)
    if moved:
        yield moved
    if len(content.overview.parts) > 1:
        for part in content.overview.parts:
            told = {"title": part.title, "points": of_maximum(part.points, part.maximum)}
            yield _("%(title)s: %(points)s points (%(percent)s)") % {**told, "percent": percent_words(part.percent)}


def _table(content: Content) -> Grid:
    has_levels = content.overview.ladder is None
    rows = [list(_row(one, has_levels=has_levels)) for one in content.overview.segments[:MOST]]
    heads = [_("Dimension"), _("Points"), *([_("Level")] if has_levels else [])]
    words = _("The dimensions with their points and levels")
    return Grid(heads, rows, [2.2, 1.7, *([1.5] if has_levels else [])], words)


def _row(one: Segment, *, has_levels: bool) -> Iterator[Cell]:
    yield Cell(one.title)
    yield Cell(of_maximum(one.points, one.maximum), is_figure=True)
    if has_levels:
        ground, ink = shade(one.level)
        yield Cell(level_words(one.level), ground=ground, ink=ink)
