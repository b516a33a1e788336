"""An assessment: its start, its own page, and its approval."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import WrongStateError, managed_assessment, may, may_manage, visible_assessment
from assessments.actions.approval import (
    NothingCountedError,
    sign_off,
)
from assessments.actions.assessments import create_assessment
from assessments.actions.workflow import IncompleteError, start_scoring
from assessments.answersheet import stored_result
from assessments.forms.assessment import AssessmentForm, suggested_version
from assessments.models import Assessment
from assessments.newer_versions import published_after, upgrades_of
from assessments.progress import progress_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from organisations.access import managed_organisation
from organisations.requests import PersonRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Start an assessment of the organisation."""
    organisation = managed_organisation(request.user, slug)
    suggested = suggested_version(organisation)
    form = AssessmentForm(request.POST or None, organisation=organisation, initial={"version": suggested})
    if form.is_valid():
        assessment = create_assessment(organisation=organisation, by=request.user, **form.cleaned_data)
        if form.cleaned_data["assessors"]:
            start_scoring(assessment_uuid=assessment.uuid, by=request.user)
        messages.success(request, _("“%(title)s” is ready to be scored.") % {"title": assessment.title})
        return redirect("assessments:assessment-detail", assessment.uuid)
    context = {"organisation": organisation, "form": form, "has_framework": suggested is not None}
    return render(request, "assessments/assessment/create.html", context)


@never_cache
@require_safe
def assessment_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The dimensions and elements with what is answered in each, and what can be done next."""
    assessment = visible_assessment(request.user, assessment_uuid)
    assessors = [assignment.user for assignment in assessment.assignments.select_related("user")]
    context = _context(assessment) | {"assessors": assessors} | _versions(assessment)
    return render(request, "assessments/assessment/detail.html", context)


def _versions(assessment: Assessment) -> dict[str, Any]:
    """What newer versions of the framework have to offer: an upgrade and its way back, or a result restated."""
    if assessment.is_approved:
        return {"restatable": published_after(assessment.version)}
    if not may_manage(assessment):
        return {}
    return {"upgrades": upgrades_of(assessment.version), "ways_back": assessment.snapshots.ways_back().for_lists()}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_approve(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether the result shall stand, and freeze it; an incomplete one says what is missing."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if request.method == "POST":
        return _approve(request, assessment)
    if assessment.is_approved:
        return redirect("assessments:assessment-detail", assessment.uuid)
    return render(request, "assessments/assessment/approve.html", _context(assessment))


def _approve(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    try:
        sign_off(assessment_uuid=assessment.uuid, by=request.user)
    except (IncompleteError, NothingCountedError):
        return render(request, "assessments/assessment/approve.html", _context(assessment), status=409)
    except WrongStateError as refusal:
        messages.info(request, state_words(refusal))
    else:
        messages.success(request, _("“%(title)s” is approved. Its answers are frozen.") % {"title": assessment.title})
    return redirect("assessments:assessment-detail", assessment.uuid)


def _context(assessment: Assessment) -> dict[str, Any]:
    definition = assessment.version.definition()
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "progress": progress_of(definition, stored_result(assessment, definition)),
        "may_manage": may_manage(assessment),
        "may_score": may(assessment, Act.SCORE),
    }
