"""Invitations: sent on commit, replaced, revoked, and accepted once by the right person."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from organisations.actions.invitations import (
    AlreadyMemberError,
    InvitationGoneError,
    WrongAddressError,
    accept_invitation,
    accept_with_new_account,
    find_open_invitation,
    invite_member,
    resend_invitation,
    revoke_invitation,
)
from organisations.models import Invitation, Role, User
from organisations.models.invitation import VALID_FOR
from tests.factories import PASSWORD, make_invitation, make_user

SITE = "https://maturity.example.org/"
LINK = re.compile(r"https://maturity\.example\.org/invitations/([\w-]{43})/")


@pytest.fixture
def send(organisation, manager, django_capture_on_commit_callbacks, mailoutbox):
    """Invite and give the token that the e-mail carries."""

    def send(email="new@example.org", role=Role.ASSESSOR, organisation=organisation):
        with django_capture_on_commit_callbacks(execute=True):
            invite_member(organisation=organisation, email=email, role=role, by=manager, site_url=SITE)
        return LINK.search(mailoutbox[-1].body)[1]

    return send


def test_email_says_who_invites_where_as_what_until_when(send, mailoutbox, organisation):
    token = send(role=Role.MANAGER)
    until = Invitation.objects.get().expires_at
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["new@example.org"], "Invitation to Harbour Bank")
    assert mail.body.strip() == (
        "Good day,\n\n"
        "Mona Manager invites you to work on the customer experience assessments of Harbour Bank. "
        "Your role: Manager.\n\n"
        "To accept, open this link. It works once:\n\n"
        f"https://maturity.example.org/invitations/{token}/\n\n"
        f"The link works until {until.day} {until:%B %Y}. "
        "If you did not expect this invitation, you need do nothing."
    )


def test_email_of_a_name_with_markup_and_line_breaks_is_plain_text_with_one_subject_line(
    send, mailoutbox, organisation
):
    organisation.name = "Fish & <b>Chips</b>\nBcc: all@example.org"
    organisation.save()
    send()
    [mail] = mailoutbox
    assert mail.subject == "Invitation to Fish & <b>Chips</b> Bcc: all@example.org"
    assert mail.recipients() == ["new@example.org"]
    assert "Fish & <b>Chips</b>" in mail.body


def test_email_leaves_only_when_the_invitation_is_kept(
    organisation, manager, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        invite_member(organisation=organisation, email="a@example.org", role=Role.ASSESSOR, by=manager, site_url=SITE)
        assert mailoutbox == []
    assert len(callbacks) == 1


def test_address_is_kept_in_lower_case(send, mailoutbox):
    send(" New@Example.org ")
    assert Invitation.objects.get().email == "new@example.org"


def test_member_is_not_invited(organisation, manager, assessor, mailoutbox):
    with pytest.raises(AlreadyMemberError):
        invite_member(
            organisation=organisation, email="Amal.Assessor@example.org", role=Role.MANAGER, by=manager, site_url=SITE
        )
    assert not Invitation.objects.exists()


def test_invitation_replaces_the_older_one_of_the_address_in_this_organisation_alone(
    send, organisation, other_organisation, manager, stranger
):
    make_invitation(other_organisation, by=stranger, token="theirs")
    make_invitation(organisation, by=manager, email="another@example.org", token="anothers")
    first = send()
    second = send(role=Role.MANAGER)
    with pytest.raises(InvitationGoneError):
        find_open_invitation(first)
    assert find_open_invitation(second).role == "manager"
    assert find_open_invitation("theirs").organisation == other_organisation
    assert find_open_invitation("anothers").email == "another@example.org"


def test_invitation_is_sent_again_with_a_new_link_and_the_same_role(
    send, mailoutbox, manager, django_capture_on_commit_callbacks
):
    first = send(role=Role.MANAGER)
    Invitation.objects.update(sent_at=timezone.now() - datetime.timedelta(days=13))
    with django_capture_on_commit_callbacks(execute=True):
        resend_invitation(invitation=Invitation.objects.get(), by=manager, site_url=SITE)
    second = LINK.search(mailoutbox[1].body)[1]
    with pytest.raises(InvitationGoneError):
        find_open_invitation(first)
    found = find_open_invitation(second)
    assert (found.role, found.expires_at > timezone.now() + datetime.timedelta(days=13)) == ("manager", True)


def test_revoked_invitation_is_gone(send, manager):
    token = send()
    revoke_invitation(invitation=Invitation.objects.get(), by=manager)
    with pytest.raises(InvitationGoneError):
        find_open_invitation(token)


def test_accepted_invitation_is_not_revoked(send, manager):
    token = send()
    accept_with_new_account(token=token, full_name="New Person", password=PASSWORD)
    revoke_invitation(invitation=Invitation.objects.get(), by=manager)
    assert Invitation.objects.get().accepted_at is not None


def test_person_joins_in_the_role_of_the_invitation(send, organisation):
    person = make_user("New")
    membership = accept_invitation(token=send("new@example.org", Role.MANAGER), by=person)
    assert (membership.user, membership.organisation, membership.role) == (person, organisation, "manager")


def test_invitation_is_accepted_once(send, organisation):
    person, token = make_user("New"), send()
    accept_invitation(token=token, by=person)
    organisation.memberships.get(user=person).delete()
    with pytest.raises(InvitationGoneError):
        accept_invitation(token=token, by=person)
    assert not organisation.memberships.filter(user=person).exists()


def test_invitation_of_another_address_is_refused_and_stays(send, stranger):
    token = send()
    with pytest.raises(WrongAddressError):
        accept_invitation(token=token, by=stranger)
    assert find_open_invitation(token).accepted_at is None


def test_who_became_a_member_meanwhile_keeps_the_role(send, organisation):
    person, token = make_user("New"), send(role=Role.ASSESSOR)
    organisation.memberships.create(user=person, role=Role.MANAGER)
    assert accept_invitation(token=token, by=person).role == "manager"


def test_expired_and_unknown_links_are_gone_alike(send):
    token = send()
    Invitation.objects.update(sent_at=timezone.now() - VALID_FOR)
    for gone in (token, "no-such-token"):
        with pytest.raises(InvitationGoneError):
            find_open_invitation(gone)


def test_new_account_has_the_invited_address_verified(send, organisation):
    membership = accept_with_new_account(token=send(role=Role.MANAGER), full_name="New Person", password=PASSWORD)
    user = User.objects.get(email="new@example.org")
    assert (user.full_name, user.is_staff, user.check_password(PASSWORD)) == ("New Person", False, True)
    assert (membership.user, membership.role) == (user, "manager")
    assert [(each.email, each.verified, each.primary) for each in EmailAddress.objects.filter(user=user)] == [
        ("new@example.org", True, True)
    ]


def test_account_made_meanwhile_is_not_touched_and_the_invitation_stays_for_its_owner(send):
    token, person = send(), make_user("New")
    with pytest.raises(InvitationGoneError):
        accept_with_new_account(token=token, full_name="Thief", password="another long password")
    person.refresh_from_db()
    assert (person.full_name, person.check_password(PASSWORD)) == ("New", True)
    assert find_open_invitation(token).accepted_at is None
