import pytest
from django.core.exceptions import ValidationError

from organisations.actions.organisations import create_organisation
from organisations.models import Organisation, Role


def test_organisation_starts_with_its_manager(manager):
    organisation = create_organisation(
        name="Harbour Bank", manager=manager, sector="Banking", country="Norway", size="large"
    )
    assert (organisation.slug, organisation.sector, organisation.country, organisation.size) == (
        "harbour-bank",
        "Banking",
        "Norway",
        "large",
    )
    assert [(each.user, each.role) for each in organisation.memberships.all()] == [(manager, Role.MANAGER)]


def test_organisations_of_one_name_get_addresses_of_their_own(manager):
    made = [create_organisation(name="Harbour Bank", manager=manager).slug for _ in range(3)]
    assert made == ["harbour-bank", "harbour-bank-2", "harbour-bank-3"]


@pytest.mark.parametrize(
    ("name", "slug"), [("مصرف المرفأ", "organisation"), ("A" * 200, "a" * 70), ("Crédit – Nord!", "credit-nord")]
)
def test_every_name_has_an_address(manager, name, slug):
    assert create_organisation(name=name, manager=manager).slug == slug


def test_organisation_with_an_unknown_size_is_refused_whole(manager):
    with pytest.raises(ValidationError):
        create_organisation(name="Harbour Bank", manager=manager, size="huge")
    assert not Organisation.objects.exists()
