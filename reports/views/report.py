"""The PDF report: read from the answers, made outside the web process, kept for the next time."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import managed_assessment
from assessments.agreement_record import band_kept, band_now
from assessments.answersheet import stored_result
from assessments.items import AnswerLike
from assessments.models import Assessment
from assessments.names import Names, names_now
from assessments.related import related_version
from assessments.revisions import Approved, approved_answers, approved_as, last_cycle
from assessments.views.blind import blind_page
from organisations.models import User
from organisations.requests import PersonRequest
from press.manuscript import Manuscript
from press.press import RenderError, the_press
from press.shelf import Shelf
from reports.report import Report, Subject, build_report
from results.access import readable_revision
from results.ledgers import given_answers

STYLE_SHEETS = ("css/fonts.css", "css/tokens.css", "css/spots.css", "css/report.css")


@never_cache
@require_safe
def report_download(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Give the report to a manager; where it can't be made, a page that says why and what to do."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment, status=409)
    return _download(request, assessment, read_report(assessment, request.user))


@never_cache
@require_safe
def revision_report(request: PersonRequest, assessment_uuid: uuid.UUID, revision: int) -> HttpResponse:
    """Give a manager the report of an approved revision, as it was."""
    assessment = managed_assessment(request.user, assessment_uuid)
    return _download(request, assessment, approved_report(readable_revision(assessment, revision), request.user))


def _download(request: PersonRequest, assessment: Assessment, report: Report) -> HttpResponse:
    try:
        pdf = finished_pdf(report_manuscript(report))
    except RenderError as fault:
        return render(request, "reports/report/failed.html", {"assessment": assessment, "reason": fault}, status=503)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file_name(report))}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


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
    """All that the PDF is made of."""
    return Manuscript(report_html(report), STYLE_SHEETS)


def finished_pdf(manuscript: Manuscript) -> bytes:
    """The PDF of a manuscript, from the shelf when it was made before; raises RenderError."""
    press = the_press()
    shelf = Shelf(Path(settings.DATA_DIR) / "reports" / "finished")
    return shelf.get(press.name(manuscript), lambda: press.render(manuscript))


def file_name(report: Report) -> str:
    """A name that says whose report it is, and whether it is final."""
    subject = report.subject
    state = _("provisional") if subject.provisional else ""
    revision = _("revision %(number)s") % {"number": subject.revision} if subject.names_revision else ""
    words = " ".join([subject.organisation, subject.title, _("maturity report"), revision, state])
    return f"{slugify(words, allow_unicode=True)[:150].strip('-')}.pdf"


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
