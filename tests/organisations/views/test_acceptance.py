"""Accepting an invitation, for each person who may open the link."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import Invitation, Role, User
from organisations.models.invitation import VALID_FOR
from tests.factories import PASSWORD, make_invitation, make_user
from tests.pages import headings, link_targets, text_of

TOKEN = "the-token-of-the-link"
URL = f"/invitations/{TOKEN}/"
NEW_ACCOUNT = {"full_name": "New Person", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invitation(organisation, manager):
    return make_invitation(organisation, by=manager, role=Role.MANAGER, token=TOKEN)


def members(organisation):
    return {each.user.email: each.role for each in organisation.memberships.select_related("user")}


def test_link_of_the_email_leads_here():
    assert reverse("organisations:invitation-accept", args=[TOKEN]) == URL


def test_somebody_new_names_themselves_and_is_in(client, invitation, organisation):
    page = client.get(URL)
    assert headings(page) == ["Join Harbour Bank"]
    assert "You will sign in as new@example.org." in text_of(page)
    response = client.post(URL, NEW_ACCOUNT, follow=True)
    assert response.redirect_chain == [(f"/organisations/{organisation.slug}/", 302)]
    assert "Welcome to Harbour Bank." in text_of(response)
    assert response.context["user"].email == "new@example.org"
    assert members(organisation)["new@example.org"] == "manager"


def test_new_account_can_sign_in_afterwards(client, invitation):
    client.post(URL, NEW_ACCOUNT)
    client.logout()
    response = client.post("/accounts/login/", {"login": "new@example.org", "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/")


def test_opening_the_link_changes_nothing(client, invitation, organisation):
    before = members(organisation), User.objects.count()
    client.get(URL)
    client.head(URL)
    invitation.refresh_from_db()
    assert (members(organisation), User.objects.count()) == before
    assert invitation.accepted_at is None


def test_session_has_a_new_id_after_joining(client, invitation):
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(URL, NEW_ACCOUNT)
    assert client.session["_auth_user_id"] == str(User.objects.get(email="new@example.org").pk)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("change", "faulty"),
    [
        ({"full_name": "   "}, ["full_name"]),
        ({"password2": "something else entirely"}, ["password2"]),
        ({"password1": "too short", "password2": "too short"}, ["password2"]),
        ({"password1": "new@example.org", "password2": "new@example.org"}, ["password2"]),
        ({"password1": "", "password2": ""}, ["password1", "password2"]),
        ({"full_name": "Maximilian Featherstone", "password1": "maximilianfeatherstone"}, ["password2"]),
    ],
)
def test_faulty_account_is_refused_and_the_invitation_stays(client, invitation, change, faulty):
    data = NEW_ACCOUNT | change
    if "password1" in change and "password2" not in change:
        data["password2"] = data["password1"]
    response = client.post(URL, data)
    assert sorted(response.context["form"].errors) == faulty
    assert not User.objects.filter(email="new@example.org").exists()
    assert Invitation.objects.open().exists()


def test_account_form_sets_name_and_password_alone(client, invitation):
    client.post(
        URL,
        NEW_ACCOUNT | {"email": "other@example.org", "is_staff": "on", "is_superuser": "on", "is_active": "", "id": 1},
    )
    user = User.objects.get(full_name="New Person")
    assert (user.email, user.is_staff, user.is_superuser, user.is_active) == ("new@example.org", False, False, True)


def test_person_with_that_address_joins_by_one_button(client, invitation, organisation):
    client.force_login(make_user("New"))
    assert headings(client.get(URL)) == ["Join Harbour Bank"]
    response = client.post(URL, follow=True)
    assert response.redirect_chain == [(f"/organisations/{organisation.slug}/", 302)]
    assert members(organisation)["new@example.org"] == "manager"


def test_person_with_an_account_signs_in_and_comes_back(client, invitation, organisation):
    make_user("New")
    page = client.get(URL)
    assert "There is an account for new@example.org." in text_of(page)
    [sign_in] = [target for target in link_targets(page) if target.endswith(f"?next={URL}")]
    assert client.post(URL, NEW_ACCOUNT).status_code == 200
    assert "new@example.org" not in members(organisation)
    response = client.post(sign_in, {"login": "new@example.org", "password": PASSWORD})
    assert response.url == URL
    client.post(response.url)
    assert members(organisation)["new@example.org"] == "manager"


def test_other_address_is_told_so_and_nothing_of_the_invitation(client, invitation, stranger):
    client.force_login(stranger)
    for response in (client.get(URL), client.post(URL)):
        assert response.status_code == 403
        text = text_of(response)
        assert "You are signed in as sami.stranger@example.org." in text
        assert [word for word in ("Harbour", "new@example.org", "Mona") if word in response.content.decode()] == []
    assert Invitation.objects.open().exists()


def gone_links(organisation, manager):
    used = make_invitation(organisation, by=manager, email="used@example.org", token="used")
    used.accepted_at = timezone.now()
    used.save()
    expired = make_invitation(organisation, by=manager, email="late@example.org", token="expired")
    expired.sent_at = timezone.now() - VALID_FOR - datetime.timedelta(seconds=1)
    expired.save()
    return ["used", "expired", "unknown", "x" * 500, "%00", "ünknown"]


@pytest.mark.both_engines
@pytest.mark.parametrize("person", [None, "stranger", "manager"])
def test_used_expired_and_unknown_links_give_the_same_page(client, request, organisation, manager, person):
    if person:
        client.force_login(request.getfixturevalue(person))
    links = gone_links(organisation, manager)
    for method in (client.get, client.post):
        responses = [method(f"/invitations/{link}/") for link in links]
        assert [response.status_code for response in responses] == [404] * len(links)
        assert len({response.content for response in responses}) == 1
        assert headings(responses[0]) == ["This invitation does not work"]


def test_link_works_once(client, invitation):
    client.post(URL, NEW_ACCOUNT)
    client.logout()
    assert client.post(URL, NEW_ACCOUNT).status_code == 404
    assert User.objects.filter(email="new@example.org").count() == 1


def test_joining_needs_the_forms_token(invitation, organisation):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(URL, NEW_ACCOUNT).status_code == 403
    assert "new@example.org" not in members(organisation)
