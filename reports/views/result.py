"""The result page: what an assessment has come to, so far or for good."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import may_manage, visible_assessment
from assessments.models import Assessment
from assessments.related import related_work
from organisations.models import User
from organisations.requests import PersonRequest
from reports.figures import Figures


@require_safe
def result_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the result to whoever may read the assessment; reading it writes nothing."""
    assessment = visible_assessment(request.user, assessment_uuid)
    work = related_work(assessment, request.user)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "figures": Figures(assessment, _previous(request.user, assessment), work),
        "may_manage": may_manage(assessment),
    }
    return render(request, "reports/result/detail.html", context)


def _previous(user: User, assessment: Assessment) -> Assessment | None:
    """The last cycle, for whoever may see it: a manager sees all of the organisation's."""
    seen = Assessment.objects.all() if may_manage(assessment) else Assessment.objects.visible_to(user)
    return seen.approved_before(assessment).select_related("version").first()
