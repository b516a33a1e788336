"""The first page: what waits for the person, and everything that they may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.models import Assessment, Notice
from assessments.work import work_of
from assessments.work_words import entry_of
from organisations.models import Membership
from organisations.requests import PersonRequest


@never_cache
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The person's work by due date, and all their assessments and organisations."""
    memberships = list(Membership.objects.of(request.user))
    context = {
        "entries": [entry_of(work) for work in work_of(request.user, today=timezone.localdate())],
        "unread": Notice.objects.of(request.user).unread().count(),
        "assessments": list(Assessment.objects.visible_to(request.user).for_lists()),
        "memberships": memberships,
        "managed": [each.organisation for each in memberships if each.is_manager],
    }
    return render(request, "assessments/home.html", context)
