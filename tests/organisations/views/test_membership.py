import pytest
from django.urls import reverse

from organisations.models import Membership, Role
from tests.factories import make_invitation, make_organisation, make_user
from tests.pages import headings, link_targets, text_of

ONLY_MANAGER = "This is the organisation’s only manager. Make somebody else a manager first."


def url(name, organisation, *arguments):
    return reverse(f"organisations:{name}", args=[organisation.slug, *arguments])


@pytest.fixture
def as_manager(client, manager, organisation):
    client.force_login(manager)
    return client


def membership_of(person, organisation):
    return organisation.memberships.get(user=person)


def test_list_shows_members_with_addresses_and_roles(as_manager, organisation, assessor):
    response = as_manager.get(url("member-list", organisation))
    assert [str(each.user) for each in response.context["memberships"]] == [
        "Amal Assessor",
        "Mona Manager",
        "Tom Teammate",
    ]
    assert "Amal Assessor amal.assessor@example.org Assessor" in text_of(response)
    assert {
        url("member-edit", organisation, membership_of(assessor, organisation).uuid),
        url("invitation-create", organisation),
    } <= link_targets(response)
    assert headings(response) == ["Members"]


def test_list_shows_invitations_that_wait_and_none_that_was_used(as_manager, organisation, manager):
    used = make_invitation(organisation, by=manager, email="used@example.org")
    used.accepted_at = used.sent_at
    used.save()
    assert "Nobody is invited at the moment." in text_of(as_manager.get(url("member-list", organisation)))
    waits = make_invitation(organisation, by=manager, email="waits@example.org")
    response = as_manager.get(url("member-list", organisation))
    assert list(response.context["invitations"]) == [waits]
    assert "waits@example.org Assessor" in text_of(response)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_it_lists(client, manager, django_assert_num_queries, count):
    organisation = make_organisation(
        "Long List", managers=[manager], assessors=[make_user(f"Person {number}") for number in range(count)]
    )
    for number in range(count):
        make_invitation(organisation, by=manager, email=f"new{number}@example.org")
    client.force_login(manager)
    with django_assert_num_queries(5):  # session, person, organisation, members, invitations
        client.get(url("member-list", organisation))


def test_role_is_changed(as_manager, organisation, assessor):
    membership = membership_of(assessor, organisation)
    response = as_manager.post(url("member-edit", organisation, membership.uuid), {"role": "manager"})
    assert response.url == url("member-list", organisation)
    membership.refresh_from_db()
    assert membership.role == "manager"
    assert "The role of Amal Assessor is saved." in text_of(as_manager.get(response.url))


@pytest.mark.parametrize("role", ["", "administrator", "Manager"])
def test_unknown_role_is_refused(as_manager, organisation, assessor, role):
    membership = membership_of(assessor, organisation)
    response = as_manager.post(url("member-edit", organisation, membership.uuid), {"role": role})
    assert list(response.context["form"].errors) == ["role"]
    membership.refresh_from_db()
    assert membership.role == "assessor"


def test_role_form_changes_the_role_alone(as_manager, organisation, other_organisation, assessor, stranger):
    membership = membership_of(assessor, organisation)
    before = Membership.objects.filter(pk=membership.pk).values().get()
    everything = {
        "id": 999,
        "uuid": "00000000-0000-4000-8000-000000000000",
        "organisation": other_organisation.pk,
        "organisation_id": other_organisation.pk,
        "user": stranger.pk,
        "user_id": stranger.pk,
        "created_at": "2001-01-01",
        "role": "manager",
    }
    as_manager.post(url("member-edit", organisation, membership.uuid), everything)
    assert Membership.objects.filter(pk=membership.pk).values().get() == before | {"role": "manager"}


def test_only_manager_cannot_step_down(as_manager, organisation, manager):
    membership = membership_of(manager, organisation)
    response = as_manager.post(url("member-edit", organisation, membership.uuid), {"role": "assessor"})
    assert response.context["form"].errors == {"role": [ONLY_MANAGER]}
    membership.refresh_from_db()
    assert membership.role == "manager"


def test_manager_who_steps_down_is_shown_the_way_home(as_manager, organisation, manager, assessor):
    Membership.objects.filter(user=assessor).update(role=Role.MANAGER)
    membership = membership_of(manager, organisation)
    response = as_manager.post(url("member-edit", organisation, membership.uuid), {"role": "assessor"}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert response.status_code == 200


def test_removal_asks_first(as_manager, organisation, assessor):
    response = as_manager.get(url("member-remove", organisation, membership_of(assessor, organisation).uuid))
    assert headings(response) == ["Remove Amal Assessor from Harbour Bank?"]
    assert organisation.memberships.count() == 3


def test_removed_member_is_out_at_the_next_request(as_manager, client, organisation, assessment, assessor):
    elsewhere = type(client)()
    elsewhere.force_login(assessor)
    pages = [
        reverse("organisations:organisation-detail", args=[organisation.slug]),
        reverse("assessments:assessment-detail", args=[assessment.uuid]),
    ]
    assert [elsewhere.get(page).status_code for page in pages] == [200, 200]
    membership = membership_of(assessor, organisation)
    response = as_manager.post(url("member-remove", organisation, membership.uuid))
    assert response.url == url("member-list", organisation)
    assert [elsewhere.get(page).status_code for page in pages] == [404, 404]


def test_only_manager_cannot_be_removed(as_manager, organisation, manager):
    response = as_manager.post(url("member-remove", organisation, membership_of(manager, organisation).uuid))
    assert ONLY_MANAGER in text_of(response)
    assert organisation.memberships.count() == 3


def test_manager_who_leaves_is_shown_the_way_home(as_manager, organisation, manager, assessor):
    Membership.objects.filter(user=assessor).update(role=Role.MANAGER)
    response = as_manager.post(
        url("member-remove", organisation, membership_of(manager, organisation).uuid), follow=True
    )
    assert response.redirect_chain == [("/", 302)]
    assert "You belong to no organisation yet" in text_of(response)
