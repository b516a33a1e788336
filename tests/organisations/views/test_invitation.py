"""Invitations from the manager's side: the form, the list's buttons, and what is said."""

import pytest
from django.urls import reverse

from organisations.models import Invitation
from tests.factories import make_invitation
from tests.pages import text_of


class FailingMail:
    """A mail server that can't be reached."""

    def __init__(self, *args, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def as_manager(client, manager, organisation):
    client.force_login(manager)
    return client


@pytest.fixture
def post(as_manager, organisation, django_capture_on_commit_callbacks):
    def post(name, data=None, *arguments):
        with django_capture_on_commit_callbacks(execute=True):
            return as_manager.post(
                reverse(f"organisations:{name}", args=[organisation.slug, *arguments]), data, follow=True
            )

    return post


def test_manager_invites(post, mailoutbox, organisation, manager):
    response = post("invitation-create", {"email": "New@example.org", "role": "manager"})
    assert "An invitation is on its way to new@example.org." in text_of(response)
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.email, invitation.role, invitation.invited_by) == (
        organisation,
        "new@example.org",
        "manager",
        manager,
    )
    assert "http://testserver/invitations/" in mailoutbox[0].body


def test_inviting_a_member_says_so(post, mailoutbox, assessor):
    response = post("invitation-create", {"email": assessor.email.upper(), "role": "manager"})
    assert response.context["form"].errors == {"email": ["This person is a member already."]}
    assert (mailoutbox, Invitation.objects.count()) == ([], 0)


def test_inviting_who_has_an_account_elsewhere_looks_like_inviting_who_has_none(post, mailoutbox, stranger):
    pages = []
    for email in ("sami.stranger@example.org", "nobody.at.all@example.org"):
        page = post("invitation-create", {"email": email, "role": "assessor"})
        pages.append(text_of(page).replace(email, "somebody"))
        Invitation.objects.all().delete()
    assert pages[0] == pages[1]
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    ("data", "faulty"),
    [
        ({}, ["email", "role"]),
        ({"email": "nonsense", "role": "assessor"}, ["email"]),
        ({"email": "a@example.org\nBcc: b@example.org", "role": "assessor"}, ["email"]),
        ({"email": "a@example.org", "role": "administrator"}, ["role"]),
    ],
)
def test_faulty_invitation_is_refused(post, mailoutbox, data, faulty):
    response = post("invitation-create", data)
    assert sorted(response.context["form"].errors) == faulty
    assert (mailoutbox, Invitation.objects.count()) == ([], 0)


def test_invitation_form_sets_address_and_role_alone(post, organisation, other_organisation, manager, stranger):
    everything = {
        "email": "new@example.org",
        "role": "assessor",
        "organisation": other_organisation.pk,
        "invited_by": stranger.pk,
        "token_digest": "known",
        "uuid": "00000000-0000-4000-8000-000000000000",
        "sent_at": "2099-01-01",
        "accepted_at": "2001-01-01",
    }
    post("invitation-create", everything)
    stored = Invitation.objects.get()
    assert (stored.organisation, stored.invited_by, stored.accepted_at) == (organisation, manager, None)
    assert str(stored.uuid) != everything["uuid"]
    assert stored.token_digest != "known"
    assert stored.sent_at.year != 2099


def test_invitation_is_sent_again(post, mailoutbox, organisation, manager):
    old = make_invitation(organisation, by=manager)
    response = post("invitation-resend", None, old.uuid)
    assert "An invitation is on its way to new@example.org." in text_of(response)
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
    assert Invitation.objects.get().token_digest != old.token_digest


def test_resending_to_who_has_become_a_member_says_so(post, mailoutbox, organisation, manager, stranger):
    old = make_invitation(organisation, by=manager, email=stranger.email)
    organisation.memberships.create(user=stranger)
    response = post("invitation-resend", None, old.uuid)
    assert "sami.stranger@example.org is a member already." in text_of(response)
    assert mailoutbox == []


def test_invitation_is_revoked(post, organisation, manager):
    invitation = make_invitation(organisation, by=manager)
    response = post("invitation-revoke", None, invitation.uuid)
    assert "The invitation of new@example.org no longer works." in text_of(response)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["invitation-resend", "invitation-revoke"])
def test_invitation_of_another_organisation_is_out_of_reach(
    post, mailoutbox, organisation, other_organisation, stranger, name
):
    theirs = make_invitation(other_organisation, by=stranger)
    assert post(name, None, theirs.uuid).status_code == 404
    assert Invitation.objects.get() == theirs
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_email_that_cannot_be_sent_is_admitted_and_the_invitation_kept(as_manager, organisation, settings, caplog):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.FailingMail"}}
    url = reverse("organisations:invitation-create", args=[organisation.slug])
    response = as_manager.post(url, {"email": "new@example.org", "role": "assessor"}, follow=True)
    assert "The invitation is kept, but its e-mail could not be sent." in text_of(response)
    assert Invitation.objects.get().email == "new@example.org"
    assert "The e-mail of an invitation could not be sent" in caplog.text
