"""The first page: what waits for the person, and everything that they may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.access import may_manage, may_score
from assessments.models import Assessment
from organisations.models import Membership
from organisations.requests import PersonRequest


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The person's assessments and organisations; open ones to score or to approve come first."""
    assessments = list(Assessment.objects.visible_to(request.user).for_lists())
    memberships = list(Membership.objects.of(request.user))
    context = {
        "assessments": assessments,
        "memberships": memberships,
        "to_score": [each for each in assessments if may_score(each) and each.is_open and not each.complete],
        "to_approve": [each for each in assessments if may_manage(each) and each.is_open and each.complete],
        "managed": [each.organisation for each in memberships if each.is_manager],
    }
    return render(request, "assessments/home.html", context)
