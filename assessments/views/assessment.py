"""An assessment: its start, its own page, and what it is called and how its team scores."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import (
    Desk,
    WrongStateError,
    assessment_for,
    desk_of,
    may,
    may_answer,
    may_ever,
    may_manage,
    visible_assessment,
)
from assessments.actions.assessments import UnitFixedError, create_assessment, set_up_assessment
from assessments.actions.workflow import leads_of, managers_of, start_scoring
from assessments.answersheet import stored_result
from assessments.confidence import grades_at
from assessments.forms.assessment import AssessmentForm, SetUpForm, suggested_version
from assessments.life import life_of
from assessments.models import Assessment
from assessments.newer_versions import published_after, upgrades_of
from assessments.progress import ElementProgress, Progress, progress_of
from assessments.steps import steps_of
from assessments.waiting_words import waiting_words
from assessments.workflow import Act
from assessments.workflow_words import state_words
from frameworks.definition import FrameworkDefinition
from organisations.access import managed_organisation
from organisations.actions.units import ForeignUnitError
from organisations.models import Organisation
from organisations.requests import PersonRequest

UNIT_GONE = gettext_lazy("This unit has just been removed. Choose another one.")
UNIT_FIXED = gettext_lazy("Something of this assessment was approved in the meantime, so its unit stays as it is.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Make an assessment of the organisation, and start its scoring or keep it as a draft."""
    organisation = managed_organisation(request.user, slug)
    suggested = suggested_version(organisation)
    form = AssessmentForm(request.POST or None, organisation=organisation, initial={"version": suggested})
    if form.is_valid() and (assessment := _created(request, organisation, form)):
        if form.starts:
            start_scoring(assessment_uuid=assessment.uuid, by=request.user)
        words = _("“%(title)s” is ready to be scored.") if form.starts else _("“%(title)s” is kept as a draft.")
        messages.success(request, words % {"title": assessment.title})
        return redirect("assessments:assessment-detail", assessment.uuid)
    context = {"organisation": organisation, "form": form, "has_framework": suggested is not None}
    return render(request, "assessments/assessment/create.html", context)


def _created(request: PersonRequest, organisation: Organisation, form: AssessmentForm) -> Assessment | None:
    try:
        return create_assessment(organisation=organisation, by=request.user, **form.cleaned_data)
    except ForeignUnitError:
        form.add_error("unit", UNIT_GONE)
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_edit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Change what it is called and when it is due, and in a draft how its team scores."""
    try:
        return _edit(request, assessment_for(request.user, assessment_uuid, Act.ASSIGN))
    except WrongStateError as refusal:
        messages.info(request, state_words(refusal))
        return redirect("assessments:assessment-detail", assessment_uuid)


def _edit(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    # A page that was opened while it was a draft is answered as such: nothing of it is left out in silence.
    with_mode = may(assessment, Act.SET_UP) or "mode" in request.POST
    form = _set_up_form(request, assessment, with_mode=with_mode)
    if form.is_valid():
        try:
            set_up_assessment(assessment_uuid=assessment.uuid, given=form.given, by=request.user)
        except WrongStateError as refusal:
            form = _set_up_form(request, assessment, with_mode=False)
            form.add_error(None, state_words(refusal))
        except (ForeignUnitError, UnitFixedError) as refusal:
            form.add_error("unit", UNIT_GONE if isinstance(refusal, ForeignUnitError) else UNIT_FIXED)
        else:
            messages.success(request, _("The set-up of “%(title)s” is saved.") % {"title": assessment.title})
            return redirect("assessments:assessment-detail", assessment.uuid)
    context = {"assessment": assessment, "organisation": assessment.organisation, "form": form}
    return render(request, "assessments/assessment/edit.html", context, status=409 if form.non_field_errors() else 200)


def _set_up_form(request: PersonRequest, assessment: Assessment, *, with_mode: bool) -> SetUpForm:
    """With the unit for a manager, until something is approved: that belongs to the cycles of its unit for good."""
    return SetUpForm(
        request.POST or None,
        instance=assessment,
        organisation=assessment.organisation,
        with_mode=with_mode,
        with_unit=may_manage(assessment) and not assessment.approved_revision,
    )


@never_cache
@require_safe
def assessment_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Where it stands, the dimensions and elements with what is answered in each, and what can be done next."""
    assessment = visible_assessment(request.user, assessment_uuid)
    desk, definition = desk_of(request.user, assessment), assessment.version.definition_in(get_language())
    progress = progress_of(definition, stored_result(desk.scored, definition))
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "own_sheet": desk.own_sheet,
        "progress": progress,
        "grades": grades_at(desk),
        "next_open": _next_open(desk, definition, progress),
        "steps": steps_of(assessment, desk.own_sheet),
        "life": life_of(assessment),
        "words": waiting_words(assessment, request.user),
        "may_manage": may_manage(assessment),
        "may_assign": may(assessment, Act.ASSIGN),
        "leads_team": may_ever(assessment, Act.ASSIGN),
        "may_agree": may(assessment, Act.AGREE),
        **_about_draft(assessment),
        **_versions(assessment),
    }
    return render(request, "assessments/assessment/detail.html", context)


def _next_open(desk: Desk, definition: FrameworkDefinition, progress: Progress) -> ElementProgress | None:
    """Where the person goes on: the first place of theirs in which something is not answered."""
    if desk.is_locked:
        return None
    places = (place for place in progress.walk() if not place.score.complete)
    return next((one for one in places if may_answer(desk.assessment, definition, one.element.code)), None)


def _about_draft(assessment: Assessment) -> dict[str, Any]:
    """Who can start what nobody scores yet."""
    if assessment.state != Assessment.State.DRAFT:
        return {}
    starters = {str(person): None for people in (managers_of(assessment), leads_of(assessment)) for person in people}
    return {"starters": list(starters)}


def _versions(assessment: Assessment) -> dict[str, Any]:
    """What newer versions of the framework have to offer: an upgrade and its way back, or a result restated."""
    if assessment.is_approved:
        return {"restatable": published_after(assessment.version)}
    if not may(assessment, Act.UPGRADE):
        return {}
    return {"upgrades": upgrades_of(assessment.version), "ways_back": assessment.snapshots.ways_back().for_lists()}
