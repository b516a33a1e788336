"""“Why 612?”: the page and the files of a result's ledger, as it stands and of each approved revision."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.models import Assessment
from assessments.revisions import Approved
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from results.access import readable_revision
from results.ledger_table import ledger_table
from results.ledgers import ledger_kept, ledger_now
from results.recount import disagreements
from tables.downloads import download


@never_cache
@require_safe
def ledger_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show what each figure is made of to whoever may read the assessment; of an approved one, as it was approved."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    return _page(request, assessment, _newest(assessment))


@never_cache
@require_safe
def ledger_revision(request: PersonRequest, assessment_uuid: uuid.UUID, revision: int) -> HttpResponse:
    """The same of an approved revision, as it was."""
    kept = readable_revision(visible_assessment(request.user, assessment_uuid), revision)
    return _page(request, kept.assessment, kept)


@never_cache
@require_safe
def ledger_file(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The ledger as a file; while everybody scores alone there is none."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment, status=409)
    kept = _newest(assessment)
    return download(ledger_table(ledger_kept(kept) if kept else ledger_now(assessment), assessment.title), extension)


@never_cache
@require_safe
def ledger_revision_file(
    request: PersonRequest, assessment_uuid: uuid.UUID, revision: int, extension: str
) -> HttpResponse:
    """The ledger of an approved revision as a file."""
    kept = readable_revision(visible_assessment(request.user, assessment_uuid), revision)
    return download(ledger_table(ledger_kept(kept), kept.assessment.title), extension)


def _newest(assessment: Assessment) -> Approved | None:
    return readable_revision(assessment, assessment.revision) if assessment.is_approved else None


def _page(request: PersonRequest, assessment: Assessment, kept: Approved | None) -> HttpResponse:
    ledger = ledger_kept(kept) if kept else ledger_now(assessment)
    context = {
        "assessment": kept.assessment if kept else assessment,
        "organisation": assessment.organisation,
        "kept": kept,
        "ledger": ledger,
        "disagreements": disagreements(ledger),
    }
    return render(request, "results/ledger/detail.html", context)
