"""An order: followed from its form to its file, looked at and fetched by whoever ordered it, and what it costs."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.actions.leases import claim
from reports import making
from reports.actions.ending import begin
from reports.files import throw_away
from reports.kinds import Kind
from reports.models import ReportOrder
from tests.jobs.runner import run_waiting_jobs
from tests.pages import headings, link_targets, text_of
from tests.reports.issuing import issue_row
from tests.reports.orders import detail, done_row, list_url, made, order_of, order_row

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
State = ReportOrder.State
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch):
    """Each test has a shelf of its own; the engine is the one that is warm already."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(making, "the_press", lambda: press)
    return press


# --- an order, from its form to its file ------------------------------------------------------------------------------


def test_order_is_followed_until_its_file_is_there(client, manager, assessment):
    client.force_login(manager)
    order = order_of(client, assessment)
    waiting = client.get(detail(order))
    assert headings(waiting) == ["Full maturity report"]
    assert "Waiting for its turn" in text_of(waiting)
    run_waiting_jobs()
    ready = client.get(detail(order))
    assert ("Ready" in text_of(ready), "pages" in text_of(ready)) == (True, True)
    file_url = reverse("reports:order-file", args=[order.uuid])
    assert file_url in link_targets(ready)
    file = client.get(file_url)
    assert (file.status_code, file["Content-Type"], file.content[:5]) == (200, "application/pdf", b"%PDF-")
    name = "harbour-bank-2026-self-assessment-full-maturity-report-provisional.pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert {"private", "no-store"} <= set(file["Cache-Control"].split(", "))
    order.refresh_from_db()
    assert (order.state, order.size, order.pages > 3) == (State.DONE, len(file.content), True)


def test_interview_sheets_reach_an_assessor(client, assessor, assessment):
    client.force_login(assessor)
    file = made(client, assessment, Kind.INTERVIEW, only="D1")
    assert (file.status_code, file.content[:5]) == (200, b"%PDF-")


def test_order_that_fails_says_why_and_is_tried_again(
    client, manager, assessment, own_data_folder, monkeypatch, caplog
):
    client.force_login(manager)
    monkeypatch.setattr(making, "the_press", lambda: replace(own_data_folder, seconds=0.001))
    order = order_of(client, assessment, Kind.INTERVIEW, only="D1.1")
    run_waiting_jobs()
    page = client.get(detail(order))
    assert ("It could not be made" in text_of(page), "longer than a report may take" in text_of(page)) == (True, True)
    assert "when the site is less busy" in text_of(page)
    assert client.get(reverse("reports:order-file", args=[order.uuid])).url == detail(order)
    monkeypatch.setattr(making, "the_press", lambda: own_data_folder)
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    run_waiting_jobs()
    assert "Ready" in text_of(client.get(again.url))
    assert ReportOrder.objects.get(uuid=again.url.split("/")[-2]).options == order.options


@pytest.mark.parametrize(("reason", "first"), [("memory", "Change what is in it"), ("time", "Try again")])
def test_what_is_too_much_is_first_of_all_changed_an_issue_too(client, manager, assessment, reason, first):
    order = order_row(assessment, manager, state=State.FAILED, reason=reason, issue=issue_row(assessment, manager))
    client.force_login(manager)
    said = text_of(client.get(detail(order)))
    places = {words: said.index(words) for words in ("Change what is in it", "Try again")}
    assert min(places, key=places.get) == first


def test_page_that_asks_again_is_answered_only_where_something_changed(client, manager, assessment):
    order = order_row(assessment, manager)
    client.force_login(manager)
    first = client.get(detail(order), headers=HTMX)
    shown = first.content.decode()
    assert (first.status_code, "<html" in shown, 'hx-trigger="every 1s"' in shown) == (200, False, True)
    mark = first.context["mark"]
    assert client.get(detail(order), {"seen": mark}, headers=HTMX).status_code == 204
    assert client.get(detail(order), {"seen": mark}).status_code == 200  # a reload is a whole page
    ReportOrder.objects.update(state=State.WORKING, stage=ReportOrder.Stage.SETTING)
    later = client.get(detail(order), {"seen": mark}, headers=HTMX)
    assert [step.title for step in later.context["steps"] if step.is_now] == ["Setting the pages"]
    ReportOrder.objects.update(state=State.DONE, stage="")
    ended = client.get(detail(order), {"seen": later.context["mark"]}, headers=HTMX).content.decode()
    assert ("hx-trigger" in ended, "Ready" in ended) == (False, True)


