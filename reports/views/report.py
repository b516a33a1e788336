"""The PDF report: read from the answers, made outside the web process, kept for the next time."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import managed_assessment
from assessments.models import Assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from press.press import RenderError
from reports.documents.full import approved_report, read_report, report_manuscript
from reports.making import finished_pdf
from reports.report import Report
from results.access import readable_revision


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


def file_name(report: Report) -> str:
    """A name that says whose report it is, and whether it is final."""
    subject = report.subject
    state = _("provisional") if subject.provisional else ""
    revision = _("revision %(number)s") % {"number": subject.revision} if subject.names_revision else ""
    words = " ".join([subject.organisation, subject.title, _("maturity report"), revision, state])
    return f"{slugify(words, allow_unicode=True)[:150].strip('-')}.pdf"
