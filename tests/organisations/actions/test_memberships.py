"""Roles and the end of memberships; an organisation always keeps a manager, also when two act at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import Http404

from assessments.models import Assessment
from organisations.actions.memberships import LastManagerError, change_role, remove_member
from organisations.models import Membership, Role
from tests.factories import make_organisation, make_user


def roles(organisation):
    return {each.user.full_name: each.role for each in organisation.memberships.select_related("user")}


def test_manager_makes_a_member_manager_and_assessor_again(organisation, assessor, manager):
    membership = organisation.memberships.get(user=assessor)
    change_role(membership=membership, role=Role.MANAGER, by=manager)
    assert roles(organisation)["Amal Assessor"] == "manager"
    change_role(membership=membership, role=Role.ASSESSOR, by=manager)
    assert roles(organisation)["Amal Assessor"] == "assessor"


@pytest.mark.parametrize("act", ["demote", "remove"])
def test_last_manager_stays(organisation, manager, act):
    before = roles(organisation)
    with pytest.raises(LastManagerError):
        lose_manager(act, organisation.memberships.get(user=manager), by=manager)
    assert roles(organisation) == before


@pytest.mark.parametrize("act", ["demote", "remove"])
def test_manager_who_can_no_longer_sign_in_does_not_count(organisation, manager, act):
    gone = make_user("Gone Manager")
    organisation.memberships.create(user=gone, role=Role.MANAGER)
    gone.is_active = False
    gone.save()
    with pytest.raises(LastManagerError):
        lose_manager(act, organisation.memberships.get(user=manager), by=manager)


@pytest.mark.parametrize("act", ["demote", "remove"])
def test_manager_of_another_organisation_does_not_count(organisation, other_organisation, manager, act):
    with pytest.raises(LastManagerError):
        lose_manager(act, organisation.memberships.get(user=manager), by=manager)


@pytest.mark.parametrize("act", ["demote", "remove"])
def test_manager_may_go_where_another_stays(organisation, manager, assessor, act):
    change_role(membership=organisation.memberships.get(user=assessor), role=Role.MANAGER, by=manager)
    lose_manager(act, organisation.memberships.get(user=manager), by=manager)
    assert [each.user for each in organisation.memberships.managers()] == [assessor]


def test_sole_manager_may_be_made_manager_again(organisation, manager):
    change_role(membership=organisation.memberships.get(user=manager), role=Role.MANAGER, by=manager)
    assert roles(organisation)["Mona Manager"] == "manager"


def test_removal_ends_the_assignments_in_this_organisation_alone(
    organisation, other_organisation, assessment, other_assessment, assessor, team_mate, manager, stranger
):
    other_organisation.memberships.create(user=assessor)
    other_assessment.assignments.create(user=assessor)
    remove_member(membership=organisation.memberships.get(user=assessor), by=manager)
    assert [each.user for each in assessment.assignments.all()] == [team_mate]
    assert {each.user for each in other_assessment.assignments.all()} == {assessor, stranger}


def test_who_comes_back_sees_nothing_until_assigned_again(organisation, assessment, assessor, manager):
    remove_member(membership=organisation.memberships.get(user=assessor), by=manager)
    organisation.memberships.create(user=assessor)
    assert list(Assessment.objects.visible_to(assessor)) == []


def test_membership_that_somebody_else_has_ended_is_missing(organisation, assessor, manager):
    membership = organisation.memberships.get(user=assessor)
    Membership.objects.filter(pk=membership.pk).delete()
    with pytest.raises(Http404):
        remove_member(membership=membership, by=manager)
    with pytest.raises(Http404):
        change_role(membership=membership, role=Role.MANAGER, by=manager)


def lose_manager(act, membership, *, by):
    if act == "demote":
        change_role(membership=membership, role=Role.ASSESSOR, by=by)
    else:
        remove_member(membership=membership, by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["demote", "remove"])
def test_two_managers_who_lose_each_other_at_once_leave_one(act):
    for number in range(5):
        people = [make_user(f"First {number}"), make_user(f"Second {number}")]
        organisation = make_organisation(f"Harbour Bank {number}", managers=people)
        outcomes = at_once(
            [
                (act, organisation.memberships.get(user=people[1]), people[0]),
                (act, organisation.memberships.get(user=people[0]), people[1]),
            ]
        )
        assert sorted(outcomes) == ["done", "last manager"]
        assert organisation.memberships.managers().count() == 1


def at_once(acts):
    start, outcomes = Barrier(len(acts)), []

    def run(act, membership, by):
        start.wait()
        try:
            lose_manager(act, membership, by=by)
            outcomes.append("done")
        except LastManagerError:
            outcomes.append("last manager")
        finally:
            connection.close()

    threads = [Thread(target=run, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
