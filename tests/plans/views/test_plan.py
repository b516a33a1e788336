"""The plan's own pages: the figures, the views, approval; and that nothing is told while everybody scores alone."""

import csv
import datetime
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from assessments.models import Assessment
from assessments.moves import Move
from assessments.workflow import Mode
from plans.actions.actions import add_action
from plans.actions.approval import approve_plan
from plans.models import Action, Plan, Status
from targets.actions.targets import aim_one_level_up
from tests.pages import headings, link_targets, text_of
from tests.plans.making import given

VIEWS = ("detail", "board", "timeline", "roadmap", "matrix")


def address(assessment, name="detail"):
    return reverse(f"plans:plan-{name}", args=[assessment.uuid])


def second(rated, manager, **changes):
    """Half of D3.1's ratings to 3: 60 × 0.7 × 0.25 × 0.5 = 5.25 points."""
    facts = {"due": datetime.date(2027, 9, 30), "moves": (Move("D3.1", "1", "3"), Move("D3.1", "2", "3"))}
    return add_action(assessment_uuid=rated.uuid, given=given("Close the loop", **facts | changes), by=manager)


def test_the_list_shows_what_the_plan_brings(signed_in, rated, action, manager, assessor):
    second(rated, manager, function="sales", effort=None)
    text = text_of(signed_in(assessor).get(address(rated)))
    assert "As assessed 33 2 Developing As planned 45 3 Defined +12 points, of 100" in text
    assert "Map the journeys D2.1 Amal Assessor · Marketing 31 May 2027 Planned 12.0 7.00 7.00" in text
    assert "As assessed 32.50 2 Developing 31 May 2027 Map the journeys 39.50 2 Developing" in text
    assert "30 September 2027 Close the loop 44.75 3 Defined" in text


def test_the_total_as_assessed_opens_the_ledger(signed_in, rated, action, assessor):
    assert f"/assessments/{rated.uuid}/result/why/#total" in link_targets(signed_in(assessor).get(address(rated)))


def test_an_empty_plan_says_what_to_do_first(signed_in, rated, manager, assessor):
    assert reverse("plans:suggestion-list", args=[rated.uuid]) in link_targets(signed_in(manager).get(address(rated)))
    page = signed_in(assessor).get(address(rated))
    assert "The manager or the leads of the team write the plan" in text_of(page)
    assert reverse("plans:action-create", args=[rated.uuid]) not in link_targets(page)
    assert not Plan.objects.exists()


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_costs_as_many_queries_for_three_actions_as_for_one(signed_in, rated, action, manager, name):
    browser = signed_in(manager)
    browser.get(address(rated, name))
    with CaptureQueriesContext(connection) as one:
        browser.get(address(rated, name))
    for _more in range(2):
        second(rated, manager, owner=manager)
    with CaptureQueriesContext(connection) as three:
        browser.get(address(rated, name))
    assert len(three) == len(one) <= 10


@pytest.mark.parametrize("name", [*VIEWS, "calendar", "approve"])
def test_nothing_of_a_blind_assessment_is_told(signed_in, rated, action, manager, name):
    Assessment.objects.filter(pk=rated.pk).update(mode=Mode.INDEPENDENT)
    page = signed_in(manager).get(address(rated, name))
    assert "Map the journeys" not in page.content.decode()
    assert "32.50" not in page.content.decode()


def test_a_post_to_a_blind_assessment_is_refused(signed_in, rated, action, manager):
    Assessment.objects.filter(pk=rated.pk).update(mode=Mode.INDEPENDENT)
    response = signed_in(manager).post(reverse("plans:action-remove", args=[rated.uuid, action.uuid]))
    assert (response.status_code, Action.objects.count()) == (409, 1)


def test_what_is_overdue_stands_first_and_what_is_over_is_not_overdue(signed_in, rated, action, manager):
    Action.objects.update(due=timezone.localdate() - datetime.timedelta(days=1))
    browser = signed_in(manager)
    assert "1 action is overdue Map the journeys" in text_of(browser.get(address(rated)))
    Action.objects.update(status=Status.DONE)
    assert "overdue" not in text_of(browser.get(address(rated)))


def test_what_was_dropped_brings_nothing(signed_in, rated, action, manager):
    Action.objects.update(status=Status.DROPPED)
    text = text_of(signed_in(manager).get(address(rated)))
    assert "As planned 33 2 Developing +0 points, of 100" in text
    assert "Dropped 12.0 – –" in text


def test_the_plan_is_set_beside_the_target_that_holds(signed_in, rated, action, manager):
    aim_one_level_up(assessment_uuid=rated.uuid, number=0, by=manager, due_on=None)
    text = text_of(signed_in(manager).get(address(rated)))
    assert "The target is 40 points: 1 points are still to be found." in text


def test_words_of_people_are_words_and_no_markup(signed_in, rated, manager):
    second(rated, manager, sponsor="<b>x</b>", owner_name="<script>alert(1)</script>")
    Action.objects.update(title="<img src=x onerror=alert(1)>")
    for name in VIEWS:
        page = signed_in(manager).get(address(rated, name)).content.decode()
        assert "<img src=x" not in page
        assert "<script>alert" not in page


def test_the_board_has_a_column_for_each_status_and_moves_what_one_may(signed_in, rated, action, assessor, team_mate):
    browser = signed_in(assessor)
    page = browser.get(address(rated, "board"))
    assert headings(page) == ["Board of the plan"]
    assert "Planned 1 Map the journeys" in text_of(page)
    move = reverse("plans:action-status", args=[rated.uuid, action.uuid])
    assert move in page.content.decode()
    assert move not in signed_in(team_mate).get(address(rated, "board")).content.decode()
    response = browser.post(move, {"status": "blocked", "version": "0", "next": "board"})
    assert response.url == address(rated, "board")
    assert "Blocked 1 Map the journeys" in text_of(browser.get(address(rated, "board")))


