"""An approved assessment of an older framework version, restated under a newer one beside the original."""

import uuid

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.models import Assessment
from assessments.newer_versions import published_after
from assessments.restating import restate, restated_to_json
from assessments.side_by_side import dimension_pairs
from assessments.upgrade_preview import UpgradePreview
from assessments.upgrade_words import groups_of
from organisations.requests import PersonRequest


@require_safe
def restated_detail(request: PersonRequest, assessment_uuid: uuid.UUID, newer: str) -> HttpResponse:
    """Original and restated side by side, for whoever may read the assessment; nothing is stored."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_open:
        return redirect("assessments:assessment-detail", assessment.uuid)
    restated = _restated(assessment, newer).read_in(get_language())
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "preview": restated,
        "pairs": dimension_pairs(restated),
        "groups": groups_of(restated),
    }
    return render(request, "assessments/restated/detail.html", context)


@require_safe
def restated_json(request: PersonRequest, assessment_uuid: uuid.UUID, newer: str) -> HttpResponse:
    """The same as JSON, marked as restated."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_open:
        raise Http404
    return JsonResponse(restated_to_json(_restated(assessment, newer)), json_dumps_params={"indent": 2})


def _restated(assessment: Assessment, newer: str) -> UpgradePreview:
    version = next((one for one in published_after(assessment.version) if one.number == newer), None)
    if version is None:
        raise Http404
    document = assessment.snapshots.approval().document
    return restate(document, assessment.version.definition(), version.definition())
