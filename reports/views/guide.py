"""The assessors' guide to a framework version: a page to read, and a PDF to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frameworks.models import FrameworkVersion
from organisations.requests import PersonRequest
from press.manuscript import Manuscript
from press.press import RenderError
from reports.access import readable_version
from reports.guide import GuideBook, build_guide
from reports.views.report import finished_pdf

STYLE_SHEETS = ("css/fonts.css", "css/tokens.css", "css/report.css", "css/guide-print.css")


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


def read_book(version: FrameworkVersion) -> GuideBook:
    """The guide of a version as this reader reads it."""
    return build_guide(version.definition_in(get_language()), is_draft=not version.is_published)


def guide_html(book: GuideBook) -> str:
    """The page that the PDF is printed from."""
    return render_to_string("reports/guide/book.html", {"book": book})


def guide_manuscript(book: GuideBook) -> Manuscript:
    """All that the PDF is made of."""
    return Manuscript(guide_html(book), STYLE_SHEETS)


def file_name(book: GuideBook) -> str:
    """A name that says what it is a guide to, and whether it may still change."""
    state = _("draft") if book.is_draft else ""
    words = " ".join([book.definition.title, book.definition.version.replace(".", "-"), _("assessors guide"), state])
    return f"{slugify(words, allow_unicode=True)[:150].strip('-')}.pdf"
