import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisations.models import User
from tests.factories import PASSWORD, make_user


@pytest.mark.django_db
def test_address_is_kept_in_lower_case():
    assert User.objects.create_user(" Mariam.Noor@Example.ORG ").email == "mariam.noor@example.org"


@pytest.mark.django_db
def test_account_needs_an_address():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


@pytest.mark.django_db
def test_two_spellings_of_an_address_are_one_account():
    make_user("Ann Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ANN.other@example.org", full_name="Ann")
    with pytest.raises(ValidationError):
        User(email="Ann.Other@example.org", full_name="Ann", password="x").full_clean()


@pytest.mark.django_db
def test_account_is_found_however_its_address_is_spelt():
    user = make_user("Ann Other")
    assert User.objects.get_by_natural_key(" Ann.OTHER@example.org") == user


@pytest.mark.django_db
def test_account_without_password_has_none_that_works():
    user = User.objects.create_user("ann@example.org")
    assert not user.has_usable_password()
    assert not user.check_password("")


@pytest.mark.django_db
def test_superuser_is_an_administrator():
    user = User.objects.create_superuser("ada@example.org", PASSWORD, full_name="Ada Admin")
    assert (user.is_staff, user.is_superuser) == (True, True)


def test_person_is_shown_by_name_or_else_by_address():
    named, nameless = User(email="ann@example.org", full_name="Ann Other"), User(email="ann@example.org")
    assert [str(named), named.get_full_name(), named.get_short_name()] == ["Ann Other", "Ann Other", "Ann"]
    assert [str(nameless), nameless.get_short_name()] == ["ann@example.org", "ann@example.org"]
