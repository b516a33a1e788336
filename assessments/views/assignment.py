"""Who scores an assessment."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import managed_assessment
from assessments.actions.assessments import assign_assessors
from assessments.forms.assignment import AssignmentForm
from organisations.requests import PersonRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_edit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Choose among the organisation's members."""
    assessment = managed_assessment(request.user, assessment_uuid)
    assigned = list(assessment.assignments.values_list("user_id", flat=True))
    data = request.POST if request.method == "POST" else None  # no box ticked is an answer too
    form = AssignmentForm(data, organisation=assessment.organisation, initial={"assessors": assigned})
    if form.is_valid():
        assign_assessors(assessment=assessment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Who scores “%(title)s” is saved.") % {"title": assessment.title})
        return redirect("assessments:assessment-detail", assessment.uuid)
    context = {"assessment": assessment, "organisation": assessment.organisation, "form": form}
    return render(request, "assessments/assignment/edit.html", context)
