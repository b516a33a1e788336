"""An approved plan through its pages: what it says stays, and everybody is told so."""

import pytest
from django.urls import reverse

from plans.actions.approval import approve_plan, reopen_plan
from plans.models import Action, Plan
from tests.pages import text_of

FROZEN = "The plan is approved, so what it says is frozen"


@pytest.fixture
def approved(rated, action, manager):
    approve_plan(assessment_uuid=rated.uuid, version=Plan.objects.get().version, by=manager)
    return rated


def url(name, assessment, *more):
    return reverse(f"plans:{name}", args=[assessment.uuid, *more])


@pytest.mark.parametrize("name", ["action-create", "action-edit", "action-remove"])
def test_pages_that_change_it_lead_back_and_say_why(signed_in, approved, action, lead, name):
    more = () if name == "action-create" else (action.uuid,)
    response = signed_in(lead).get(url(name, approved, *more), follow=True)
    assert response.redirect_chain == [(url("plan-detail", approved), 302)]
    assert FROZEN in text_of(response)


def test_nothing_is_taken_out_or_taken_over(signed_in, approved, action, lead):
    browser = signed_in(lead)
    browser.post(url("action-remove", approved, action.uuid), {"version": "0"})
    browser.post(url("suggestion-take", approved), {"suggestion": "D1.1:2:1"})
    assert list(Action.objects.all()) == [action]


def test_it_is_approved_and_reopened_once(signed_in, approved, manager):
    browser = signed_in(manager)
    again = browser.post(url("plan-approve", approved), {"version": "1"}, follow=True)
    assert "The plan is approved already." in text_of(again)
    reopen_plan(assessment_uuid=approved.uuid, reason="New money.", by=manager)
    late = browser.post(url("plan-reopen", approved), {"reason": "New money."}, follow=True)
    assert "The plan is a draft, so it can be changed as it is." in text_of(late)
    assert Plan.objects.get().revision == 2


@pytest.mark.parametrize("name", ["plan-approve", "plan-reopen"])
def test_who_leads_neither_approves_nor_reopens(signed_in, approved, lead, name):
    browser = signed_in(lead)
    assert [browser.get(url(name, approved)).status_code, browser.post(url(name, approved)).status_code] == [403, 403]


@pytest.mark.parametrize("name", ["action-create", "action-edit", "action-remove"])
def test_an_assessor_who_does_not_lead_changes_nothing(signed_in, rated, action, assessor, name):
    more = () if name == "action-create" else (action.uuid,)
    browser = signed_in(assessor)
    assert [browser.get(url(name, rated, *more)).status_code for _time in (1, 2)] == [403, 403]
    assert browser.post(url(name, rated, *more), {"version": "0"}).status_code == 403
