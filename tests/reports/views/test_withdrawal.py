"""Pages around an order that nobody has begun with: what they say, and the buttons that withdraw it or replace it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from jobs.actions.leases import claim
from organisations.models import Role, User
from reports.actions.ending import begin
from reports.actions.issues import issue_report
from reports.kinds import Kind
from reports.models import IssuedReport, ReportOrder
from reports.options import all_of
from tests.factories import make_user, rate_all
from tests.pages import link_targets, text_of
from tests.reports.issuing import fresh, issued_file
from tests.reports.orders import choices_of, detail, list_url, order_row

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def approved(assessment, assessor, manager) -> Assessment:
    rate_all(assessment, 4, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return fresh(assessment)


@pytest.fixture
def other(organisation) -> User:
    """A second manager of the same organisation."""
    person = make_user("Olga Other")
    organisation.memberships.create(user=person, role=Role.MANAGER)
    return person


@pytest.fixture
def waiting(approved, manager) -> ReportOrder:
    """A report that waits to be issued."""
    return issue_report(assessment=approved, kind=Kind.FULL, options=all_of(Kind.FULL), by=manager)


def withdraw_url(order: ReportOrder) -> str:
    return reverse("reports:order-withdraw", args=[order.uuid])


def pressed_next(page) -> str:
    """What the button sends that issues."""
    return page.context["issue_value"]


def sent(client: Client, assessment: Assessment, press: str):
    return client.post(list_url(assessment), choices_of(Kind.FULL, paper="letter", issue=press))


def test_second_manager_is_told_who_is_first_and_takes_the_place_by_one_more_press(client, approved, waiting, other):
    client.force_login(other)
    page = sent(client, approved, "1")
    said = text_of(page)
    assert (page.status_code, "Mona Manager asked for it on" in said) == (422, True)
    assert ("Withdraw that one and issue this" in said, pressed_next(page)) == (True, str(waiting.uuid))
    assert "<title>Before you issue it: Reports of" in page.content.decode()
    assert 'tabindex="-1" autofocus' in page.content.decode()
    took = sent(client, approved, pressed_next(page))
    waiting.refresh_from_db()
    held = IssuedReport.objects.get()
    assert (waiting.reason, held.issued_by, held.options["paper"]) == ("withdrawn", other, "letter")
    assert took.url == detail(held.orders.open().get())


def test_what_somebody_works_on_can_only_be_waited_for(client, approved, waiting, other):
    assert claim(worker="tests", now=timezone.now())
    assert begin(waiting, ReportOrder.Stage.READING)
    client.force_login(other)
    page = sent(client, approved, str(waiting.uuid))
    assert (page.status_code, pressed_next(page)) == (422, "1")
    assert "It is being made at this moment. Look again in a minute." in text_of(page)
    assert "Withdraw" not in text_of(page)


def test_refusal_for_another_reason_asks_nothing_about_issuing_once_more(client, approved, manager):
    client.force_login(manager)
    page = client.post(list_url(approved), choices_of(Kind.FULL, format="docx", issue="1"))
    assert (pressed_next(page), "Issue it with a number" in text_of(page)) == ("1", True)
    assert "<title>Error: Reports of" in page.content.decode()
    issued_file(approved, manager)
    assert pressed_next(sent(client, approved, "1")) == "again"


def test_list_shows_what_waits_and_withdraws_it(client, approved, waiting, other):
    client.force_login(other)
    page = client.get(list_url(approved))
    assert ("Waiting not made yet" in text_of(page), withdraw_url(waiting) in page.content.decode()) == (True, True)
    done = client.post(withdraw_url(waiting), follow=True)
    assert "The order is withdrawn. Nothing was made, and nothing was issued." in text_of(done)
    assert not IssuedReport.objects.exists()
    late = client.post(withdraw_url(order_row(approved, other, state="done")), follow=True)
    assert "there is nothing left to withdraw" in text_of(late)


def test_own_order_is_withdrawn_from_its_page_and_can_be_ordered_again(client, approved, manager):
    order = order_row(approved, manager)
    client.force_login(manager)
    assert withdraw_url(order) in client.get(detail(order)).content.decode()
    client.post(withdraw_url(order))
    page = client.get(detail(order))
    said = text_of(page)
    assert [words in said for words in ("It was withdrawn", "Order it again", "It could not be made")] == [
        True,
        True,
        False,
    ]
    assert list_url(approved) in {target.split("?")[0] for target in link_targets(page)}
    again = client.post(reverse("reports:order-again", args=[order.uuid]))
    assert ReportOrder.objects.get(uuid=again.url.split("/")[-2]).state == "waiting"


def test_guide_is_withdrawn_by_who_asked_for_it(client, assessor, version):
    order = ReportOrder.objects.create(version=version, kind=Kind.GUIDE, by=assessor)
    client.force_login(assessor)
    guide = reverse("reports:guide-detail", args=[version.framework.slug, version.number])
    assert client.post(withdraw_url(order)).url == guide
    order.refresh_from_db()
    assert order.reason == "withdrawn"


def test_assessor_may_not_withdraw_what_a_manager_issues(client, waiting, assessor, stranger):
    answers = []
    for person in (assessor, stranger):
        client.force_login(person)
        answers.append(client.post(withdraw_url(waiting)).status_code)
    assert answers == [403, 404]


def test_page_of_an_order_without_a_worker_says_since_when(client, approved, manager):
    order = order_row(approved, manager)
    ReportOrder.objects.update(at=timezone.now() - datetime.timedelta(minutes=7))
    client.force_login(manager)
    assert "Nobody has worked on it for 7 minutes." in text_of(client.get(detail(order)))