def test_the_time_line_says_the_total_at_the_end_of_each_quarter(signed_in, rated, action, manager):
    second(rated, manager)
    text = text_of(signed_in(manager).get(address(rated, "timeline")))
    assert "Q2 2027 1 39.50 2 Developing Q3 2027 1 44.75 3 Defined" in text


def test_the_road_map_lays_actions_on_their_steps(signed_in, rated, action, manager):
    second(rated, manager, step="T6")
    text = text_of(signed_in(manager).get(address(rated, "roadmap")))
    assert text.index("6 Execute") < text.index("Close the loop") < text.index("7 Sustain")
    assert text.index("On no step yet") < text.index("Map the journeys")


def test_the_matrix_says_who_holds_it_all(signed_in, rated, action, manager):
    for title in ("Second", "Third"):
        add_action(assessment_uuid=rated.uuid, given=given(title), by=manager)
    text = text_of(signed_in(manager).get(address(rated, "matrix")))
    assert "Marketing holds 3 of 3 owned actions (100 %) and 100 % of the effort." in text
    assert "Ownership is stuck in one silo" in text
    assert "In Dimension D2 every action rests with Marketing." in text
    assert "Marketing – 3 36 days – 3 36 days" in text


def test_a_manager_approves_what_they_have_read(signed_in, rated, action, manager, lead):
    browser = signed_in(manager)
    assert "Approve and freeze" in text_of(browser.get(address(rated, "approve")))
    second(rated, lead)
    response = browser.post(address(rated, "approve"), {"version": "1"})
    assert response.status_code == 409
    assert "The plan has been changed since you read it" in text_of(response)
    response = browser.post(address(rated, "approve"), {"version": "2"}, follow=True)
    assert "Approved by Mona Manager on" in text_of(response)
    assert reverse("plans:action-create", args=[rated.uuid]) not in link_targets(response)


def test_a_manager_reopens_it_for_a_reason(signed_in, rated, action, manager):
    approve_plan(assessment_uuid=rated.uuid, version=1, by=manager)
    browser = signed_in(manager)
    assert browser.post(address(rated, "reopen"), {"reason": " "}).status_code == 422
    response = browser.post(address(rated, "reopen"), {"reason": "New money."}, follow=True)
    text = text_of(response)
    assert "A draft again, revision 2" in text
    assert "Plan reopened : New money. Mona Manager, revision 2" in text


def test_the_files_hold_what_the_page_shows(signed_in, rated, action, assessor):
    Action.objects.update(title="=1+1")
    browser = signed_in(assessor)
    content = browser.get(reverse("plans:plan-table", args=[rated.uuid, "csv"])).content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(content)))
    assert (row["Action"], row["Points alone"], row["Total as planned"]) == ("'=1+1", "7.00", "39.50")
    assert row["Answers that it will change"] == "D2.1, Indicator 1: 4 Managed"
    rows = json.loads(browser.get(reverse("plans:matrix-table", args=[rated.uuid, "json"])).content)["rows"]
    assert (rows[0]["function"], rows[0]["d2_actions"], rows[0]["d2_days"]) == ("Marketing", 1, "12.0")
    assert browser.get(reverse("plans:plan-table", args=[rated.uuid, "exe"])).status_code == 404


def test_the_calendar_leads_back_to_each_action(signed_in, rated, action, assessor):
    response = signed_in(assessor).get(address(rated, "calendar"))
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["content-type"] == "text/calendar; charset=utf-8"
    assert str(event["url"]).endswith(reverse("plans:action-detail", args=[rated.uuid, action.uuid]))


def test_what_the_framework_has_lost_is_said_and_counts_for_nothing(signed_in, rated, action, manager):
    action.changes.update(element="D9.9")
    text = text_of(signed_in(manager).get(address(rated)))
    assert "1 answer that the plan changes is no longer in this framework version" in text
    assert "+0 points, of 100" in text


def test_the_time_line_is_a_picture_with_quarters_totals_and_days(signed_in, rated, action, manager, assessor):
    second(rated, manager, start=datetime.date(2027, 2, 1))
    svg = signed_in(assessor).get(reverse("plans:timeline-picture", args=[rated.uuid, "svg"])).content.decode()
    found = [
        text
        for text in (">Map the journeys<", ">31 May 2027 · Planned<", ">Q2 2027<", "A short block marks")
        if text not in svg
    ]
    assert found == []


def test_a_plan_without_days_is_no_picture(signed_in, rated, assessor):
    assert signed_in(assessor).get(reverse("plans:timeline-picture", args=[rated.uuid, "svg"])).status_code == 404


def test_an_approved_plan_stays_to_be_read_as_it_was_approved(signed_in, rated, action, manager, assessor):
    plan = approve_plan(assessment_uuid=rated.uuid, version=Plan.objects.get().version, by=manager)
    Action.objects.update(title="Something else", due=None)
    where = reverse("plans:plan-revision", args=[rated.uuid, plan.revision])
    browser = signed_in(assessor)
    assert where in link_targets(browser.get(address(rated)))
    text = text_of(browser.get(where))
    assert "Approved by Mona Manager on" in text
    assert "Map the journeys D2.1, " in text
    assert "Amal Assessor · Marketing" in text
    assert "31 May 2027" in text
    assert "Something else" not in text
    assert browser.get(reverse("plans:plan-revision", args=[rated.uuid, 9])).status_code == 404
