"""Which points are cheapest: every next step with what it brings and takes."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import may_manage, visible_assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from planner.desk import starting_of
from planner.step_list import ORDERS, Asked, rows_of, step_table_of
from planner.steps import all_steps
from tables.downloads import download

SHOWN = 40


@never_cache
@require_safe
def step_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the steps to whoever may read the assessment, the cheapest points first, or as asked for."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    starting, asked = starting_of(assessment), Asked.of(request.GET.dict())
    rows = rows_of(starting.definition, all_steps(starting.definition, starting.answers, starting.efforts), asked)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": starting.definition,
        "asked": asked,
        "orders": list(ORDERS),
        "rows": rows if "all" in request.GET else rows[:SHOWN],
        "count": len(rows),
        "result": starting.result,
        "may_manage": may_manage(assessment),
        "query": _query(request),
    }
    return render(request, "planner/step/list.html", context)


@never_cache
@require_safe
def step_table(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The same as a file, whole."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    starting, asked = starting_of(assessment), Asked.of(request.GET.dict())
    steps = all_steps(starting.definition, starting.answers, starting.efforts)
    return download(step_table_of(starting.definition, rows_of(starting.definition, steps, asked)), extension)


def _query(request: PersonRequest) -> str:
    """What was asked for, to be carried on; without "all", which only unfolds the rest."""
    asked = request.GET.copy()
    asked.pop("all", None)
    return asked.urlencode()
