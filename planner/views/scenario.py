"""Scenarios: those that were saved, several side by side, and forgetting one."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import BlindError, visible_assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from planner.access import may_keep
from planner.actions.scenarios import remove_scenario
from planner.comparing import AT_ONCE, beside, compared, scenario_table_of
from planner.desk import starting_of
from planner.models import Scenario
from planner.outlook import outlook
from planner.reading import scenarios_of
from tables.downloads import download


@never_cache
@require_safe
def scenario_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the scenarios to whoever may read the assessment; those chosen, or else the last few, side by side."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    starting, scenarios = starting_of(assessment), scenarios_of(assessment)
    asked = request.GET.getlist("with")
    chosen = [one for one in scenarios if str(one.uuid) in asked] or scenarios
    shown = chosen[-AT_ONCE:]
    now, side_by_side = outlook(starting, ()), compared(starting, shown)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "scenarios": scenarios,
        "chosen": {one.pk for one in shown},
        "shown": side_by_side,
        "now": now,
        "dimensions": beside(now, [one.outlook for one in side_by_side]),
        "most": AT_ONCE,
        "may_keep": may_keep(assessment),
    }
    return render(request, "planner/scenario/list.html", context)


@never_cache
@require_safe
def scenario_table(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """All of them as a file."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    starting = starting_of(assessment)
    return download(scenario_table_of(starting, compared(starting, scenarios_of(assessment))), extension)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_remove(request: PersonRequest, assessment_uuid: uuid.UUID, scenario_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether it shall go, and forget it."""
    assessment = visible_assessment(request.user, assessment_uuid)
    scenario = get_object_or_404(Scenario, assessment=assessment, uuid=scenario_uuid)
    if not may_keep(assessment):
        raise PermissionDenied
    if request.method != "POST":
        context = {"assessment": assessment, "organisation": assessment.organisation, "scenario": scenario}
        return render(request, "planner/scenario/remove.html", context)
    try:
        name = remove_scenario(assessment_uuid=assessment.uuid, scenario_uuid=scenario.uuid, by=request.user)
    except BlindError:
        return blind_page(request, assessment, status=409)
    messages.success(request, _("“%(name)s” is removed.") % {"name": name})
    return redirect("planner:scenario-list", assessment.uuid)
