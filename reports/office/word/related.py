"""Where to look first, in a Word report of a framework whose elements are related to those of another."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from reports.office.content import Content
from reports.office.word.body import Body
from reports.office.word.tables import Grid, Row, cell, figure
from reports.office.words import percent_words
from results.related import Pointer


def write_related(body: Body, content: Content) -> None:
    """The weakest elements first, each with those of the other framework that it touches; nothing without any."""
    related = content.report.related
    if related is None or not related.pointers:
        return
    if related.first:
        body.heading(_("Where to look first"))
        told = {"framework": related.title}
        body.text(_("The weakest first, each with the elements of %(framework)s that it touches.") % told, "Lead")
        body.table(_grid(related.first, _("The weakest first")))
    rest = [one for one in related.pointers if one not in related.first]
    if rest:
        body.heading(_("What else to work on") if related.first else _("What to work on"), 2 if related.first else 1)
        body.table(_grid(rest, _("Each element with those that it works on")))


def _grid(pointers: Iterable[Pointer], words: str) -> Grid:
    rows = [
        Row(
            (
                cell(f"{one.score.code} {one.score.title}"),
                figure(percent_words(one.score.percent)),
                cell("; ".join(f"{other.code} {other.title}" for other in one.related)),
            )
        )
        for one in pointers
    ]
    heads = [_("Element"), _("Percent"), _("Related elements")]
    return Grid(heads, rows, [3.6, 1.1, 5.0], words, frozenset({1}))
