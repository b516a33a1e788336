"""Making, changing and removing the units of an organisation."""

import logging
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404

from organisations.models import Organisation, Unit, User
from organisations.units import is_within, unit_mark

log = logging.getLogger(__name__)


class UnitCircleError(Exception):
    """The unit would be a part of itself, however many units stand between."""


class ForeignUnitError(Exception):
    """The unit is not one of the organisation, or has just been removed."""


class NameTakenError(Exception):
    """Another unit of the organisation has just been given this name."""


class UnitChangedError(Exception):
    """Somebody else has changed the unit since the person read it."""


class UnitInUseError(Exception):
    """The unit has parts, or assessments that are about it."""


@dataclass(frozen=True)
class GivenUnit:
    """What a unit shall be: its name, the unit that it is a part of, and its weight in a weighted mean."""

    name: str
    within: Unit | None
    weight: Decimal


@transaction.atomic
def create_unit(*, organisation: Organisation, given: GivenUnit, by: User) -> Unit:
    """Add a unit to the organisation; raises NameTakenError and ForeignUnitError."""
    _hold(organisation)
    _refuse(organisation, given)
    unit = Unit.objects.create(organisation=organisation, name=given.name, within=given.within, weight=given.weight)
    log.info("Unit %s was made, by person %s", unit.uuid, by.pk)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, given: GivenUnit, seen: str, by: User) -> Unit:
    """Store what the unit shall be; ``seen`` is the ``unit_mark`` that the person read.

    Raises NameTakenError, ForeignUnitError, UnitCircleError and UnitChangedError, and Http404 where it has just gone.
    """
    _hold(unit.organisation)
    current = get_object_or_404(Unit, pk=unit.pk)
    if unit_mark(current) != seen:
        raise UnitChangedError
    _refuse(unit.organisation, given, but=current)
    if given.within and is_within(given.within, current, unit.organisation.units.all()):
        raise UnitCircleError
    current.name, current.within, current.weight = given.name, given.within, given.weight
    current.save(update_fields=["name", "within", "weight"])
    log.info("Unit %s was changed, by person %s", current.uuid, by.pk)
    return current


@transaction.atomic
def remove_unit(*, unit: Unit, by: User) -> None:
    """Remove a unit that nothing is about; raises UnitInUseError, and Http404 where it is gone already."""
    _hold(unit.organisation)
    current = get_object_or_404(Unit.objects.select_for_update(), pk=unit.pk)
    try:
        current.delete()
    except ProtectedError as error:
        raise UnitInUseError from error
    log.info("Unit %s was removed, by person %s", unit.uuid, by.pk)


def hold_unit(organisation: Organisation, unit: Unit) -> Unit:
    """The organisation's unit, kept from being removed until the transaction ends; raises ForeignUnitError."""
    held = Unit.objects.select_for_update(no_key=True).filter(organisation=organisation.pk, pk=unit.pk).first()
    if held is None:
        raise ForeignUnitError
    return held


def _hold(organisation: Organisation) -> None:
    """Let two who change units of one organisation come one after the other; SQLite's transactions do so anyway."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _refuse(organisation: Organisation, given: GivenUnit, but: Unit | None = None) -> None:
    if organisation.units.filter(name=given.name).exclude(pk=but.pk if but else 0).exists():
        raise NameTakenError
    if given.within is not None and not organisation.units.filter(pk=given.within.pk).exists():
        raise ForeignUnitError
