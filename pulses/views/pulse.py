"""Pulses, from the side of those who run and read them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import visible_assessment
from charts.picture_files import picture_file
from organisations.requests import PersonRequest
from pulses.access import may_run_pulses, pulsed_assessment, run_pulse, visible_pulse
from pulses.actions.pulses import (
    Issued,
    PulseClosedError,
    PulseKeptError,
    close_pulse,
    create_pulse,
    delete_pulse,
    extend_pulse,
    new_link,
)
from pulses.forms.pulse import ExtendForm, PulseForm
from pulses.models import Pulse
from pulses.outcome import outcome_of
from pulses.picture import perception_picture
from pulses.table import perception_table
from pulses.tally import BATCH
from tables.downloads import download


@never_cache
@require_safe
def pulse_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The pulses beside one assessment, for whoever may read it."""
    assessment = visible_assessment(request.user, assessment_uuid)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "pulses": assessment.pulses.all(),
        "may_run": may_run_pulses(assessment),
        "batch": BATCH,
    }
    return render(request, "pulses/pulse/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_create(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Make a pulse; the answer to the form is the one page that ever shows its link."""
    assessment = pulsed_assessment(request.user, assessment_uuid)
    form = PulseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        operation = form.cleaned_data["operation"]
        issued = create_pulse(assessment_uuid=assessment.uuid, given=form.given, operation=operation, by=request.user)
        return _link_page(request, issued)
    context = {"assessment": assessment, "organisation": assessment.organisation, "form": form}
    return render(request, "pulses/pulse/create.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def pulse_detail(request: PersonRequest, pulse_uuid: uuid.UUID) -> HttpResponse:
    """What staff say, set against the assessment; without its scores while everybody scores alone."""
    pulse = visible_pulse(request.user, pulse_uuid)
    context = {
        **_around(pulse),
        "outcome": outcome_of(pulse, get_language()),
        "may_run": may_run_pulses(pulse.assessment),
        "batch": BATCH,
    }
    return render(request, "pulses/pulse/detail.html", context)


@never_cache
@require_safe
def pulse_table(request: PersonRequest, pulse_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The same as a file."""
    pulse = visible_pulse(request.user, pulse_uuid)
    return download(perception_table(pulse, outcome_of(pulse, get_language())), extension)


@never_cache
@require_safe
def pulse_picture(request: PersonRequest, pulse_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The same as a picture; Http404 while there is nothing to show."""
    pulse = visible_pulse(request.user, pulse_uuid)
    picture = perception_picture(pulse, outcome_of(pulse, get_language()))
    return picture_file(picture, f"{pulse.assessment.organisation.name} {pulse.title}", extension)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_close(request: PersonRequest, pulse_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether the pulse shall close, and close it."""
    pulse = run_pulse(request.user, pulse_uuid)
    if request.method != "POST":
        return render(request, "pulses/pulse/close.html", _around(pulse))
    close_pulse(pulse_uuid=pulse.uuid, by=request.user)
    messages.success(request, _("“%(pulse)s” is closed.") % {"pulse": pulse.title})
    return redirect("pulses:pulse-detail", pulse.uuid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_link(request: PersonRequest, pulse_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether the link shall be replaced, and show the new one."""
    pulse = run_pulse(request.user, pulse_uuid)
    if request.method != "POST" and not pulse.is_closed:
        return render(request, "pulses/pulse/renew.html", _around(pulse))
    try:
        return _link_page(request, new_link(pulse_uuid=pulse.uuid, by=request.user))
    except PulseClosedError:
        return _too_late(request, pulse)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_extend(request: PersonRequest, pulse_uuid: uuid.UUID) -> HttpResponse:
    """Ask for a later last day, and set it."""
    pulse = run_pulse(request.user, pulse_uuid)
    if pulse.is_closed:
        return _too_late(request, pulse)
    form = ExtendForm(request.POST if request.method == "POST" else None, pulse=pulse)
    if not form.is_valid():
        context = {**_around(pulse), "form": form}
        return render(request, "pulses/pulse/extend.html", context, status=422 if form.is_bound else 200)
    try:
        extend_pulse(pulse_uuid=pulse.uuid, closes_on=form.cleaned_data["closes_on"], by=request.user)
        messages.success(request, _("It can be answered until the new last day."))
    except PulseClosedError:
        return _too_late(request, pulse)
    return redirect("pulses:pulse-detail", pulse.uuid)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_delete(request: PersonRequest, pulse_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether a pulse of which nothing can be shown shall go, and delete it."""
    pulse = run_pulse(request.user, pulse_uuid)
    if request.method != "POST":
        return render(request, "pulses/pulse/delete.html", _around(pulse))
    try:
        delete_pulse(pulse_uuid=pulse.uuid, by=request.user)
    except PulseKeptError:
        messages.error(request, _("A pulse with figures stays, and an open one has to be closed first."))
        return redirect("pulses:pulse-detail", pulse.uuid)
    messages.success(request, _("“%(pulse)s” is deleted.") % {"pulse": pulse.title})
    return redirect("pulses:pulse-list", pulse.assessment.uuid)


def _too_late(request: PersonRequest, pulse: Pulse) -> HttpResponse:
    messages.error(request, _("This pulse is closed and takes no answers any more. Make a new one instead."))
    return redirect("pulses:pulse-detail", pulse.uuid)


def _link_page(request: PersonRequest, issued: Issued) -> HttpResponse:
    """Never by a redirect: the link would have to be kept somewhere in between."""
    path = reverse("pulses:pulse-answer", args=[issued.token]) if issued.token else ""
    context = {**_around(issued.pulse), "link": request.build_absolute_uri(path) if path else ""}
    return render(request, "pulses/pulse/link.html", context)


def _around(pulse: Pulse) -> dict[str, object]:
    return {"pulse": pulse, "assessment": pulse.assessment, "organisation": pulse.assessment.organisation}
