"""The assessors' guide to a framework version: a page to read, and a PDF to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organisations.requests import PersonRequest
from press.press import RenderError
from reports.access import readable_version
from reports.documents.guide import guide_manuscript, read_book
from reports.guide import GuideBook
from reports.making import finished_pdf


@require_safe
def guide_detail(request: PersonRequest, framework: str, number: str) -> HttpResponse:
    """Show the guide as one page, in the reader's language where it is translated."""
    version = readable_version(request.user, framework, number)
    return render(request, "reports/guide/detail.html", {"book": read_book(version)})


@require_safe
def guide_download(request: PersonRequest, framework: str, number: str) -> HttpResponse:
    """Give the guide as a PDF; where it can't be made, a page that says why and what to do."""
    version = readable_version(request.user, framework, number)
    book = read_book(version)
    try:
        pdf = finished_pdf(guide_manuscript(book))
    except RenderError as fault:
        return render(request, "reports/guide/failed.html", {"book": book, "reason": fault}, status=503)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file_name(book))}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def file_name(book: GuideBook) -> str:
    """A name that says what it is a guide to, and whether it may still change."""
    state = _("draft") if book.is_draft else ""
    words = " ".join([book.definition.title, book.definition.version.replace(".", "-"), _("assessors guide"), state])
    return f"{slugify(words, allow_unicode=True)[:150].strip('-')}.pdf"
