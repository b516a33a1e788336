"""The result page: what an assessment has come to, so far or for good; and each of its approved revisions."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import may_manage, visible_assessment
from assessments.agreement_record import band_kept, band_now
from assessments.models import Assessment
from assessments.noted import noted, noted_in
from assessments.related import related_work
from assessments.revisions import Approved
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from results.access import previous_cycle, readable_revision
from results.figures import Figures
from results.remarks import noted_groups
from targets.reading import current_target


@never_cache
@require_safe
def result_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the result to whoever may read the assessment; reading it writes nothing."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    if assessment.is_approved:
        return _approved_page(request, assessment, assessment.revision)
    return _page(request, assessment)


@never_cache
@require_safe
def revision_result(request: PersonRequest, assessment_uuid: uuid.UUID, revision: int) -> HttpResponse:
    """Show what was approved as this revision, as it was."""
    return _approved_page(request, visible_assessment(request.user, assessment_uuid), revision)


def _approved_page(request: PersonRequest, assessment: Assessment, revision: int) -> HttpResponse:
    kept = readable_revision(assessment, revision)
    return _page(request, kept.assessment, kept)


def _page(request: PersonRequest, assessment: Assessment, kept: Approved | None = None) -> HttpResponse:
    work = related_work(assessment, request.user)
    remarks = noted_in(kept.snapshot) if kept else noted(assessment, request.user)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "kept": kept,
        "band": band_kept(kept.snapshot) if kept else band_now(assessment),
        "figures": Figures(
            assessment, previous_cycle(request.user, assessment), work, kept=kept, target=current_target(assessment)
        ),
        "noted": noted_groups(assessment.version.definition_in(get_language()), remarks),
        "may_manage": may_manage(assessment),
    }
    return render(request, "results/result/detail.html", context)
