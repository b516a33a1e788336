"""The Word documents: the full report and the executive summary, each from its first chapter to its last."""

from django.utils.translation import gettext as _

from reports.office.archive import finished
from reports.office.content import Content
from reports.office.sayings import plan_words, target_words, weakest_words
from reports.office.word.aim import write_aim, write_next_actions
from reports.office.word.annexes import write_about, write_evidence, write_ledger
from reports.office.word.body import Body
from reports.office.word.elements import write_dimensions, write_enablers
from reports.office.word.method import write_method
from reports.office.word.opening import (
    write_cover,
    write_findings,
    write_foreword,
    write_head,
    write_heat_map,
    write_picture,
    write_radar,
    write_summary,
    write_weakest,
)
from reports.office.word.page import started
from reports.office.word.related import write_related
from reports.source import Source


def full_of(source: Source) -> bytes:
    """The full maturity report, to be edited."""
    content = Content(source)
    body = Body(started(content, flowing=content.report.is_short))
    write_cover(body, content)
    body.place_contents()
    write_foreword(body, content)
    write_summary(body, content, title=_("Summary so far") if content.report.so_far else _("Summary"))
    write_radar(body, content)
    write_findings(body, content)
    write_weakest(body, content)
    write_related(body, content)
    write_heat_map(body, content)
    write_dimensions(body, content)
    write_enablers(body, content)
    write_aim(body, content)
    write_method(body, content)
    write_evidence(body, content)
    write_ledger(body, content)
    write_about(body, content)
    return finished(body.finish(), content.properties)


def summary_of(source: Source) -> bytes:
    """The executive summary, to be edited."""
    content = Content(source)
    body = Body(started(content, flowing=True))
    write_head(body, content)
    write_summary(body, content, title=_("Summary so far") if content.report.so_far else _("Summary"))
    write_picture(body, content, share=0.8)
    write_findings(body, content)
    ahead = [words for words in (weakest_words(content), target_words(content), plan_words(content)) if words]
    if ahead:
        body.heading(_("What lies ahead"), 2)
        body.bullets(ahead)
        write_next_actions(body, content)
    return finished(body.finish(), content.properties)
