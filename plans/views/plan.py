"""The plan's own pages: the list, the board, the time line, the road map, the matrix; and approval."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import may_manage
from assessments.models import Assessment
from organisations.requests import PersonRequest
from plans.access import PlanFrozenError, may_report, plan_of
from plans.actions.approval import EmptyPlanError, NotApprovedError, StalePlanError, approve_plan, reopen_plan
from plans.approvals import agreed_in, approval_of
from plans.forms.report import ApproveForm, ReopenForm
from plans.ownership import ownership_of
from plans.quarters import lanes_of, marks_of
from plans.reading import Entry, PlanSheet, read_plan
from plans.steps import PURPOSES, Step
from plans.views.around import of_assessment, plan_context, to_plan


@dataclass(frozen=True)
class Stage:
    """A step of the road map with its purpose and its actions; without a step, what has no place yet."""

    step: Step | None
    number: int
    purpose: str
    entries: tuple[Entry, ...]


@require_safe
@of_assessment
def plan_detail(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The list: what is planned, what it brings, what is overdue."""
    sheet = read_plan(assessment)
    return render(request, "plans/plan/detail.html", plan_context(sheet, "list") | {"events": _events(sheet)})


@require_safe
@of_assessment
def plan_board(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The actions by status."""
    sheet = read_plan(assessment)
    mine = {entry.action.pk for entry in sheet.entries if may_report(assessment, entry.action, request.user)}
    return render(request, "plans/plan/board.html", plan_context(sheet, "board") | {"mine": mine})


@require_safe
@of_assessment
def plan_timeline(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The actions by quarter, with the total as planned at the end of each."""
    sheet = read_plan(assessment)
    quarters, lanes = lanes_of(sheet)
    drawn = {"quarters": quarters, "lanes": lanes, "marks": marks_of(sheet, quarters)}
    undated = [entry for entry in sheet.entries if entry.action.due is None]
    return render(request, "plans/plan/timeline.html", plan_context(sheet, "timeline") | drawn | {"undated": undated})


@require_safe
@of_assessment
def plan_roadmap(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """The actions along the eight steps of the transformation."""
    sheet = read_plan(assessment)
    stages = [_stage(sheet, number, step) for number, step in enumerate(Step, start=1)]
    loose = _stage(sheet, 0, None)
    return render(
        request, "plans/plan/roadmap.html", plan_context(sheet, "roadmap") | {"stages": stages, "loose": loose}
    )


@require_safe
@of_assessment
def plan_matrix(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """Functions × dimensions, and whether one function holds it all."""
    sheet = read_plan(assessment)
    return render(request, "plans/plan/matrix.html", plan_context(sheet, "matrix") | {"ownership": ownership_of(sheet)})


@require_safe
@of_assessment
def plan_revision(request: PersonRequest, assessment: Assessment, revision: int) -> HttpResponse:
    """The plan as it was approved in this revision: nothing here can be changed."""
    approval = approval_of(assessment, revision)
    sheet = read_plan(assessment)
    shown = {"approval": approval, "agreed": agreed_in(sheet.definition, sheet.answers, approval)}
    return render(request, "plans/plan/revision.html", plan_context(sheet, "revision") | shown)


@require_http_methods(["GET", "HEAD", "POST"])
@of_assessment
def plan_approve(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """Ask whether the plan shall stand, and freeze it."""
    if not may_manage(assessment):
        raise PermissionDenied
    if plan_of(assessment).is_approved:
        return to_plan(request, assessment, _("The plan is approved already."))
    form = ApproveForm(request.POST) if request.method == "POST" else None
    if form is None or not form.is_valid():
        return _approve_page(request, assessment)
    try:
        approve_plan(assessment_uuid=assessment.uuid, version=form.cleaned_data["version"], by=request.user)
    except (EmptyPlanError, StalePlanError) as refusal:
        return _approve_page(request, assessment, refusal)
    except PlanFrozenError:
        return to_plan(request, assessment, _("The plan is approved already."))
    messages.success(request, _("The plan is approved. What it says is frozen; status, progress and notes go on."))
    return redirect("plans:plan-detail", assessment.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@of_assessment
def plan_reopen(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """Begin a new revision of an approved plan."""
    if not may_manage(assessment):
        raise PermissionDenied
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if not plan_of(assessment).is_approved:
        return to_plan(request, assessment, _("The plan is a draft, so it can be changed as it is."))
    if not form.is_valid():
        context = plan_context(read_plan(assessment), "list") | {"form": form}
        return render(request, "plans/plan/reopen.html", context, status=422 if form.is_bound else 200)
    try:
        reopen_plan(assessment_uuid=assessment.uuid, reason=form.cleaned_data["reason"], by=request.user)
    except NotApprovedError:
        return to_plan(request, assessment, _("The plan is a draft, so it can be changed as it is."))
    messages.success(request, _("The plan is open again, as a new revision."))
    return redirect("plans:plan-detail", assessment.uuid)


def _approve_page(request: PersonRequest, assessment: Assessment, refusal: Exception | None = None) -> HttpResponse:
    sheet = read_plan(assessment)
    context = plan_context(sheet, "list") | {
        "is_changed": isinstance(refusal, StalePlanError),
        "form": ApproveForm(initial={"version": sheet.plan.version}),
    }
    return render(request, "plans/plan/approve.html", context, status=409 if refusal else 200)


def _stage(sheet: PlanSheet, number: int, step: Step | None) -> Stage:
    code = step.value if step else ""
    entries = tuple(entry for entry in sheet.entries if entry.action.step == code)
    return Stage(step, number, str(PURPOSES[step]) if step else "", entries)


def _events(sheet: PlanSheet) -> list[object]:
    return list(sheet.plan.events.select_related("by").defer("agreed").reverse()[:50]) if sheet.plan.pk else []
