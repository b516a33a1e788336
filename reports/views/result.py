"""The result page: what an assessment has come to, so far or for good."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import may_manage, visible_assessment
from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.results import Result
from frameworks.definition import FrameworkDefinition
from organisations.requests import PersonRequest
from reports.charts.from_result import Address, bars, enabler_bars, loop
from reports.charts.radar import Radar
from reports.findings import change, findings


@require_safe
def result_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the result to whoever may read the assessment; reading it writes nothing."""
    user = request.user
    assessment = visible_assessment(user, assessment_uuid)
    definition = assessment.version.definition()
    result = stored_result(assessment, definition)
    previous = Assessment.objects.visible_to(user).approved_before(assessment).select_related("version").first()
    before = stored_result(previous, previous.version.definition()) if previous else None
    context = _figures(definition, result, before, assessment) | {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "result": result,
        "previous": previous,
        "may_manage": may_manage(assessment),
    }
    return render(request, "reports/result/detail.html", context)


def _figures(
    definition: FrameworkDefinition, result: Result, before: Result | None, assessment: Assessment
) -> dict[str, Any]:
    picture = loop(definition, result, before=before, address=_dimension_address(definition, assessment))
    return {
        "loop": picture,
        "radar": Radar(picture),
        "bars": bars(definition, result, address=_element_address(assessment)),
        "enabler_bars": enabler_bars(definition, result, title=_("Enabler"), address=_element_address(assessment)),
        "findings": findings(result),
        "excluded": [element for element in result.elements.values() if element.excluded],
        "change": change(result, before) if before else None,
    }


def _element_address(assessment: Assessment) -> Address:
    return lambda code: reverse("assessments:element-score", args=[assessment.uuid, code])


def _dimension_address(definition: FrameworkDefinition, assessment: Assessment) -> Address:
    first = {dimension.code: dimension.elements[0].code for dimension in definition.dimensions if dimension.elements}
    element_address = _element_address(assessment)
    return lambda code: element_address(first[code]) if code in first else ""
