"""How far an action is: its status and progress, notes, and the evidence of what it has done."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.models import Assessment, Evidence
from organisations.requests import PersonRequest
from plans.access import action_of, may_report
from plans.actions.actions import StaleActionError
from plans.actions.reports import add_note, attach_evidence, detach_evidence, report_progress
from plans.forms.report import AttachForm, NoteForm, ReportForm
from plans.models import Action
from plans.views.action import action_page
from plans.views.around import of_assessment


@require_POST
@of_assessment
def action_status(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> HttpResponse:
    """Set status and progress; from the board on with ``next=board``, back to it."""
    action = _reportable(request, assessment, action_uuid)
    form = ReportForm(request.POST, action=action)
    if not form.is_valid():
        return action_page(request, assessment, action, report_form=form, status=422)
    place = {"assessment_uuid": assessment.uuid, "action_uuid": action.uuid}
    try:
        report_progress(**place, report=form.report(), version=form.cleaned_data["version"], by=request.user)
    except StaleActionError as refusal:
        again = ReportForm({**request.POST.dict(), "version": str(refusal.current.report_version)}, action=action)
        return action_page(request, assessment, action, report_form=again, overtaken=refusal.current, status=409)
    messages.success(request, _("“%(title)s” is up to date.") % {"title": action.title})
    if request.POST.get("next") == "board":
        return redirect("plans:plan-board", assessment.uuid)
    return redirect("plans:action-detail", assessment.uuid, action.uuid)


@require_POST
@of_assessment
def action_note(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> HttpResponse:
    """Write something down about the action."""
    action = _reportable(request, assessment, action_uuid)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return action_page(request, assessment, action, note_form=form, status=422)
    text = form.cleaned_data["text"]
    add_note(assessment_uuid=assessment.uuid, action_uuid=action.uuid, text=text, by=request.user)
    return redirect("plans:action-detail", assessment.uuid, action.uuid)


@require_POST
@of_assessment
def action_evidence(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> HttpResponse:
    """Show a piece of the organisation's evidence with the action."""
    action = _reportable(request, assessment, action_uuid)
    pieces = list(Evidence.objects.visible_to(request.user).filter(organisation=assessment.organisation_id))
    form = AttachForm(request.POST, pieces=pieces)
    if not form.is_valid():
        return action_page(request, assessment, action, attach_form=form, status=422)
    chosen = uuid.UUID(form.cleaned_data["evidence"])
    attach_evidence(assessment_uuid=assessment.uuid, action_uuid=action.uuid, evidence_uuid=chosen, by=request.user)
    return redirect("plans:action-detail", assessment.uuid, action.uuid)


@require_POST
@of_assessment
def action_evidence_remove(
    request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID, evidence_uuid: uuid.UUID
) -> HttpResponse:
    """Show it there no longer."""
    action = _reportable(request, assessment, action_uuid)
    place = {"assessment_uuid": assessment.uuid, "action_uuid": action.uuid}
    detach_evidence(**place, evidence_uuid=evidence_uuid, by=request.user)
    return redirect("plans:action-detail", assessment.uuid, action.uuid)


def _reportable(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> Action:
    action = action_of(assessment, action_uuid)
    if not may_report(assessment, action, request.user):
        raise PermissionDenied
    return action
