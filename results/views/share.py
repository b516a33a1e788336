"""Links to one approved result: a manager's page of them, and the page that they open for whoever has one."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.defaults import page_not_found

from assessments.access import managed_assessment
from assessments.models import Assessment
from organisations.requests import PersonRequest
from results.actions.shares import LinkGoneError, find_shared, revoke_share, share_result
from results.forms.share import ShareForm
from results.models import ShareLink
from results.shared import shared_result

HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The links of an assessment, for its managers; a new one is shown once, in the answer to the form."""
    assessment = managed_assessment(request.user, assessment_uuid)
    approvals = list(assessment.snapshots.approvals().for_lists())
    form = ShareForm(request.POST if request.method == "POST" else None, approvals)
    if not form.is_valid():
        return _page(request, assessment, form, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    _link, token = share_result(
        assessment_uuid=assessment.uuid,
        revision=given["revision"],
        lasts=form.lasts,
        label=given["label"],
        operation=given["operation"],
        by=request.user,
    )
    response = _page(request, assessment, ShareForm(None, approvals), token=token)
    response["Cache-Control"] = HEADERS["Cache-Control"]
    return response


@require_POST
def share_revoke(request: PersonRequest, assessment_uuid: uuid.UUID, share_uuid: uuid.UUID) -> HttpResponse:
    """Take a link back."""
    revoke_share(assessment_uuid=assessment_uuid, share_uuid=share_uuid, by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("results:share-list", assessment_uuid)


@login_not_required
@require_safe
@sensitive_variables("token")
def share_open(request: HttpRequest, token: str) -> HttpResponse:
    """Show the shared result; a link that is unknown, over or taken back is not there, and nothing tells which."""
    try:
        link = find_shared(token)
    except LinkGoneError as gone:
        response: HttpResponse = page_not_found(request, gone)
    else:
        response = render(request, "results/share/open.html", {"shared": shared_result(link)})
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _page(
    request: PersonRequest, assessment: Assessment, form: ShareForm, *, token: str | None = None, status: int = 200
) -> HttpResponse:
    """The page; with the link of a ``token``, which is empty where the link was made and shown before."""
    path = reverse("results:share-open", args=[token]) if token else ""
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "form": form,
        "address": request.build_absolute_uri(path) if path else "",
        "is_made_before": token == "",
        "links": list(ShareLink.objects.of(assessment)),
        "may_share": bool(assessment.approved_revision),
    }
    return render(request, "results/share/list.html", context, status=status)
