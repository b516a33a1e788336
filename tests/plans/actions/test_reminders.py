"""Owners are reminded of the due days of an approved plan, once each."""

import datetime

import pytest
from django.utils.formats import date_format

from assessments.actions.notice_dates import tell_of_dates
from assessments.models import Assessment, Notice
from assessments.notice_links import place_of
from assessments.workflow import Mode
from organisations.models import Membership
from plans.actions.approval import approve_plan
from plans.models import Action, Plan, Status
from tests.plans.making import TODAY


def in_days(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def agreed(rated, action, manager):
    """The approved plan with its one action."""
    approve_plan(assessment_uuid=rated.uuid, version=Plan.objects.get().version, by=manager)
    return action


def due(days):
    Action.objects.update(due=in_days(days))


def told():
    notices = Notice.objects.exclude(about="").order_by("user__full_name", "about")
    return [(one.user.full_name, one.about.split(":")[0]) for one in notices]


@pytest.mark.parametrize(("days", "step"), [(7, 7), (2, 7), (1, 1), (0, 1)])
def test_the_owner_is_told_once_before_it_is_due(agreed, days, step):
    due(days)
    for _again in range(2):
        tell_of_dates(today=TODAY)
    assert told() == [("Amal Assessor", f"action-due-{step}")]
    day = date_format(in_days(days), "j F Y")
    assert Notice.objects.get(kind="action-due").words == (
        f"“Map the journeys”, planned for “2026 self-assessment”, is due on {day}."
    )


def test_once_it_is_overdue_who_leads_is_told_as_well(agreed):
    due(-1)
    tell_of_dates(today=TODAY)
    tell_of_dates(today=in_days(3))
    assert told() == [("Amal Assessor", "action-overdue"), ("Mona Manager", "action-overdue")]


@pytest.mark.parametrize("days", [8, -31])
def test_nobody_is_told_too_early_or_of_what_is_long_past(agreed, days):
    due(days)
    tell_of_dates(today=TODAY)
    assert told() == []


@pytest.mark.parametrize("status", [Status.DONE, Status.DROPPED])
def test_what_is_over_is_told_of_no_more(agreed, status):
    due(-1)
    Action.objects.update(status=status)
    tell_of_dates(today=TODAY)
    assert told() == []


def test_a_draft_reminds_nobody(rated, action):
    due(-1)
    tell_of_dates(today=TODAY)
    assert told() == []


def test_without_an_owner_who_can_read_it_who_leads_is_told(agreed, assessor, organisation):
    due(1)
    Membership.objects.filter(user=assessor).delete()
    tell_of_dates(today=TODAY)
    assert told() == [("Mona Manager", "action-due-1")]
    assert Notice.objects.get(kind="action-due").words.endswith("please pass it on.")


def test_of_what_nobody_owns_the_manager_of_the_plan_is_told_so(agreed):
    due(-1)
    Action.objects.update(owner=None)
    tell_of_dates(today=TODAY)
    assert told() == [("Mona Manager", "action-overdue")]
    assert Notice.objects.get(kind="action-overdue").words.endswith(
        "and is not done. Nobody is named yet who sees to it."
    )


def test_while_everybody_scores_alone_nobody_is_reminded(agreed, rated):
    due(1)
    Assessment.objects.filter(pk=rated.pk).update(mode=Mode.INDEPENDENT)
    tell_of_dates(today=TODAY)
    assert told() == []


def test_of_an_owner_without_an_account_the_manager_of_the_plan_is_told_and_why(agreed, rated):
    due(1)
    Action.objects.update(owner=None, owner_name="Ines Calloway")
    tell_of_dates(today=TODAY)
    assert told() == [("Mona Manager", "action-due-1")]
    assert (
        "Ines Calloway, who is to see to it, has no account here: please pass it on."
        in Notice.objects.get(kind="action-due").words
    )


def test_a_new_day_is_told_again(agreed):
    due(1)
    tell_of_dates(today=TODAY)
    due(5)
    tell_of_dates(today=TODAY)
    assert told() == [("Amal Assessor", "action-due-1"), ("Amal Assessor", "action-due-7")]


def test_a_notice_leads_to_its_action(agreed, rated):
    due(1)
    tell_of_dates(today=TODAY)
    notice = Notice.objects.get(kind="action-due")
    assert place_of(notice) == f"/assessments/{rated.uuid}/plan/actions/{agreed.uuid}/"
