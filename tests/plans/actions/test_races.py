"""Two at one plan at the same time: one after the other, and nothing is lost or doubled."""

from collections import Counter

import pytest

from plans.actions.actions import add_action, edit_action
from plans.actions.approval import approve_plan
from plans.actions.reports import Report, report_progress
from plans.models import Action, ActionNote, Plan, Status
from tests.assessments.actions.test_answers_races import all_at_once
from tests.plans.making import given

pytestmark = pytest.mark.django_db(transaction=True)


def job(action, **facts):
    def run() -> str:
        action(**facts)
        return "done"

    return run


def test_one_suggestion_taken_over_by_many_stands_once(rated, manager, lead):
    take = [
        job(add_action, assessment_uuid=rated.uuid, given=given(), by=by, suggestion="D2.1:3:1")
        for by in (manager, lead, manager, lead)
    ]
    assert Counter(all_at_once(take)) == {"done": 4}
    assert (Plan.objects.count(), Action.objects.count()) == (1, 1)


def test_of_edits_at_once_one_stands_and_the_others_are_told(rated, action, manager, lead):
    edits = [
        job(edit_action, assessment_uuid=rated.uuid, action_uuid=action.uuid, given=given(title), version=0, by=by)
        for title, by in (("One", manager), ("Two", lead), ("Three", manager))
    ]
    assert Counter(all_at_once(edits)) == {"done": 1, "StaleActionError": 2}
    assert Action.objects.get().version == 1


def test_of_reports_at_once_one_stands_and_is_noted(rated, action, assessor, lead):
    place = {"assessment_uuid": rated.uuid, "action_uuid": action.uuid, "version": 0}
    reports = [
        job(report_progress, **place, report=Report(Status.IN_PROGRESS, percent), by=by)
        for percent, by in ((10, assessor), (20, lead), (30, assessor))
    ]
    assert Counter(all_at_once(reports)) == {"done": 1, "StaleActionError": 2}
    assert ActionNote.objects.get().progress == Action.objects.get().progress


def test_a_plan_is_approved_as_it_was_read_or_not_at_all(rated, action, manager, lead):
    approve = job(approve_plan, assessment_uuid=rated.uuid, version=1, by=manager)
    change = job(add_action, assessment_uuid=rated.uuid, given=given("One more"), by=lead)
    outcome = Counter(all_at_once([approve, change]))
    plan = Plan.objects.get()
    if plan.is_approved:
        assert outcome == {"done": 1, "PlanFrozenError": 1}
        assert Action.objects.count() == 1
    else:
        assert outcome == {"done": 1, "StalePlanError": 1}
        assert Action.objects.count() == 2
