"""Taking part in the benchmark, and leaving it, for an organisation's managers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from benchmarking import consent
from benchmarking.actions.participation import (
    StaleParticipationError,
    change_participation,
    join_benchmark,
    leave_benchmark,
)
from benchmarking.forms.participation import LeaveForm, ParticipationForm
from benchmarking.models import Participation
from organisations.access import managed_organisation
from organisations.models import Organisation, User
from organisations.requests import PersonRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def participation_edit(request: PersonRequest, slug: str) -> HttpResponse:
    """What is shared, in plain words, and the form to agree to it or to be compared by something else."""
    organisation = managed_organisation(request.user, slug)
    current = Participation.objects.current().filter(organisation=organisation).first()
    form = ParticipationForm(
        request.POST if request.method == "POST" else None, instance=current or Participation(size=organisation.size)
    )
    if form.is_valid():
        try:
            _save(organisation, form, request.user)
        except StaleParticipationError:
            form.add_error(None, _stale())
        else:
            messages.success(
                request, _("Your organisation takes part. What you saved counts from the next figures on.")
            )
            return redirect("benchmarking:participation-edit", slug)
    return _page(request, organisation, form)


@never_cache
@require_POST
def participation_leave(request: PersonRequest, slug: str) -> HttpResponse:
    """Take part no longer."""
    form = LeaveForm(request.POST)
    try:
        leave_benchmark(slug=slug, version=form.cleaned_data["seen"] if form.is_valid() else -1, by=request.user)
    except StaleParticipationError:
        messages.error(request, _stale())
    else:
        messages.success(request, _("Your organisation no longer takes part. Its data is not read again."))
    return redirect("benchmarking:participation-edit", slug)


def _save(organisation: Organisation, form: ParticipationForm, by: User) -> None:
    seen = form.cleaned_data["seen"]
    if seen is None:
        join_benchmark(slug=organisation.slug, given=form.compared(), by=by)
    else:
        change_participation(slug=organisation.slug, given=form.compared(), version=seen, by=by)


def _page(request: PersonRequest, organisation: Organisation, form: ParticipationForm) -> HttpResponse:
    current = Participation.objects.current().filter(organisation=organisation).select_related("by").first()
    if form.non_field_errors():
        form.data = request.POST.dict() | {"seen": str(current.version) if current else ""}
    context = {
        "organisation": organisation,
        "participation": current,
        "form": form,
        "sentences": consent.SENTENCES,
        "number": consent.NUMBER,
    }
    status = 422 if form.errors else 200
    return render(request, "benchmarking/participation/edit.html", context, status=status)


def _stale() -> str:
    return _("Somebody else changed this at the same time. Look at what stands now, then save again.")
