"""The page that says whether a report is genuine: open to whoever holds one, the figures to whoever may see them."""

from collections.abc import Mapping
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.codes import read_code
from reports.verification import FileMatch, Verified

KNOWN: Final = _("A report with this code was issued here")
HEADINGS: Final[Mapping[FileMatch, Promise]] = {
    FileMatch.SAME: _("Your file is the report that was issued"),
    FileMatch.OTHER: _("Your file is not the report that was issued"),
}


@login_not_required
@never_cache
@require_safe
def verification_ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a report."""
    typed = request.GET.get("code", "").strip()
    code = read_code(typed)
    if code:
        return redirect("reports:verification-detail", code)
    return render(request, "reports/verification/ask.html", {"typed": typed[:100]}, status=422 if typed else 200)


@login_not_required
@never_cache
@require_safe
def verification_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Say what is known of the report with this code, and whether a file is the one that was issued."""
    known = read_code(code)
    if known and known != code:
        return redirect("reports:verification-detail", known)
    verified = Verified.find(known, request.user) if known else None
    if verified is None:
        return render(request, "reports/verification/unknown.html", {"code": code[:100]}, status=404)
    match = verified.match(request.GET.get("sha256", ""))
    context = {"verified": verified, "issue": verified.issue, "match": match, "heading": HEADINGS.get(match, KNOWN)}
    return render(request, "reports/verification/detail.html", context)
