"""The interview sheet of an element, a dimension or a whole assessment: read on the screen, filled in on paper."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.interview import InterviewElement, part_of_sheet, parts_of_sheet
from organisations.requests import PersonRequest


@require_safe
def interview_sheet(request: PersonRequest, assessment_uuid: uuid.UUID, code: str = "") -> HttpResponse:
    """The sheet of one part, or without a code of all; what anybody has answered is not on it."""
    assessment = visible_assessment(request.user, assessment_uuid)
    definition = assessment.version.definition_in(get_language())
    part = part_of_sheet(definition, code) if code else None
    if code and part is None:
        raise Http404
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "part": part,
        "parts": parts_of_sheet(definition),
        "sheets": [InterviewElement(definition, one) for one in (part.elements if part else definition.walk())],
    }
    return render(request, "assessments/interview/sheet.html", context)
