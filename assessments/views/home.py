"""The first page: what waits for the person, and everything that they may see."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.models import Notice
from assessments.seen import seen_by
from assessments.work import MOST, work_of
from assessments.work_words import entry_of
from organisations.models import Membership
from organisations.requests import PersonRequest

ORGANISATIONS: Final = 50  # who belongs to more of them finds the others by their assessments
NEWEST: Final = 10  # assessments on this page; all of them are in the portfolio


@never_cache
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The person's work by due date, the newest of their assessments, and their organisations."""
    memberships = list(Membership.objects.of(request.user)[:ORGANISATIONS])
    seen = seen_by(request.user)
    newest = list(seen.for_lists()[: NEWEST + 1])
    entries = [entry_of(work) for work in work_of(request.user, today=timezone.localdate(), seen=seen)]
    context = {
        "entries": entries,
        "is_cut": len(entries) >= MOST,
        "unread": Notice.objects.of(request.user).unread().count(),
        "assessments": newest[:NEWEST],
        "has_more": len(newest) > NEWEST,
        "memberships": memberships,
        "managed": [each.organisation for each in memberships if each.is_manager],
    }
    return render(request, "assessments/home.html", context)
