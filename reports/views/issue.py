"""The file of an issued report, for the managers of its organisation."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import BlindError, visible_assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from press.press import RenderError
from reports.access import managed_issue
from reports.kinds import MEDIA_TYPES, Format
from reports.models import IssuedReport
from reports.remaking import issued_file


@never_cache
@require_safe
def issue_file(request: PersonRequest, issue_uuid: uuid.UUID) -> HttpResponse:
    """Give the file as it was issued, to the byte, or a page that says that it is lost and what to do."""
    try:
        issue = managed_issue(request.user, issue_uuid)
    except BlindError:
        about = IssuedReport.objects.select_related("assessment").get(uuid=issue_uuid).assessment
        return blind_page(request, visible_assessment(request.user, about.uuid), status=409)
    content = _whole(issue)
    if content is None:
        return render(
            request, "reports/issue/lost.html", {"issue": issue, "organisation": issue.organisation}, status=404
        )
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=issue.file_name)}
    return HttpResponse(content, content_type=MEDIA_TYPES[Format.PDF], headers=headers)


def _whole(issue: IssuedReport) -> bytes | None:
    try:
        return issued_file(issue)
    except RenderError:
        return None
