from decimal import Decimal

import pytest
from django.http import Http404

from organisations.actions.units import (
    ForeignUnitError,
    GivenUnit,
    NameTakenError,
    UnitChangedError,
    UnitCircleError,
    UnitInUseError,
    change_unit,
    create_unit,
    remove_unit,
)
from organisations.models import Unit
from organisations.units import branches, is_within, unit_mark


def given(name="Retail", within=None, weight="1"):
    return GivenUnit(name, within, Decimal(weight))


@pytest.fixture
def retail(organisation, manager):
    return create_unit(organisation=organisation, given=given(), by=manager)


@pytest.fixture
def north(organisation, manager, retail):
    return create_unit(organisation=organisation, given=given("North", retail, "40.5"), by=manager)


def change(unit, by, **changes):
    return change_unit(unit=unit, given=given(**changes), seen=unit_mark(Unit.objects.get(pk=unit.pk)), by=by)


def test_unit_is_made_within_another(organisation, retail, north):
    assert [(one.unit.name, one.depth, one.above) for one in branches(organisation.units.all())] == [
        ("Retail", 0, None),
        ("North", 1, retail),
    ]
    assert north.weight == Decimal("40.5")


def test_tree_tells_what_is_within_what(organisation, retail, north):
    units = list(organisation.units.all())
    assert (is_within(north, retail, units), is_within(retail, north, units), is_within(north, north, units)) == (
        True,
        False,
        True,
    )


def test_unit_of_another_organisation_is_no_place_for_a_unit(organisation, other_organisation, manager):
    foreign = other_organisation.units.create(name="Ward")
    with pytest.raises(ForeignUnitError):
        create_unit(organisation=organisation, given=given(within=foreign), by=manager)
    assert not organisation.units.exists()


@pytest.mark.parametrize("inner", ["itself", "its part"])
def test_unit_is_never_within_itself(retail, north, manager, inner):
    with pytest.raises(UnitCircleError):
        change(retail, manager, name="Retail", within=retail if inner == "itself" else north)
    retail.refresh_from_db()
    assert retail.within is None


def test_two_units_never_have_one_name(organisation, retail, north, manager):
    with pytest.raises(NameTakenError):
        create_unit(organisation=organisation, given=given("Retail"), by=manager)
    with pytest.raises(NameTakenError):
        change(north, manager, name="Retail")
    assert change(north, manager, name="North", weight="2").weight == 2


def test_change_of_what_somebody_else_has_changed_is_refused(retail, manager):
    seen = unit_mark(retail)
    change(retail, manager, name="Branches")
    with pytest.raises(UnitChangedError):
        change_unit(unit=retail, given=given("Shops"), seen=seen, by=manager)
    retail.refresh_from_db()
    assert retail.name == "Branches"


def test_unit_with_parts_stays_until_they_are_gone(retail, north, manager):
    with pytest.raises(UnitInUseError):
        remove_unit(unit=retail, by=manager)
    remove_unit(unit=north, by=manager)
    remove_unit(unit=retail, by=manager)
    assert not Unit.objects.exists()


def test_unit_that_is_assessed_stays(retail, assessment, manager):
    assessment.unit = retail
    assessment.save(update_fields=["unit"])
    with pytest.raises(UnitInUseError):
        remove_unit(unit=retail, by=manager)
    assert Unit.objects.get() == retail


def test_unit_that_is_gone_is_neither_changed_nor_removed(retail, manager):
    mark = unit_mark(retail)
    Unit.objects.all().delete()
    with pytest.raises(Http404):
        change_unit(unit=retail, given=given(), seen=mark, by=manager)
    with pytest.raises(Http404):
        remove_unit(unit=retail, by=manager)
