"""The manager's first screen: where the organisation stands, what moved, what holds it back, and what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.agreement_record import band_kept, band_now
from assessments.models import Assessment
from assessments.work import work_of
from assessments.work_words import Entry, entry_of
from organisations.access import may_manage, visible_organisation
from organisations.models import Organisation
from organisations.requests import PersonRequest
from plans.reading import read_plan
from results.access import previous_cycle, readable_revision
from results.figures import Figures
from results.overviews import choices, chosen
from targets.reading import current_target


@never_cache
@require_safe
def overview_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the newest result that the person may see, or the one of ``?of=``; while everybody scores alone, none."""
    organisation = visible_organisation(request.user, slug)
    offered = choices(organisation, request.user)
    choice = chosen(offered, request.GET.get("of", ""))
    context = {
        "organisation": organisation,
        "offered": offered,
        "choice": choice,
        "may_manage": may_manage(organisation),
        "entries": _entries(request, organisation),
        **(_result(request, choice.assessment) if choice and not choice.assessment.is_blind else {}),
    }
    return render(request, "results/overview/detail.html", context)


def _result(request: PersonRequest, assessment: Assessment) -> dict[str, object]:
    """Its figures; of an approved one, as it was approved."""
    kept = readable_revision(assessment, assessment.revision) if assessment.is_approved else None
    shown = kept.assessment if kept else assessment
    previous = previous_cycle(request.user, shown)
    return {
        "assessment": shown,
        "kept": kept,
        "band": band_kept(kept.snapshot) if kept else band_now(shown),
        "figures": Figures(shown, previous, kept=kept, target=current_target(assessment)),
        "sheet": (sheet := read_plan(assessment)),
        "own": [entry for entry in sheet.entries if entry.action.is_open and entry.action.owner_id == request.user.pk],
    }


def _entries(request: PersonRequest, organisation: Organisation) -> list[Entry]:
    """What waits for the person in this organisation."""
    works = work_of(request.user, today=timezone.localdate())
    entries = (entry_of(work) for work in works if work.assessment.organisation_id == organisation.pk)
    return [entry for entry in entries if entry.asks]
