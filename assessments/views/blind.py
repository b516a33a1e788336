"""What stands in a result's place while everybody scores alone."""

from django.http import HttpResponse
from django.shortcuts import render

from assessments.models import Assessment
from organisations.requests import PersonRequest


def blind_page(request: PersonRequest, assessment: Assessment, status: int = 200) -> HttpResponse:
    """How many sheets are in, and nothing else; for every page whose figures would tell what others have answered."""
    sheets = list(assessment.sheets.values_list("submitted_at", flat=True))
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "submitted": sum(date is not None for date in sheets),
        "sheets": len(sheets),
    }
    return render(request, "assessments/assessment/blind.html", context, status=status)
