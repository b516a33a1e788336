import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisations.models import Invitation
from organisations.models.invitation import VALID_FOR, new_token, token_digest
from tests.factories import make_invitation


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}  # 256 bits in base 64


def test_database_holds_the_digest_and_not_the_token(organisation, manager):
    make_invitation(organisation, by=manager, token="secret-token")
    stored = Invitation.objects.values().get()
    assert stored["token_digest"] == token_digest("secret-token")
    assert "secret-token" not in str(stored)


@pytest.mark.parametrize(
    ("age", "is_open"),
    [
        (datetime.timedelta(0), True),
        (VALID_FOR - datetime.timedelta(minutes=1), True),
        (VALID_FOR, False),
        (datetime.timedelta(days=400), False),
    ],
)
def test_invitation_is_open_for_14_days(organisation, manager, age, is_open):
    invitation = make_invitation(organisation, by=manager)
    invitation.sent_at = timezone.now() - age
    invitation.save()
    assert Invitation.objects.open().exists() == is_open
    assert invitation.is_expired != is_open


def test_accepted_invitation_is_not_open(organisation, manager):
    invitation = make_invitation(organisation, by=manager)
    invitation.accepted_at = timezone.now()
    invitation.save()
    assert list(Invitation.objects.open()) == []


def test_address_has_one_open_invitation_an_organisation(organisation, other_organisation, manager, stranger):
    first = make_invitation(organisation, by=manager)
    make_invitation(other_organisation, by=stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_invitation(organisation, by=manager)
    first.accepted_at = timezone.now()
    first.save()
    make_invitation(organisation, by=manager)
    assert Invitation.objects.count() == 3
