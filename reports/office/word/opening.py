"""How a Word document begins: its cover, and the summary of the result."""

from django.utils.translation import gettext as _

from reports.kinds import Part
from reports.office.content import Content
from reports.office.pictures import drawn
from reports.office.sayings import change_words, revision_words, state_words, total_words, verdict, weakest_words
from reports.office.word.body import Body
from reports.office.word.figures import dimension_grid, finding_grid, gain_grid, heat_grid, level_key, weakest_grid
from reports.office.word.tables import Grid
from reports.office.word.words import write_words
from reports.office.words import level_words, percent_words


def write_cover(body: Body, content: Content) -> None:
    """Whose report it is, its one strong number, and whether it is final."""
    _write_names(body, content)
    write_picture(body, content)
    _write_total(body, content)
    _write_state(body, content)


def write_head(body: Body, content: Content) -> None:
    """The same for a document that is too short for a cover."""
    _write_names(body, content)
    _write_total(body, content)
    _write_state(body, content)


def write_foreword(body: Body, content: Content) -> None:
    """The manager's foreword, where there is one."""
    if content.has(Part.FOREWORD) and content.source.words.foreword.strip():
        body.heading(_("Foreword"))
        write_words(body, content.source.words.foreword)


def write_summary(body: Body, content: Content, *, title: str) -> None:
    """The manager's words, then the result in figures."""
    body.heading(title)
    if content.has(Part.WORDS) and content.source.words.summary.strip():
        write_words(body, content.source.words.summary)
        body.heading(_("The result"), 2)
    level = content.report.result.total.level
    body.text(level.meaning if level else "", "Lead")
    for words in (*verdict(content.report), change_words(content)):
        body.text(words)
    body.table(dimension_grid(content))


def write_picture(body: Body, content: Content, *, share: float = 1.0) -> None:
    """The picture that a framework of this shape has."""
    picture = drawn(content, "picture")
    if picture:
        body.picture(picture, share=share)


def write_radar(body: Body, content: Content) -> None:
    """The dimensions as a radar, where the cover shows them in another way."""
    picture = drawn(content, "radar") if content.overview.picture != "radar" else None
    if picture:
        body.heading(_("The dimensions beside each other"), 2)
        body.picture(picture, share=0.92)


def write_findings(body: Body, content: Content) -> None:
    """Strengths, and where the most points are to be gained."""
    found = content.report.findings
    body.heading(_("Strengths"), 2)
    _write_list(body, finding_grid(content, found.highest_level, _("The strongest elements")))
    body.heading(_("Most points to gain"), 2)
    words = _("The elements with the most points to gain")
    _write_list(body, gain_grid(content, found.most_points_missing, words))


def write_weakest(body: Body, content: Content) -> None:
    """The weakest link, once everything is answered."""
    words, grid = weakest_words(content), weakest_grid(content)
    if words:
        body.heading(_("The weakest link"), 2)
        body.text(words)
    if grid:
        body.table(grid)


def write_heat_map(body: Body, content: Content) -> None:
    """All elements at a glance."""
    if content.has(Part.HEAT_MAP):
        body.heading(_("All elements at a glance"))
        body.table(heat_grid(content))
        if content.heat_map.has_levels:
            body.table(level_key(content.definition))


def _write_names(body: Body, content: Content) -> None:
    style, subject = content.source.style, content.subject
    if style.logo:
        words = _("Logo of %(organisation)s") % {"organisation": subject.organisation}
        body.logo(style.logo, (style.logo_width, style.logo_height), words)
    names = {"kind": content.source.kind.label, "framework": content.definition.title}
    body.text(_("%(kind)s: %(framework)s") % names, "CoverKind")
    body.text(subject.organisation, "Title")
    period = "" if subject.period in subject.title else subject.period
    body.text(" · ".join(filter(None, (subject.title, period))), "Subtitle")
    body.text(style.cover_line, "Lead")


def _write_total(body: Body, content: Content) -> None:
    total = content.report.result.total
    body.text(total_words(content.report), "FigureNumber")
    standing = [level_words(total.level), percent_words(total.percent)] if total.level else []
    if content.report.so_far:
        standing.append(_("so far: %(share)s %% is answered") % {"share": total.answered_percent})
    body.text(" · ".join(standing), "Standing")


def _write_state(body: Body, content: Content) -> None:
    body.text(" ".join(filter(None, (state_words(content.subject), revision_words(content.subject)))))


def _write_list(body: Body, grid: Grid) -> None:
    if grid.rows:
        body.table(grid, titled=False)
    else:
        body.text(_("They appear as soon as an element is answered in full."))
