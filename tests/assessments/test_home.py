"""The first page: what waits for each person, and what they see."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from organisations.models import Role
from tests.factories import make_assessment, make_notice, make_organisation, make_user
from tests.pages import headings, link_targets, text_of


def home(client, person):
    client.force_login(person)
    return client.get(reverse("home"))


def listed(response):
    return [each.title for each in response.context["assessments"]]


def asked(response):
    """Each assessment of one's work with the buttons that stand beside it."""
    return {entry.work.assessment.title: [ask.label for ask in entry.asks] for entry in response.context["entries"]}


@pytest.fixture
def four(organisation, version, manager, assessor):
    """One not begun, one half answered, one complete, one approved; the assessor is given all but the first."""
    stages = {
        "Untouched": {},
        "Halfway": {"answered_percent": "43.2", "points": "12.50"},
        "Complete": {"answered_percent": 100, "complete": True},
        "Approved": {"answered_percent": 100, "complete": True, "state": "approved", "level": "Defined"},
    }
    for title, stage in stages.items():
        assessors = [] if title == "Untouched" else [assessor]
        made = make_assessment(organisation, version, by=manager, assessors=assessors, title=title)
        Assessment.objects.filter(pk=made.pk).update(**stage)
    return {each.title: each for each in Assessment.objects.all()}


def test_visitor_is_sent_to_sign_in(client, db):
    assert client.get("/").url == "/accounts/login/?next=/"


def test_assessor_sees_what_is_theirs_and_what_is_left_to_score(client, four, assessor):
    response = home(client, assessor)
    assert listed(response) == ["Approved", "Complete", "Halfway"]
    assert asked(response) == {"Halfway": ["Begin with D1.1"], "Complete": ["Begin with D1.1"]}
    text = text_of(response)
    assert "Halfway Harbour Bank · Scoring Your part: the whole · 0 of 16 answered Begin with D1.1 · Halfway" in text
    assert "Untouched" not in text


def test_manager_sees_all_and_what_waits_for_them(client, four, manager):
    response = home(client, manager)
    assert listed(response) == ["Approved", "Complete", "Halfway", "Untouched"]
    assert asked(response) == {"Complete": ["Approve"], "Untouched": ["Set it up and start"]}
    assert "It is complete, and waits for your approval. Approve · Complete" in text_of(response)
    assert reverse("assessments:assessment-approve", args=[four["Complete"].uuid]) in link_targets(response)


def test_every_assessment_links_to_its_page_with_its_figures(client, four, assessor):
    response = home(client, assessor)
    assert reverse("assessments:assessment-detail", args=[four["Approved"].uuid]) in link_targets(response)
    assert "Halfway 2026 Harbour Bank Scoring 43.2 % 12.50 of" in text_of(response)
    assert "Approved 2026 Harbour Bank Approved 100.0 %" in text_of(response)


def test_work_comes_by_due_date_and_says_how_near_that_is(client, organisation, version, manager, assessor):
    today = timezone.localdate()
    for title, days in {"Far": 40, "Never": None, "Near": 3, "Late": -2, "Today": 0, "Morrow": 1}.items():
        made = make_assessment(organisation, version, by=manager, assessors=[assessor], title=title)
        due = None if days is None else today + datetime.timedelta(days=days)
        Assessment.objects.filter(pk=made.pk).update(due_on=due)
    response = home(client, assessor)
    assert {entry.work.assessment.title: entry.due for entry in response.context["entries"]} == {
        "Late": "Overdue by 2 days",
        "Today": "Due today",
        "Morrow": "Due tomorrow",
        "Near": "Due in 3 days",
        "Far": "Due",
        "Never": "",
    }
    assert list(asked(response)) == ["Late", "Today", "Morrow", "Near", "Far", "Never"]
    # a date that has passed has a sign of its own, beside its words and its colour
    page = response.content.decode()
    assert page.count('class="due due--over"') == page.count("M8 1 L15.5 15 H0.5 Z") == 1


def test_new_notices_are_counted(client, assessment, assessor):
    assessor.notices.all().delete()
    assert "new notice" not in text_of(home(client, assessor))
    make_notice(assessment, assessor)
    assert "1 new notice " in text_of(home(client, assessor))
    make_notice(assessment, assessor)
    response = home(client, assessor)
    assert "2 new notices " in text_of(response)
    assert reverse("assessments:notice-list") in link_targets(response)


def test_organisations_are_listed_with_the_persons_role(client, organisation, other_organisation, manager):
    other_organisation.memberships.create(user=manager, role=Role.ASSESSOR)
    text = text_of(home(client, manager))
    assert "Harbour Bank Manager Quiet Clinic Assessor" in text


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ("manager", "No assessments yet Create the first one and say who scores it. Create an assessment"),
        ("assessor", "Nothing is assigned to you yet"),
        ("admin", "Your work is in the administration"),
        ("newcomer", "You belong to no organisation yet"),
    ],
)
def test_empty_page_says_what_to_do_first(client, request, organisation, person, told):
    someone = make_user("New Comer") if person == "newcomer" else request.getfixturevalue(person)
    response = home(client, someone)
    assert told in text_of(response)
    assert headings(response) == ["My work"]


def test_who_has_nothing_to_do_is_told_so(client, organisation, version, manager, assessor):
    make_assessment(organisation, version, by=manager, assessors=[assessor])
    assert "Nothing waits for you." in text_of(home(client, manager))


def test_administrator_is_shown_the_way_to_the_administration(client, admin):
    assert reverse("admin:index") in link_targets(home(client, admin))


def test_manager_of_several_organisations_chooses_where_to_create(client, organisation, other_organisation, manager):
    other_organisation.memberships.create(user=manager, role=Role.MANAGER)
    response = home(client, manager)
    assert "Open one of your organisations below and create its first one." in text_of(response)
    assert [target for target in link_targets(response) if target.endswith("/new/")] == []


def test_nothing_of_another_organisation_is_on_the_page(client, four, other_assessment, stranger, manager):
    assert "Quiet Clinic" not in home(client, manager).content.decode()
    page = home(client, stranger).content.decode()
    assert [word for word in ("Harbour Bank", "Halfway", "Mona", "Amal") if word in page] == []


@pytest.mark.parametrize("mode", ["joint", "independent"])
@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_lists(
    client, version, manager, assessor, django_assert_num_queries, count, mode
):
    for number in range(count):
        organisation = make_organisation(f"Bank {number}", managers=[manager], assessors=[assessor])
        made = make_assessment(organisation, version, by=manager, assessors=[assessor, manager], mode=mode)
        make_notice(made, manager)
    version.definition()  # kept by every process from its first page on
    client.force_login(manager)
    # session, person, memberships; what is seen (2), assessments; work with a day and without, findings, points,
    # mentions (and one's own sheets); new notices
    with django_assert_num_queries(12 if mode == "joint" else 13):
        client.get("/")
