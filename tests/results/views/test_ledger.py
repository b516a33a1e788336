"""The page of a ledger: who reads it, what it says, and that every line has an address that the result leads to."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.approval import sign_off
from assessments.models import Assessment
from assessments.workflow import Mode
from organisations.models import User
from tests.factories import make_assessment, rate_all
from tests.pages import link_targets, text_of


def address(assessment: Assessment) -> str:
    return reverse("results:ledger-detail", args=[assessment.uuid])


@pytest.fixture
def complete(assessment: Assessment, assessor: User) -> Assessment:
    rate_all(assessment, 4, by=assessor, leave=["D1.2"])
    return Assessment.objects.get(pk=assessment.pk)


def test_ledger_shows_each_step_from_the_ratings_to_the_total(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    page = text_of(client.get(address(complete)))
    # 70 % × 75 + 30 % × 50 = 67.5; of 10, 20 and 60 points: 6.75 + 13.50 + 40.50
    steps = [
        "150 ÷ 2",
        "70 % × 75 + 30 % × 50 = 52.5 + 15",
        "67.5 % × 10 = 6.75",
        "20.25 Category A + 40.50",
    ]
    assert [step for step in steps if step not in page] == []
    assert "every line agrees" in page
    assert "60.75 ÷ 100 = 60.75 %" in page


def test_ledger_says_where_a_stored_figure_is_not_what_its_answers_come_to(
    client: Client, complete: Assessment, manager: User
):
    complete.element_scores["D1.1"]["points"] = "9.99"
    complete.save()
    client.force_login(manager)
    page = text_of(client.get(address(complete)))
    assert "Some stored figures are not what the answers come to." in page
    assert "every line agrees" not in page


def test_every_figure_on_the_result_leads_to_a_line_that_is_there(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    result = link_targets(client.get(reverse("results:result-detail", args=[complete.uuid])))
    led_to = {target.split("#")[1] for target in result if target.startswith(f"{address(complete)}#")}
    lines = set(re.findall(r' id="([^"]+)"', client.get(address(complete)).content.decode()))
    assert led_to - lines == set()
    assert led_to == {
        "total",
        *("category-A", "category-P", "dimension-D1", "dimension-D2", "dimension-D3"),
        *("element-D1.1", "element-D1.2", "element-D2.1", "element-D3.1", "element-E1"),
    }


def test_ledger_of_an_approved_revision_stays_as_it_was(client: Client, assessment: Assessment, manager, assessor):
    rate_all(assessment, 4, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    client.force_login(manager)
    kept = reverse("results:ledger-revision", args=[assessment.uuid, 1])
    assert "Why 68?" in text_of(client.get(kept))
    result = link_targets(client.get(reverse("results:result-detail", args=[assessment.uuid])))
    assert f"{kept}#total" in result
    assessment.answers.filter(element="D1.1").update(value="")
    assert text_of(client.get(kept)) == text_of(client.get(address(assessment)))
    assert client.get(reverse("results:ledger-revision", args=[assessment.uuid, 2])).status_code == 404


@pytest.mark.parametrize("person", ["stranger", "admin"])
def test_ledger_is_not_there_for_others(client: Client, complete: Assessment, person: str, request):
    client.force_login(request.getfixturevalue(person))
    assert client.get(address(complete)).status_code == 404
    assert client.get(reverse("results:ledger-table", args=[complete.uuid, "csv"])).status_code == 404


def test_ledger_of_a_blind_assessment_tells_nothing(client: Client, organisation, version, manager, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    client.force_login(manager)
    assert "ledger" not in client.get(address(blind)).content.decode().split("<main")[1]
    assert client.get(reverse("results:ledger-table", args=[blind.uuid, "json"])).status_code == 409


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_ledger_is_given_as_a_file(client: Client, complete: Assessment, manager: User, extension: str):
    client.force_login(manager)
    response = client.get(reverse("results:ledger-table", args=[complete.uuid, extension]))
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{extension}"')


def test_ledger_as_a_file_holds_a_row_for_every_line(client: Client, complete: Assessment, manager: User):
    client.force_login(manager)
    found = json.loads(client.get(reverse("results:ledger-table", args=[complete.uuid, "json"])).content)
    rows = {row["line"]: row for row in found["rows"]}
    assert rows["total"]["points"] == "60.75"
    assert rows["element-D1.1"]["rules"] == "1, 2, 3, 5"
    assert rows["element-D1.1-1"]["product"] == "75"
    # total, 2 categories, 3 dimensions; 4 elements with 2 parts each, 1 enabler with 1; 12 indicators
    assert len(rows) == 1 + 2 + 3 + 4 * 3 + 2 + 12


def test_ledger_takes_the_same_queries_whatever_is_answered(client: Client, assessment, assessor):
    client.force_login(assessor)
    counts = []
    for rating in (None, 3):
        if rating:
            rate_all(assessment, rating, by=assessor)
        client.get(address(assessment))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(assessment))
        counts.append(len(queries))
    assert counts == [4, 4]  # session, person, assessment, answers
