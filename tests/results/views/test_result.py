"""The result page, as each person meets it."""

import re
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import sign_off
from assessments.models import Answer, Assessment
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from tests.factories import make_assessment, rate_all


def address(assessment: Assessment) -> str:
    return reverse("results:result-detail", args=[assessment.uuid])


def words(page: bytes) -> str:
    """The text that a reader sees, without tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.decode()))


def give(assessment: Assessment, element: str, values: Iterable[tuple[str, str, str]], by: User) -> None:
    for item, value, reason in values:
        answer = Answer.objects.get(assessment=assessment, element=element, item=item)
        given = GivenAnswer(value, reason, answer.version)
        save_answer(assessment_uuid=assessment.uuid, element_code=element, item=item, given=given, by=by)


@pytest.fixture
def complete(assessment: Assessment, assessor: User) -> Assessment:
    rate_all(assessment, 3, by=assessor)
    return Assessment.objects.get(pk=assessment.pk)


def test_result_shows_the_total_its_level_and_every_element(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    page = words(client.get(address(complete)).content)
    assert "50 of 100" in page
    assert [code for code in ("D1.1", "D1.2", "D2.1", "D3.1", "E1") if code not in page] == []
    assert "Complete, and not yet approved." in page


def test_result_of_an_incomplete_assessment_says_so_far(client: Client, assessment: Assessment, assessor: User):
    client.force_login(assessor)
    give(assessment, "D1.1", [("1", "5", ""), ("2", "5", ""), ("objective", "full", "")], assessor)
    page = words(client.get(address(assessment)).content)
    assert "Result so far" in page
    assert "10 of 100" in page


def test_result_leaves_excluded_elements_out_and_names_them(client: Client, assessment: Assessment, assessor: User):
    client.force_login(assessor)
    rate_all(assessment, 5, by=assessor, leave=["D1.2"])
    give(assessment, "D1.2", [("scope", "excluded", "Nothing of the kind is done here")], assessor)
    page = words(client.get(address(assessment)).content)
    assert "of 90" in page
    assert "Out of scope, and in neither the points nor the maximum: D1.2" in page
    assert "With the excluded elements left out:" in page


def test_result_says_who_approved_it(client: Client, complete: Assessment, manager: User):
    sign_off(assessment_uuid=complete.uuid, by=manager)
    client.force_login(manager)
    assert "Approved by Mona Manager on " in words(client.get(address(complete)).content)


def test_result_shows_the_change_since_the_last_approved_cycle(
    client: Client,
    complete: Assessment,
    organisation: Organisation,
    version: FrameworkVersion,
    manager: User,
    assessor: User,
):
    sign_off(assessment_uuid=complete.uuid, by=manager)
    later = make_assessment(organisation, version, by=manager, assessors=[assessor], title="2027 self-assessment")
    rate_all(later, 4, by=assessor)
    client.force_login(manager)
    assert "▲ 18 points up since 2026 self-assessment" in words(client.get(address(later)).content)


def test_result_hides_the_last_cycle_from_whoever_may_not_see_it(
    client: Client,
    complete: Assessment,
    organisation: Organisation,
    version: FrameworkVersion,
    manager: User,
    team_mate: User,
):
    complete.assignments.filter(user=team_mate).delete()
    sign_off(assessment_uuid=complete.uuid, by=manager)
    later = make_assessment(organisation, version, by=manager, assessors=[team_mate], title="2027 self-assessment")
    rate_all(later, 4, by=team_mate)
    client.force_login(team_mate)
    assert "2026 self-assessment" not in words(client.get(address(later)).content)


def test_result_offers_approval_and_reports_to_the_manager_alone(
    client: Client, complete: Assessment, manager: User, assessor: User
):
    seen = {}
    for person in (manager, assessor):
        client.force_login(person)
        page = client.get(address(complete)).content.decode()
        seen[person] = ("/approve/" in page, "/reports/" in page)
    assert seen == {manager: (True, True), assessor: (False, False)}


@pytest.mark.parametrize("person", ["stranger", "admin"])
def test_result_is_not_there_for_others(
    client: Client, assessment: Assessment, person: str, request: pytest.FixtureRequest
):
    client.force_login(request.getfixturevalue(person))
    assert client.get(address(assessment)).status_code == 404


def test_result_takes_the_same_queries_whatever_is_answered(client: Client, assessment: Assessment, assessor: User):
    client.force_login(assessor)
    client.get(address(assessment))
    counts = []
    for rating in (None, 3):
        if rating:
            rate_all(assessment, rating, by=assessor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(assessment))
        counts.append(len(queries))
    assert counts == [7, 7]  # session, person, assessment, last cycle, band, what was noted, target


def test_result_of_the_shipped_framework_draws_the_loop_with_its_six_dimensions(
    client: Client, organisation: Organisation, shipped_version: FrameworkVersion, manager: User
):
    assessment = make_assessment(organisation, shipped_version, by=manager, assessors=[manager])
    client.force_login(manager)
    page = client.get(address(assessment)).content.decode()
    assert [
        title for title in ("Define", "Design", "Develop", "Deploy", "Discover", "Devise") if title not in page
    ] == []
    assert page.count("<h1") == 1
    assert len(re.findall(r'href="[^"]*/elements/D\d\.\d/"', page)) >= 32


def test_result_drawn_once_follows_the_next_answer(client: Client, complete: Assessment, manager: User, assessor: User):
    client.force_login(manager)
    first = client.get(address(complete)).content
    assert words(client.get(address(complete)).content) == words(first)
    rate_all(complete, 5, by=assessor)
    page = words(client.get(address(complete)).content)
    assert ("85 of 100" in page, "50 of 100" in page) == (True, False)