def test_page_asks_less_often_as_time_goes_by(client, manager, assessment):
    order = order_row(assessment, manager)
    client.force_login(manager)
    beats = []
    for seconds in (1, 30, 300):
        ReportOrder.objects.update(at=timezone.now() - datetime.timedelta(seconds=seconds))
        beats.append(client.get(detail(order)).context["beat"])
    assert beats == [1, 2, 5]


@pytest.mark.parametrize("person", ["assessor", "stranger", "admin"])
def test_order_is_nobody_elses(client, manager, assessment, other_organisation, request, person):
    order = done_row(assessment, manager)
    client.force_login(request.getfixturevalue(person))
    asked = [client.get(detail(order)), client.get(reverse("reports:order-file", args=[order.uuid]))]
    asked.append(client.post(reverse("reports:order-again", args=[order.uuid])))
    assert [one.status_code for one in asked] == [404, 404, 404]


def test_who_manages_no_longer_fetches_nothing(client, manager, assessment):
    order = done_row(assessment, manager)
    client.force_login(manager)
    address = reverse("reports:order-file", args=[order.uuid])
    assert client.get(address).status_code == 200
    assessment.organisation.memberships.filter(user=manager).update(role="assessor")
    assessment.assignments.create(user=manager)
    assert [client.get(one).status_code for one in (address, detail(order))] == [404, 404]
    assert client.get(list_url(assessment)).context["orders"] == []
    assessment.organisation.memberships.filter(user=manager).delete()
    assert client.get(address).status_code == 404


def test_file_that_was_cleared_away_is_made_again(client, manager, assessment):
    order = done_row(assessment, manager)
    throw_away(order.file)
    client.force_login(manager)
    page = client.get(reverse("reports:order-file", args=[order.uuid]))
    assert (page.status_code, "was cleared away" in text_of(page)) == (404, True)
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    assert ReportOrder.objects.get(uuid=again.url.split("/")[-2]).state == State.WAITING


def test_own_orders_stand_below_with_what_was_chosen(client, manager, assessment, assessor):
    done_row(assessment, manager, kind=Kind.PLAN, options={"paper": "letter", "parts": ["comments"]})
    order_row(assessment, assessor, kind=Kind.INTERVIEW)
    order_row(assessment, manager, state=State.FAILED, reason="memory", revision=2)
    client.force_login(manager)
    page = client.get(list_url(assessment))
    assert [order.kind for order in page.context["orders"]] == ["full", "plan"]
    said = text_of(page)
    for words in (
        "PDF · US Letter · without: Evidence list",
        "PDF · approved revision 2",
        "Failed",
        "Done",
        "21 bytes",
    ):
        assert words in said.replace("\xa0", " ")


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "queries"), [("full", 7), ("plan", 8), ("interview", 7), ("comparison", 8)])
def test_page_costs_the_same_with_one_order_and_with_several(
    client, manager, assessment, kind, queries, django_assert_num_queries
):
    client.force_login(manager)
    client.get(list_url(assessment))
    for _more in range(2):
        for _order in range(3):
            done_row(assessment, manager)
        with django_assert_num_queries(queries):  # session, person, assessment, style, words, orders, issued
            client.get(list_url(assessment, kind=kind))


def test_looking_at_an_order_costs_four_queries(client, manager, assessment, django_assert_num_queries):
    order = done_row(assessment, manager)
    client.force_login(manager)
    with django_assert_num_queries(4):  # session, person, order, assessment
        client.get(detail(order))


def test_looking_at_one_that_is_being_made_costs_five_queries(client, manager, assessment, django_assert_num_queries):
    client.force_login(manager)
    order = order_of(client, assessment, Kind.INTERVIEW)
    claim(worker="tests", now=timezone.now())
    assert begin(order, ReportOrder.Stage.SETTING)
    with django_assert_num_queries(5):  # session, person, order, assessment, its job
        client.get(detail(order))
