"""The full maturity report: read from the stored answers and scores, and set as pages."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.template.loader import render_to_string
from django.utils import timezone

from assessments.agreement_record import band_kept, band_now
from assessments.answersheet import stored_result
from assessments.items import AnswerLike
from assessments.models import Assessment
from assessments.names import Names, names_now
from assessments.related import related_version
from assessments.revisions import Approved, approved_answers, approved_as, last_cycle
from organisations.models import User
from press.manuscript import Manuscript
from reports.failures import NotMadeError
from reports.report import Report, Subject, build_report
from reports.source import Source
from results.ledgers import given_answers

STYLE_SHEETS: Final = ("css/fonts.css", "css/tokens.css", "css/spots.css", "css/report.css")


def manuscript_of(source: Source) -> Manuscript:
    """The pages of the report."""
    return report_manuscript(report_of(source))


def report_of(source: Source) -> Report:
    """What the report of this source says."""
    if source.kept:
        return approved_report(source.kept, source.reader)
    if source.assessment is None:
        raise NotMadeError("nothing")
    return read_report(source.assessment, source.reader)


def read_report(assessment: Assessment, reader: User) -> Report:
    """What the report says, read from the stored answers and scores; last cycle's result beside it.

    An approved one is read from what was stored with the approval.
    """
    if assessment.is_approved:
        return approved_report(approved_as(assessment, assessment.revision), reader)
    rows = list(assessment.answers.order_by("pk"))
    changes = [row.changed_at for row in rows if row.changed_at]
    as_of = max(changes, default=assessment.created_at)
    subject = _subject(assessment, names_now(assessment), as_of)
    return _read(assessment, rows, replace(subject, band=band_now(assessment)), reader)


def approved_report(kept: Approved, reader: User) -> Report:
    """What the report of an approved revision says, from what was stored with the approval."""
    answers = approved_answers(kept.assessment.version.definition(), kept.snapshot)
    subject = _subject(kept.assessment, kept.names, kept.snapshot.taken_at)
    return _read(
        kept.assessment, answers, replace(subject, superseded=kept.is_superseded, band=band_kept(kept.snapshot)), reader
    )


def _read(assessment: Assessment, rows: Sequence[AnswerLike], subject: Subject, reader: User) -> Report:
    definition = assessment.version.definition()
    answers = given_answers(rows)
    previous = last_cycle(assessment, Assessment.objects.visible_to(reader))
    before = stored_result(previous, previous.version.definition()) if previous else None
    other = related_version(assessment)
    return build_report(
        subject,
        definition,
        stored_result(assessment, definition),
        answers,
        before=before,
        other=other.definition() if other else None,
    )


def report_html(report: Report) -> str:
    """The page that the PDF is printed from."""
    return render_to_string("reports/report/detail.html", {"report": report})


def report_manuscript(report: Report) -> Manuscript:
    """The report in the product's own look."""
    return Manuscript(report_html(report), STYLE_SHEETS)


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
