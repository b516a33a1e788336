"""The full maturity report: read from the stored answers and scores, and set as pages."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.agreement_record import band_kept, band_now
from assessments.answersheet import stored_result
from assessments.items import AnswerLike
from assessments.models import Assessment, Remark
from assessments.names import Names, names_now
from assessments.noted import Noted, noted, noted_in
from assessments.related import related_version
from assessments.revisions import Approved, approved_answers, approved_as, last_cycle
from organisations.models import User
from press.manuscript import Manuscript
from reports.documents.paper import Page, page_of, paper_styles, plain_page, without_words
from reports.failures import NotMadeError
from reports.kinds import Paper, Part
from reports.report import Remarks, Report, Subject, build_report
from reports.source import Source
from results.ledgers import given_answers

STYLE_SHEETS: Final = (
    "css/fonts.css",
    "css/tokens.css",
    "css/spots.css",
    "css/stamp.css",
    "css/report.css",
    "css/document.css",
)


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the report."""
    return page_manuscript(page_of(source, report_of(source)), source.options.paper)


def report_of(source: Source) -> Report:
    """What the report of this source says; without comments and reasons where those were not asked for."""
    with_words = source.options.has(Part.COMMENTS)
    if source.kept:
        return approved_report(source.kept, source.reader, with_words=with_words)
    if source.assessment is None:
        raise NotMadeError("nothing")
    return read_report(source.assessment, source.reader, with_words=with_words)


def read_report(assessment: Assessment, reader: User, *, with_words: bool = True) -> Report:
    """What the report says, read from the stored answers and scores; last cycle's result beside it.

    An approved one is read from what was stored with the approval.
    """
    if assessment.is_approved:
        return approved_report(approved_as(assessment, assessment.revision), reader, with_words=with_words)
    rows = list(assessment.answers.order_by("pk"))
    changes = [row.changed_at for row in rows if row.changed_at]
    as_of = max(changes, default=assessment.created_at)
    subject = replace(_subject(assessment, names_now(assessment), as_of), band=band_now(assessment))
    said = noted(assessment, reader) if with_words else None
    return _read(assessment, rows, subject, reader, said)


def approved_report(kept: Approved, reader: User, *, with_words: bool = True) -> Report:
    """What the report of an approved revision says, from what was stored with the approval."""
    answers = approved_answers(kept.assessment.version.definition(), kept.snapshot)
    subject = _subject(kept.assessment, kept.names, kept.snapshot.taken_at)
    subject = replace(subject, superseded=kept.is_superseded, band=band_kept(kept.snapshot))
    return _read(kept.assessment, answers, subject, reader, noted_in(kept.snapshot) if with_words else None)


def _read(
    assessment: Assessment,
    rows: Sequence[AnswerLike],
    subject: Subject,
    reader: User,
    said: Iterable[Noted] | None,
) -> Report:
    """The report of these answers; ``said`` are the remarks, None where nothing that was said is printed."""
    definition = assessment.version.definition()
    answers = given_answers(rows)
    previous = last_cycle(assessment, Assessment.objects.visible_to(reader))
    other = related_version(assessment)
    return build_report(
        subject,
        definition,
        stored_result(assessment, definition),
        without_words(answers) if said is None else answers,
        before=stored_result(previous, previous.version.definition()) if previous else None,
        other=other.definition() if other else None,
        remarks=remarks_by_element(said or ()),
    )


def remarks_by_element(said: Iterable[Noted]) -> Mapping[str, Remarks]:
    """The strengths and areas for improvement of each element; open points are the team's own work."""
    kept = [one for one in said if not one.is_point]
    return {
        code: Remarks(
            tuple(one.text for one in kept if (one.element, one.kind) == (code, Remark.Kind.STRENGTH)),
            tuple(one.text for one in kept if (one.element, one.kind) == (code, Remark.Kind.IMPROVEMENT)),
        )
        for code in {one.element for one in kept}
    }


def report_html(report: Report) -> str:
    """The page that the PDF is printed from, in the product's own look."""
    return page_html(plain_page(report, _("Full maturity report")))


def report_manuscript(report: Report, paper: Paper = Paper.A4) -> Manuscript:
    """The report in the product's own look."""
    return page_manuscript(plain_page(report, _("Full maturity report")), paper)


def page_html(page: Page) -> str:
    """The page with what was chosen for it."""
    return render_to_string("reports/report/detail.html", {"page": page, "report": page.report, "frame": page.frame})


def page_manuscript(page: Page, paper: Paper) -> Manuscript:
    """All that the PDF is made of but the house style."""
    return Manuscript(page_html(page), STYLE_SHEETS, styles=paper_styles(paper))


def _subject(assessment: Assessment, names: Names, as_of: datetime.datetime) -> Subject:
    return Subject(
        organisation=names.whose,
        title=assessment.title,
        period=assessment.period,
        as_of=timezone.localdate(as_of),
        approved_on=timezone.localdate(assessment.approved_at) if assessment.approved_at else None,
        approved_by=names.approved_by,
        assessors=names.assessors,
        organisation_facts=names.facts,
        revision=assessment.revision,
    )
