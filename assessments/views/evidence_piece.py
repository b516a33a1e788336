"""One piece of evidence: its page, its revisions and their files, and what can be done with it."""

import logging
import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import WrongStateError, changeable_evidence, may_change_evidence, visible_evidence
from assessments.actions.evidence import (
    FrozenError,
    FullError,
    InUseError,
    add_revision,
    edit_evidence,
    remove_evidence,
)
from assessments.evidence import standing, whole_piece
from assessments.forms.evidence import DetailsForm, content_form
from assessments.models import Evidence, EvidenceUse
from assessments.models.evidence import evidence_storage
from assessments.views.evidence import full_words
from assessments.workflow_words import state_words
from organisations.requests import PersonRequest

DETAIL = "assessments/evidence/detail.html"
EDIT = "assessments/evidence/edit.html"
RENEW = "assessments/evidence/renew.html"
REMOVE = "assessments/evidence/remove.html"
# Whatever a browser does with it, it does without scripts, forms, requests, and without this site's cookies.
POLICY = "sandbox; default-src 'none'"

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def evidence_detail(request: PersonRequest, evidence_uuid: uuid.UUID) -> HttpResponse:
    """Show a piece with its revisions, and where it is used as far as the person may know."""
    evidence = visible_evidence(request.user, evidence_uuid)
    uses = EvidenceUse.objects.visible_to(request.user).filter(evidence=evidence).select_related("assessment")
    context = _context(evidence) | {
        "uses": uses.order_by("-assessment__created_at", "element", "item"),
        "may_change": may_change_evidence(request.user, evidence),
    }
    return render(request, DETAIL, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: PersonRequest, evidence_uuid: uuid.UUID) -> HttpResponse:
    """Change title and days."""
    try:
        evidence = changeable_evidence(request.user, evidence_uuid)
        form = DetailsForm(request.POST if request.method == "POST" else None, initial=_said(evidence))
        if not form.is_valid():
            status = 422 if form.is_bound else 200
            return render(request, EDIT, _context(evidence) | {"form": form}, status=status)
        edit_evidence(evidence_uuid=evidence.uuid, details=form.details, by=request.user)
    except WrongStateError as refusal:
        messages.error(request, state_words(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("assessments:evidence-detail", evidence_uuid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_renew(request: PersonRequest, evidence_uuid: uuid.UUID) -> HttpResponse:
    """Add a revision: a newer file, address or text, with the days that it brings."""
    try:
        evidence = changeable_evidence(request.user, evidence_uuid)
        is_sent = request.method == "POST"
        form = content_form(evidence.kind, request if is_sent else None, initial=_said(evidence))
        if not form.is_valid():
            return render(request, RENEW, _context(evidence) | {"form": form}, status=422 if is_sent else 200)
        add_revision(evidence_uuid=evidence.uuid, content=form.content, details=form.details, by=request.user)
    except FullError as refusal:
        form.add_error("file", full_words(refusal))
        return render(request, RENEW, _context(evidence) | {"form": form}, status=422)
    except WrongStateError as refusal:
        messages.error(request, state_words(refusal))
    else:
        messages.success(request, _("The new revision is kept; the ones before it stay."))
    return redirect("assessments:evidence-detail", evidence_uuid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_remove(request: PersonRequest, evidence_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether it shall go for good, and delete it where it is used nowhere."""
    try:
        evidence = changeable_evidence(request.user, evidence_uuid)
        if request.method != "POST":
            return render(request, REMOVE, _context(evidence) | {"is_used": evidence.uses.exists()})
        remove_evidence(evidence_uuid=evidence.uuid, by=request.user)
    except InUseError:
        return render(request, REMOVE, _context(evidence) | {"is_used": True}, status=409)
    except FrozenError:
        return render(request, REMOVE, _context(evidence) | {"is_frozen": True}, status=409)
    except WrongStateError as refusal:
        messages.error(request, state_words(refusal))
        return redirect("assessments:evidence-detail", evidence_uuid)
    messages.success(request, _("“%(title)s” is removed.") % {"title": evidence.title})
    return redirect("assessments:evidence-library", evidence.organisation.slug)


@require_safe
def evidence_download(request: PersonRequest, evidence_uuid: uuid.UUID, revision: int) -> HttpResponseBase:
    """Hand over the file of a revision: to be kept, not to be shown, and in a sandbox where somebody shows it."""
    evidence = visible_evidence(request.user, evidence_uuid)
    kept = get_object_or_404(evidence.revisions, number=revision, evidence__kind=Evidence.Kind.FILE)
    try:
        opened = evidence_storage().open(str(kept.file.name))
    except OSError:
        logger.exception("The file of evidence %s, revision %s is missing", evidence.uuid, revision)
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=kept.file_name, content_type=kept.content_type)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _context(evidence: Evidence) -> dict[str, Any]:
    return {
        "evidence": evidence,
        "organisation": evidence.organisation,
        "piece": whole_piece(evidence),
        "standing": standing(evidence.expires_on, timezone.localdate()),
    }


def _said(evidence: Evidence) -> dict[str, Any]:
    return {"title": evidence.title, "effective_on": evidence.effective_on, "expires_on": evidence.expires_on}
