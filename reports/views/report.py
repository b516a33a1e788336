"""The PDF report: read from the answers, made outside the web process, kept for the next time."""

import uuid
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
from assessments.answersheet import rows_by_element, stored_result
from assessments.models import Answer, Assessment
from assessments.names import names_of
from assessments.related import related_version
from organisations.models import User
from organisations.requests import PersonRequest
from reports.press import RenderError, the_press
from reports.report import Given, Report, Subject, build_report
from reports.shelf import Shelf, key


@never_cache
@require_safe
def report_download(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Give the report to a manager; where it can't be made, a page that says why and what to do."""
    assessment = managed_assessment(request.user, assessment_uuid)
    html = report_html(read_report(assessment, request.user))
    try:
        pdf = finished_pdf(html)
    except RenderError as fault:
        return render(request, "reports/report/failed.html", {"assessment": assessment, "reason": fault}, status=503)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file_name(assessment))}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def read_report(assessment: Assessment, reader: User) -> Report:
    """What the report says, read from the stored answers and scores; last cycle's result beside it."""
    definition = assessment.version.definition()
    rows = list(assessment.answers.order_by("pk"))
    answers = {
        code: {row.item: Given(row.value, row.reason) for row in group} for code, group in rows_by_element(rows).items()
    }
    previous = Assessment.objects.visible_to(reader).approved_before(assessment).select_related("version").first()
    before = stored_result(previous, previous.version.definition()) if previous else None
    other = related_version(assessment)
    return build_report(
        _subject(assessment, rows),
        definition,
        stored_result(assessment, definition),
        answers,
        before=before,
        other=other.definition() if other else None,
    )


def report_html(report: Report) -> str:
    """The page that the PDF is printed from."""
    return render_to_string("reports/report/detail.html", {"report": report})


def finished_pdf(html: str) -> bytes:
    """The PDF of a page, from the shelf when it was made before; raises RenderError."""
    press = the_press()
    shelf = Shelf(Path(settings.DATA_DIR) / "reports" / "finished")
    return shelf.get(key(press.edition, html), lambda: press.render(html))


def file_name(assessment: Assessment) -> str:
    """A name that says whose report it is, and whether it is final."""
    state = "" if assessment.is_approved else _("provisional")
    words = " ".join([assessment.organisation.name, assessment.title, _("maturity report"), state])
    return f"{slugify(words, allow_unicode=True)[:150].strip('-')}.pdf"


def _subject(assessment: Assessment, rows: list[Answer]) -> Subject:
    names = names_of(assessment)
    changes = [row.changed_at for row in rows if row.changed_at]
    return Subject(
        organisation=names.organisation,
        title=assessment.title,
        period=assessment.period,
        as_of=timezone.localdate(max(changes, default=assessment.created_at)),
        approved_on=timezone.localdate(assessment.approved_at) if assessment.approved_at else None,
        approved_by=names.approved_by,
        assessors=names.assessors,
        organisation_facts=names.facts,
    )
