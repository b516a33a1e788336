"""The manager's first screen: whose, of what, and what it never tells."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from assessments.workflow import Mode
from organisations.models import Organisation, Unit, User
from plans.actions.actions import GivenAction, add_action
from targets.actions.targets import aim_one_level_up
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version, rate_all
from tests.pages import link_targets, text_of


def address(organisation: Organisation, of: Assessment | None = None) -> str:
    path = reverse("results:overview-detail", args=[organisation.slug])
    return f"{path}?of={of.uuid}" if of else path


@pytest.fixture
def complete(assessment: Assessment, assessor: User) -> Assessment:
    rate_all(assessment, 3, by=assessor)
    return Assessment.objects.get(pk=assessment.pk)


def test_overview_says_where_the_organisation_stands_and_what_waits(
    client: Client, organisation: Organisation, complete: Assessment, manager: User
):
    client.force_login(manager)
    page = text_of(client.get(address(organisation)))
    said = ["50 of 100", "Top strengths and biggest gaps", "The weakest link", "What waits for you", "Enabler E1"]
    assert [words for words in said if words not in page] == []
    assert "It is complete, and waits for your approval." in page


def test_overview_of_an_approved_result_is_as_it_was_approved(
    client: Client, organisation: Organisation, complete: Assessment, manager: User, assessor: User, version
):
    sign_off(assessment_uuid=complete.uuid, by=manager)
    later = make_assessment(organisation, version, by=manager, assessors=[assessor], title="2027")
    rate_all(later, 4, by=assessor)
    client.force_login(manager)
    page = text_of(client.get(address(organisation)))
    assert "▲ 18 points up since 2026 self-assessment" in page
    assert "What it is about" not in page  # one unit, one framework: the newest of it


def test_overview_lets_one_choose_between_units_and_frameworks(
    client: Client, organisation: Organisation, complete: Assessment, manager: User, assessor: User
):
    unit = Unit.objects.create(organisation=organisation, name="Branches")
    other = make_version(tiny_definition(framework="other", title="Another one"))
    second = make_assessment(organisation, other, by=manager, assessors=[assessor], title="Branches 2026")
    Assessment.objects.filter(pk=second.pk).update(unit=unit)
    rate_all(second, 5, by=assessor)
    client.force_login(manager)
    page = text_of(client.get(address(organisation)))
    assert "85 of 100" in page
    assert "Branches · Another one · Branches 2026" in page
    assert "50 of 100" in text_of(client.get(address(organisation, complete)))


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-0000-0000-000000000009", "theirs"])
def test_overview_of_what_is_not_the_organisations_is_not_there(
    client: Client, organisation: Organisation, complete: Assessment, other_assessment: Assessment, manager, asked: str
):
    client.force_login(manager)
    of = str(other_assessment.uuid) if asked == "theirs" else asked
    assert client.get(f"{address(organisation)}?of={of}").status_code == 404


def test_overview_shows_an_assessor_only_what_they_may_see(
    client: Client, organisation: Organisation, complete: Assessment, team_mate: User
):
    complete.assignments.filter(user=team_mate).delete()
    client.force_login(team_mate)
    page = text_of(client.get(address(organisation)))
    assert "Nothing to show yet" in page
    assert "50 of 100" not in page


def test_overview_of_a_blind_assessment_has_no_figure(client: Client, organisation, version, manager, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    client.force_login(manager)
    page = client.get(address(organisation, blind))
    assert "There is no figure until the round has ended." in text_of(page)
    assert "headline" not in page.content.decode()


def test_overview_of_an_organisation_without_assessments_says_what_to_do(client, organisation, manager):
    client.force_login(manager)
    assert "Nothing to show yet" in text_of(client.get(address(organisation)))


def test_overview_is_the_first_link_of_a_manager(client: Client, organisation, complete, manager):
    client.force_login(manager)
    for page in (reverse("home"), reverse("organisations:organisation-detail", args=[organisation.slug])):
        assert address(organisation) in link_targets(client.get(page))


def test_overview_takes_the_same_queries_for_one_assessment_and_for_three(
    client: Client, organisation, complete: Assessment, manager, assessor
):
    client.force_login(manager)
    counts = []
    for more in (0, 2):
        for number in range(more):
            version = make_version(tiny_definition(framework=f"other-{number}"))
            rate_all(make_assessment(organisation, version, by=manager, assessors=[assessor]), 3, by=assessor)
        client.get(address(organisation, complete))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(organisation, complete))
        counts.append(len(queries))

    # session, person, organisation, choices; its scores, version, band, last cycle, target, plan; then what waits
    assert counts == [18, 18]


def test_overview_names_the_target_the_plan_and_what_is_overdue(client, organisation, complete, manager):
    """What the manager does next stands above the fold."""
    aim_one_level_up(assessment_uuid=complete.uuid, number=0, by=manager, due_on=datetime.date(2099, 1, 31))
    given = GivenAction("Ask the front line", owner=manager, due=datetime.date(2020, 1, 31))
    add_action(assessment_uuid=complete.uuid, given=given, by=manager)
    client.force_login(manager)
    text = text_of(client.get(reverse("results:overview-detail", args=[organisation.slug])))
    assert "points by 31 January 2099:" in text
    assert "1 action is overdue" in text
    assert "Your actions in the plan Ask the front line 31 January 2020 overdue" in text
