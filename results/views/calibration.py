"""The calibration page: how well the team agrees, who is severe and who lenient, and how that went over the cycles."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import WrongStateError, assessment_for, may_manage
from assessments.models import Assessment
from assessments.workflow import Act, Mode
from assessments.workflow_words import state_words
from charts.trend import draw_trend
from organisations.models import User
from organisations.requests import PersonRequest
from results.calibration import CYCLES, cycle_lines, cycles_of, dimension_lines, trend


@never_cache
@require_safe
def calibration_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show it to whoever may see everybody's sheets."""
    try:
        assessment = assessment_for(request.user, assessment_uuid, Act.COMPARE)
    except WrongStateError as refusal:
        messages.info(request, state_words(refusal))
        return redirect("assessments:assessment-detail", assessment_uuid)
    cycles = cycles_of([*_earlier(request.user, assessment), assessment])
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "cycle": cycles[-1],
        "cycles": cycles,
        "rows": cycle_lines(cycles),
        "dimensions": dimension_lines(cycles[-1], assessment.version.definition_in(get_language())),
        "drawing": draw_trend(trend(cycles)),
    }
    return render(request, "results/calibration/detail.html", context)


def _earlier(user: User, assessment: Assessment) -> list[Assessment]:
    """Earlier cycles in which each scored alone, the oldest first: all for a manager, for others what they may see."""
    seen = Assessment.objects.all() if may_manage(assessment) else Assessment.objects.visible_to(user)
    found = seen.approved_before(assessment).filter(mode=Mode.INDEPENDENT).select_related("version__framework")
    return list(found[: CYCLES - 1])[::-1]
