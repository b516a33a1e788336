"""What steps are reckoned to cost, for the managers to change."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import managed_assessment
from assessments.models import Assessment
from organisations.requests import PersonRequest
from planner.actions.efforts import StaleEffortsError, save_efforts
from planner.forms.efforts import EffortsForm
from planner.models import EffortEstimate
from planner.reading import estimated


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def effort_edit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the efforts, and reckon with others from now on; where somebody else was faster, say so."""
    assessment = managed_assessment(request.user, assessment_uuid)
    definition = assessment.version.definition_in(get_language())
    estimate = EffortEstimate.objects.filter(assessment=assessment).first()
    form = EffortsForm(
        request.POST or None,
        definition=definition,
        efforts=estimated(estimate, definition),
        initial={"version": estimate.version if estimate else 0},
    )
    if request.method == "POST":
        return _save(request, assessment, form)
    return _page(request, assessment, form)


def _save(request: PersonRequest, assessment: Assessment, form: EffortsForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, assessment, form, status=422)
    which = {"assessment_uuid": assessment.uuid, "version": form.cleaned_data["version"]}
    try:
        save_efforts(**which, efforts=form.efforts(), by=request.user)
    except StaleEffortsError:
        form.add_error(
            None,
            _(
                "Somebody else has changed the efforts since you opened the page. What you entered still stands here: "
                "copy what you need, then reload the page."
            ),
        )
        return _page(request, assessment, form, status=409)
    messages.success(request, _("The planner reckons with these efforts from now on."))
    return redirect("planner:step-list", assessment.uuid)


def _page(request: PersonRequest, assessment: Assessment, form: EffortsForm, status: int = 200) -> HttpResponse:
    context = {"assessment": assessment, "organisation": assessment.organisation, "form": form}
    return render(request, "planner/effort/edit.html", context, status=status)
