"""An organisation's own page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.access import may_manage, visible_organisation
from organisations.requests import PersonRequest


@require_safe
def organisation_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """What the person may see of the organisation's assessments, and its members."""
    organisation = visible_organisation(request.user, slug)
    context = {
        "organisation": organisation,
        "may_manage": may_manage(organisation),
        "assessments": organisation.assessments.visible_to(request.user).for_lists(),
        "memberships": organisation.memberships.select_related("user"),
    }
    return render(request, "organisations/organisation/detail.html", context)
