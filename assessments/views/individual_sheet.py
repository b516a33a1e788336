"""One assessor's own sheet, to be read: as it was when the round ended, beside what the team agreed on."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import may, readable_sheets, visible_assessment
from assessments.answersheet import stored_result
from assessments.models import Answer, Assessment, IndividualSheet
from assessments.sheet_difference import sheet_difference
from assessments.workflow import Act
from organisations.requests import PersonRequest


@never_cache
@require_safe
def sheet_detail(request: PersonRequest, assessment_uuid: uuid.UUID, sheet_uuid: uuid.UUID) -> HttpResponse:
    """Show the sheet to whoever may read it: its owner, and once the round has ended everybody of the assessment."""
    assessment = visible_assessment(request.user, assessment_uuid)
    sheets = readable_sheets(request.user, assessment)
    sheet = next((one for one in sheets if one.uuid == sheet_uuid), None)
    if sheet is None:
        raise Http404
    return render(request, "assessments/individual_sheet/detail.html", _context(assessment, sheet, sheets))


def _context(assessment: Assessment, sheet: IndividualSheet, sheets: list[IndividualSheet]) -> dict[str, Any]:
    definition = assessment.version.definition_in(get_language())
    own = {(row.element, row.item): row for row in Answer.on_sheets.filter(sheet=sheet)}
    agreed = {(row.element, row.item): row for row in assessment.answers.all()}
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "individual_sheet": sheet,
        "others": [one for one in sheets if one != sheet],
        "may_compare": may(assessment, Act.COMPARE),
        "difference": sheet_difference(
            definition, (stored_result(sheet, definition), own), (stored_result(assessment, definition), agreed)
        ),
    }
