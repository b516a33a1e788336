"""Units: their list, and making, changing and removing one."""

import uuid
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import managed_organisation, managed_unit
from organisations.actions.units import (
    ForeignUnitError,
    NameTakenError,
    UnitChangedError,
    UnitCircleError,
    UnitInUseError,
    change_unit,
    create_unit,
    remove_unit,
)
from organisations.forms.unit import NAME_TAKEN, UnitForm
from organisations.models import Unit
from organisations.requests import PersonRequest
from organisations.units import branches

# By which field each refusal stands, and its words.
WORDS: Final = {
    NameTakenError: ("name", NAME_TAKEN),
    ForeignUnitError: ("within", gettext_lazy("This unit has just been removed. Choose another one.")),
    UnitCircleError: ("within", gettext_lazy("This unit is within the one that you are changing. Choose another one.")),
}
CHANGED = gettext_lazy(
    "Somebody else has changed this unit in the meantime, and now it is as the list of units shows it. What you filled "
    "in still stands here: save once more to have it so."
)
IN_USE = gettext_lazy(
    "This unit can’t be removed: it has parts, or assessments that are about it. Move or remove its parts first; a "
    "unit that was assessed stays."
)


@require_safe
def unit_list(request: PersonRequest, slug: str) -> HttpResponse:
    """The units as a tree, for a manager."""
    organisation = managed_organisation(request.user, slug)
    context = {"organisation": organisation, "branches": branches(organisation.units.all())}
    return render(request, "organisations/unit/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_create(request: PersonRequest, slug: str) -> HttpResponse:
    """Add a unit."""
    organisation = managed_organisation(request.user, slug)
    form = UnitForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if form.is_valid():
        try:
            unit = create_unit(organisation=organisation, given=form.given, by=request.user)
        except (NameTakenError, ForeignUnitError) as fault:
            form.add_error(*WORDS[type(fault)])
        else:
            return _done(request, unit, _("“%(unit)s” is a unit now."))
    return render(request, "organisations/unit/create.html", {"organisation": organisation, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: PersonRequest, slug: str, unit_uuid: uuid.UUID) -> HttpResponse:
    """Change a unit's name, place and weight."""
    unit = managed_unit(request.user, slug, unit_uuid)
    form = UnitForm(request.POST if request.method == "POST" else None, instance=unit, organisation=unit.organisation)
    status = 200
    if form.is_valid():
        try:
            changed = change_unit(unit=unit, given=form.given, seen=form.cleaned_data["seen"], by=request.user)
        except UnitChangedError:
            form, status = _once_more(request, slug, unit_uuid), 409
        except (NameTakenError, ForeignUnitError, UnitCircleError) as fault:
            form.add_error(*WORDS[type(fault)])
        else:
            return _done(request, changed, _("“%(unit)s” is saved."))
    context = {"organisation": unit.organisation, "unit": managed_unit(request.user, slug, unit_uuid), "form": form}
    return render(request, "organisations/unit/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_remove(request: PersonRequest, slug: str, unit_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether a unit shall go, and remove it."""
    unit = managed_unit(request.user, slug, unit_uuid)
    fault = ""
    if request.method == "POST":
        try:
            remove_unit(unit=unit, by=request.user)
        except UnitInUseError:
            fault = str(IN_USE)
        else:
            return _done(request, unit, _("“%(unit)s” is removed."))
    context = {"organisation": unit.organisation, "unit": unit, "fault": fault}
    return render(request, "organisations/unit/remove.html", context, status=409 if fault else 200)


def _once_more(request: PersonRequest, slug: str, unit_uuid: uuid.UUID) -> UnitForm:
    """The form as it was filled in, on what the unit is now."""
    unit = managed_unit(request.user, slug, unit_uuid)
    fresh = UnitForm(instance=unit, organisation=unit.organisation)
    said = request.POST.copy()
    said["seen"] = fresh.initial["seen"]
    form = UnitForm(said, instance=unit, organisation=unit.organisation)
    form.add_error(None, CHANGED)
    return form


def _done(request: PersonRequest, unit: Unit, words: str) -> HttpResponse:
    messages.success(request, words % {"unit": unit.name})
    return redirect("organisations:unit-list", unit.organisation.slug)
