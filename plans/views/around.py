"""What all pages of a plan begin with: who may read it, and that nothing is told while everybody scores alone."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from assessments.access import may_manage, visible_assessment
from assessments.models import Assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from plans.access import may_plan, may_write
from plans.reading import PlanSheet

View = Callable[Concatenate[PersonRequest, Assessment, ...], HttpResponse]


def of_assessment(view: View) -> Callable[..., HttpResponse]:
    """Give the view the assessment for whoever may read it; while it is blind, show that instead of any plan."""

    @never_cache
    @wraps(view)
    def wrapped(request: PersonRequest, assessment_uuid: uuid.UUID, **rest: Any) -> HttpResponse:
        assessment = visible_assessment(request.user, assessment_uuid)
        if assessment.is_blind:
            return blind_page(request, assessment, status=200 if request.method in {"GET", "HEAD"} else 409)
        return view(request, assessment, **rest)

    return wrapped


def plan_context(sheet: PlanSheet, here: str) -> dict[str, Any]:
    """What every page of a plan shows: whose it is, which of its views this is, and what the person may do."""
    return {
        "assessment": sheet.assessment,
        "organisation": sheet.assessment.organisation,
        "plan": sheet.plan,
        "sheet": sheet,
        "here": here,
        "may_plan": may_plan(sheet.assessment),
        "may_write": may_write(sheet.assessment, sheet.plan),
        "may_manage": may_manage(sheet.assessment),
    }


def frozen_words() -> str:
    """Said where somebody wants to change what an approved plan says."""
    return _(
        "The plan is approved, so what it says is frozen; status, progress and notes go on. "
        "A manager can reopen it as a new revision."
    )


def to_plan(request: PersonRequest, assessment: Assessment, words: str) -> HttpResponse:
    """On to the plan, with why nothing was done."""
    messages.info(request, words)
    return redirect("plans:plan-detail", assessment.uuid)
