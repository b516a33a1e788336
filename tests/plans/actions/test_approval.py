"""A manager approves the plan that they have read, and reopens it for a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from plans.access import PlanFrozenError
from plans.actions.actions import add_action
from plans.actions.approval import (
    EmptyPlanError,
    NoReasonError,
    NotApprovedError,
    StalePlanError,
    approve_plan,
    reopen_plan,
)
from plans.models import Plan, PlanEvent
from tests.plans.making import given


def version():
    return Plan.objects.get().version


def test_approval_says_who_and_when_and_keeps_what_was_agreed_on(rated, action, manager):
    plan = approve_plan(assessment_uuid=rated.uuid, version=version(), by=manager)
    assert (plan.state, plan.approved_by, plan.approved_at is not None) == ("approved", manager, True)
    kept = PlanEvent.objects.get(kind="approved").agreed
    assert kept == [
        {
            "uuid": str(action.uuid),
            "title": "Map the journeys",
            "owner": "Amal Assessor",
            "function": "marketing",
            "effort": "12.0",
            "cost": None,
            "currency": "",
            "start": None,
            "due": "2027-05-31",
            "changes": [["D2.1", "1", "4"]],
        }
    ]


def test_only_a_manager_approves_and_reopens(rated, action, lead, assessor, stranger):
    for person, refusal in ((lead, PermissionDenied), (assessor, PermissionDenied), (stranger, Http404)):
        with pytest.raises(refusal):
            approve_plan(assessment_uuid=rated.uuid, version=version(), by=person)
        with pytest.raises(refusal):
            reopen_plan(assessment_uuid=rated.uuid, reason="So.", by=person)


def test_nobody_approves_what_they_have_not_seen(rated, action, manager, lead):
    read = version()
    add_action(assessment_uuid=rated.uuid, given=given("One more"), by=lead)
    with pytest.raises(StalePlanError):
        approve_plan(assessment_uuid=rated.uuid, version=read, by=manager)
    assert not Plan.objects.get().is_approved


def test_an_empty_plan_and_an_approved_one_are_not_approved(rated, manager):
    with pytest.raises(EmptyPlanError):
        approve_plan(assessment_uuid=rated.uuid, version=0, by=manager)
    add_action(assessment_uuid=rated.uuid, given=given(), by=manager)
    approve_plan(assessment_uuid=rated.uuid, version=version(), by=manager)
    with pytest.raises(PlanFrozenError):
        approve_plan(assessment_uuid=rated.uuid, version=version(), by=manager)


def test_reopening_begins_a_new_revision_and_keeps_the_old(rated, action, manager):
    approve_plan(assessment_uuid=rated.uuid, version=version(), by=manager)
    with pytest.raises(NoReasonError):
        reopen_plan(assessment_uuid=rated.uuid, reason="  ", by=manager)
    plan = reopen_plan(assessment_uuid=rated.uuid, reason="New money.", by=manager)
    assert (plan.state, plan.revision, plan.approved_by, plan.approved_at) == ("draft", 2, None, None)
    add_action(assessment_uuid=rated.uuid, given=given("One more"), by=manager)
    events = list(PlanEvent.objects.values_list("kind", "revision", "words"))
    assert events[1:] == [("approved", 1, ""), ("reopened", 2, "New money."), ("added", 2, "One more")]
    with pytest.raises(NotApprovedError):
        reopen_plan(assessment_uuid=rated.uuid, reason="Once more.", by=manager)
