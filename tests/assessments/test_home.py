"""The first page: what waits for each person, and what they see."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from organisations.models import Role
from tests.factories import make_assessment, make_organisation, make_user
from tests.pages import headings, link_targets, text_of


def home(client, person):
    client.force_login(person)
    return client.get(reverse("home"))


def titles(response, name):
    return [each.title for each in response.context[name]]


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
    assert titles(response, "assessments") == ["Approved", "Complete", "Halfway"]
    assert titles(response, "to_score") == ["Halfway"]
    assert titles(response, "to_approve") == []
    text = text_of(response)
    assert "Halfway Harbour Bank · 43.2 % answered Continue Halfway" in text
    assert "Untouched" not in text


def test_manager_sees_all_and_what_waits_for_approval(client, four, manager):
    response = home(client, manager)
    assert titles(response, "assessments") == ["Approved", "Complete", "Halfway", "Untouched"]
    assert titles(response, "to_score") == []
    assert titles(response, "to_approve") == ["Complete"]
    assert reverse("assessments:assessment-approve", args=[four["Complete"].uuid]) in link_targets(response)


def test_assessment_not_begun_is_begun_rather_than_continued(client, four, manager, assessor):
    four["Untouched"].assignments.create(user=assessor)
    assert "0.0 % answered Begin Untouched" in text_of(home(client, assessor))


def test_every_assessment_links_to_its_page_with_its_figures(client, four, assessor):
    response = home(client, assessor)
    assert reverse("assessments:assessment-detail", args=[four["Approved"].uuid]) in link_targets(response)
    assert "Halfway 2026 Harbour Bank Scoring 43.2 % 12.50 of" in text_of(response)
    assert "Approved 2026 Harbour Bank Approved 100.0 %" in text_of(response)


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
    assert headings(response) == ["Assessments"]


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


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_lists(client, version, manager, assessor, django_assert_num_queries, count):
    for number in range(count):
        organisation = make_organisation(f"Bank {number}", managers=[manager], assessors=[assessor])
        make_assessment(organisation, version, by=manager, assessors=[assessor, manager])
    client.force_login(manager)
    with django_assert_num_queries(4):  # session, person, assessments, memberships
        client.get("/")
