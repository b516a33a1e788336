"""One action: its form, its page, and two people at it at once."""

import pytest
from django.urls import reverse

from assessments.moves import Move
from plans.actions.actions import edit_action
from plans.actions.approval import approve_plan
from plans.models import Action, ActionNote, Plan
from tests.pages import headings, link_targets, text_of
from tests.plans.making import given

SENT = {
    "title": "Close the loop",
    "function": "sales",
    "effort": "7.5",
    "cost": "1200",
    "currency": "eur",
    "start": "2027-01-04",
    "due": "2027-05-31",
    "elements": "D2.1",
    "change-D2.1-1": "4",
    "version": "0",
}


def create(assessment):
    return reverse("plans:action-create", args=[assessment.uuid])


def at(action, name="detail"):
    return reverse(f"plans:action-{name}", args=[action.plan.assessment.uuid, action.uuid])


def test_an_action_is_added_with_the_answers_that_it_changes(signed_in, rated, manager):
    response = signed_in(manager).post(create(rated), SENT, follow=True)
    action = Action.objects.get()
    assert (action.moves, str(action.effort), action.currency) == ((Move("D2.1", "1", "4"),), "7.5", "EUR")
    assert headings(response) == ["Close the loop"]
    text = text_of(response)
    assert "D2.1 Element D2.1 , Indicator 1" in text
    assert "2 Developing 4 Managed" in text
    assert "By itself +7.00 points On top of those before +7.00 points, to 40" in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Say in a few words what is to be done."),
        ({"due": "2026-12-31"}, "This is before the start. Change one of the two."),
        ({"due": "9999-12-31"}, "Give a day of the years from 1990 to 2199."),
        ({"start": "0202-01-04"}, "Give a day of the years from 1990 to 2199."),
        ({"currency": ""}, "Say which currency the cost is in, such as EUR."),
        ({"currency": "E1"}, "Give its three letters, such as EUR."),
        ({"change-D2.1-1": "1"}, "Select a valid choice. 1 is not one of the available choices."),
        ({"owner": "999999"}, "Select a valid choice. 999999 is not one of the available choices."),
        ({"effort": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"effort": "1e200000000"}, "Ensure that there are no more than 8 digits in total."),
        ({"effort": "NaN"}, "Enter a number."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(signed_in, rated, manager, wrong, said):
    response = signed_in(manager).post(create(rated), SENT | wrong)
    assert (response.status_code, Action.objects.count()) == (422, 0)
    assert said in text_of(response)
    assert 'value="1200"' in response.content.decode()


def test_somebody_of_another_organisation_cannot_be_chosen(signed_in, rated, manager, stranger):
    assert signed_in(manager).post(create(rated), SENT | {"owner": str(stranger.pk)}).status_code == 422


def test_one_owner_is_enough(signed_in, rated, manager, assessor):
    both = SENT | {"owner": str(assessor.pk), "owner_name": "Layla"}
    assert "Somebody is chosen as the owner already." in text_of(signed_in(manager).post(create(rated), both))


def test_an_element_is_shown_raised_as_wished_and_nothing_is_saved(signed_in, rated, manager):
    more = SENT | {"add": "1", "add-element": "D1.1", "add-reach": "3"}
    response = signed_in(manager).post(create(rated), more)
    page = response.content.decode()
    assert (response.status_code, Action.objects.count()) == (200, 0)
    assert 'value="D2.1 D1.1"' in page
    assert page.count('<option value="3" selected>3 Defined</option>') == 2
    assert '<option value="4" selected>4 Managed</option>' in page
    assert 'value="Close the loop"' in page


def test_only_higher_answers_are_offered(signed_in, rated, manager):
    page = signed_in(manager).get(f"{create(rated)}?element=D2.1").content.decode()
    offered = page.split('name="change-D2.1-1"')[1].split("</select>")[0]
    assert [value in offered for value in ('value="2"', 'value="3"', 'value="5"')] == [False, True, True]


def test_two_people_at_one_action_see_both_and_lose_nothing(signed_in, rated, action, manager, lead):
    browser = signed_in(manager)
    theirs = given("Theirs", sponsor="Tom")
    edit_action(assessment_uuid=rated.uuid, action_uuid=action.uuid, given=theirs, version=0, by=lead)
    response = browser.post(at(action, "edit"), SENT | {"title": "Mine"})
    text = text_of(response)
    assert response.status_code == 409
    assert "Tom Teammate has changed this action since you read it." in text
    assert "What is to be done Theirs Mine" in text
    assert "Sponsor Tom –" in text
    assert 'value="Mine"' in response.content.decode()
    assert Action.objects.get().title == "Theirs"
    assert browser.post(at(action, "edit"), SENT | {"title": "Mine", "version": "1"}).status_code == 302
    assert Action.objects.get().title == "Mine"


def test_an_edit_that_meets_an_approval_keeps_what_was_typed(signed_in, rated, action, manager, lead):
    approve_plan(assessment_uuid=rated.uuid, version=Plan.objects.get().version, by=manager)
    response = signed_in(lead).post(at(action, "edit"), SENT | {"title": "Mine"})
    assert response.status_code == 409
    assert "Nothing was saved. The plan is approved" in text_of(response)
    assert 'value="Mine"' in response.content.decode()
    assert Action.objects.get().title == "Map the journeys"


def test_an_owner_reports_and_others_only_read(signed_in, rated, action, assessor, team_mate):
    response = signed_in(assessor).post(
        at(action, "status"), {"status": "in-progress", "progress": "40", "text": "Begun.", "version": "0"}, follow=True
    )
    assert "Amal Assessor ·" in text_of(response)
    assert "In progress, 40 % Begun." in text_of(response)
    page = signed_in(team_mate).get(at(action))
    assert "How far is it?" not in text_of(page)
    assert at(action, "edit") not in link_targets(page)
    assert signed_in(team_mate).post(at(action, "note"), {"text": "Me too."}).status_code == 403


def test_two_reports_at_once_show_both(signed_in, rated, action, assessor, lead):
    signed_in(lead).post(at(action, "status"), {"status": "blocked", "progress": "5", "version": "0"})
    sent = {"status": "in-progress", "progress": "40", "text": "Begun.", "version": "0"}
    response = signed_in(assessor).post(at(action, "status"), sent)
    assert response.status_code == 409
    assert "Tom Teammate has reported on this since you read it: Blocked, 5 %." in text_of(response)
    assert "Begun." in response.content.decode()
    again = signed_in(assessor).post(at(action, "status"), sent | {"version": "1"})
    assert again.status_code == 302
    assert Action.objects.get().progress == 40


@pytest.mark.parametrize("progress", ["101", "-1", "much"])
def test_a_progress_that_there_is_not_is_refused(signed_in, rated, action, assessor, progress):
    sent = {"status": "in-progress", "progress": progress, "version": "0"}
    assert signed_in(assessor).post(at(action, "status"), sent).status_code == 422
    assert not ActionNote.objects.exists()


def test_an_action_is_taken_out_after_a_question(signed_in, rated, action, manager):
    browser = signed_in(manager)
    assert "will stand in the plan no longer" in text_of(browser.get(at(action, "remove")))
    response = browser.post(at(action, "remove"), {"version": "0"}, follow=True)
    assert "“Map the journeys” is out of the plan." in text_of(response)
    assert "Action removed : Map the journeys" in text_of(response)
    assert browser.get(at(action)).status_code == 404


def test_an_action_is_found_under_its_own_assessment_alone(signed_in, action, other_assessment, stranger):
    browser = signed_in(stranger)
    for name in ("detail", "edit", "remove"):
        address = reverse(f"plans:action-{name}", args=[other_assessment.uuid, action.uuid])
        assert browser.get(address).status_code == 404


def test_what_somebody_else_has_just_changed_is_not_taken_out_unseen(signed_in, rated, action, manager):
    browser = signed_in(manager)
    edit_action(assessment_uuid=rated.uuid, action_uuid=action.uuid, given=given("Else"), version=0, by=manager)
    response = browser.post(at(action, "remove"), {"version": "0"})
    assert response.status_code == 409
    assert "Somebody has changed it since you opened this page" in text_of(response)
    assert browser.post(at(action, "remove"), {"version": "1"}).status_code == 302


def test_a_form_that_was_cut_drops_no_answers(signed_in, action, manager):
    response = signed_in(manager).post(at(action, "edit"), {"title": "Cut", "version": "0"})
    assert response.status_code == 422
    assert action.changes.exists()
