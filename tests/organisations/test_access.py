"""Who gets an organisation, a membership or an invitation from ``organisations.access``, and who is refused how."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from organisations.access import managed_invitation, managed_membership, managed_organisation, visible_organisation
from organisations.models import Organisation, Role
from tests.factories import make_invitation


def outcome(call, *arguments):
    try:
        return call(*arguments)
    except (Http404, PermissionDenied) as refusal:
        return type(refusal)


@pytest.fixture
def people(assessor, team_mate, manager, admin, stranger, organisation, other_organisation):
    return [assessor, team_mate, manager, admin, stranger]


def test_organisation_is_visible_to_its_members_alone(people, organisation):
    assert [outcome(visible_organisation, person, organisation.slug) for person in people] == [
        organisation,
        organisation,
        organisation,
        Http404,
        Http404,
    ]


def test_organisation_is_managed_by_its_manager_alone(people, organisation):
    assert [outcome(managed_organisation, person, organisation.slug) for person in people] == [
        PermissionDenied,
        PermissionDenied,
        organisation,
        Http404,
        Http404,
    ]


def test_missing_organisation_is_missing_for_everybody(people, organisation):
    assert [outcome(visible_organisation, person, "nowhere") for person in people] == [Http404] * 5


def test_role_is_the_one_in_this_organisation(manager, assessor, organisation, other_organisation):
    other_organisation.memberships.create(user=manager, role=Role.ASSESSOR)
    roles = {each.slug: each.role for each in Organisation.objects.visible_to(manager)}
    assert roles == {organisation.slug: "manager", other_organisation.slug: "assessor"}
    assert outcome(managed_organisation, manager, other_organisation.slug) is PermissionDenied


def test_membership_is_managed_by_the_manager_of_its_own_organisation(people, organisation, assessor):
    membership = organisation.memberships.get(user=assessor)
    assert [outcome(managed_membership, person, organisation.slug, membership.uuid) for person in people] == [
        PermissionDenied,
        PermissionDenied,
        membership,
        Http404,
        Http404,
    ]


def test_membership_of_another_organisation_is_missing_under_ones_own_address(people, manager, organisation, stranger):
    theirs = stranger.memberships.get()
    assert outcome(managed_membership, manager, organisation.slug, theirs.uuid) is Http404
    assert outcome(managed_membership, manager, organisation.slug, uuid.uuid4()) is Http404


def test_invitation_of_another_organisation_is_missing_under_ones_own_address(
    people, manager, organisation, other_organisation, stranger
):
    ours = make_invitation(organisation, by=manager)
    theirs = make_invitation(other_organisation, by=stranger)
    assert outcome(managed_invitation, manager, organisation.slug, ours.uuid) == ours
    assert outcome(managed_invitation, manager, organisation.slug, theirs.uuid) is Http404
