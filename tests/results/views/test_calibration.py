"""The calibration page, and the band of a team's result."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.answers import GivenAnswer
from assessments.actions.approval import sign_off
from assessments.actions.consensus import agree_element, take_middle
from assessments.agreement_record import agreement_to_json, band_now
from assessments.models import Assessment, Assignment, Snapshot
from assessments.uncertainty import band_to_json
from reports.documents.full import read_report, report_html
from tests.assessments.rounds import fill_sheet, make_round
from tests.factories import rate_all

pytestmark = pytest.mark.django_db


def calibration(assessment) -> str:
    return reverse("results:calibration-detail", args=[assessment.uuid])


def result(assessment) -> str:
    return reverse("results:result-detail", args=[assessment.uuid])


def detail(assessment) -> str:
    return reverse("assessments:assessment-detail", args=[assessment.uuid])


def words(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.content.decode()))


def ended_round(organisation, version, manager, assessor, team_mate, title="2026 assessment", **but):
    """One rates 3, the other 4, but for D1.1/1, on which both are of one mind: 5."""
    alike = {("D1.1", "1"): "5"}
    one = make_round(organisation, version, by=manager, assessors=[assessor, team_mate], title=title)
    fill_sheet(one, assessor, 3, but=alike)
    fill_sheet(one, team_mate, 4, but=alike)
    return one


@pytest.fixture
def ended(organisation, version, manager, assessor, team_mate):
    return ended_round(organisation, version, manager, assessor, team_mate)


def test_the_figure_comes_with_its_interval_and_its_meaning(client, ended, manager):
    client.force_login(manager)
    page = words(client.get(calibration(ended)))
    # 11 questions a step apart and one alike, against chance: nothing to rest on, and too few besides
    assert "Krippendorff’s alpha" in page
    assert "95 % interval from" in page
    assert "Made of the ratings of 12 indicators that at least two people rated." in page
    assert "That is little: under 30, chance has a large part in the figure." in page
    assert "This shows as soon as the team has agreed on something." in page


def test_everybody_stands_beside_what_was_agreed(client, ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    client.force_login(manager)
    page = words(client.get(calibration(ended)))
    assert "Amal Assessor close = 0.00 = 16 of 16" in page
    # 11 of 16 answers a step above; 70 % × 25 % of the points of those
    assert "Tom Teammate lenient ▲ +0.69 0.69 ▲ +16.63 5 of 16" in page


def approved(one, manager) -> Assessment:
    take_middle(assessment_uuid=one.uuid, by=manager)
    sign_off(assessment_uuid=one.uuid, by=manager)
    return one


def test_earlier_cycles_stand_beside_this_one(client, organisation, version, manager, assessor, team_mate):
    cast = (organisation, version, manager, assessor, team_mate)
    first = approved(ended_round(*cast, title="2025 assessment"), manager)
    second = ended_round(*cast, title="2026 assessment")
    client.force_login(manager)
    page = client.get(calibration(second))
    assert calibration(first) in page.content.decode()
    assert "Agreement of the team over the cycles" in words(page)
    Assignment.objects.filter(assessment=first, user=assessor).delete()
    client.force_login(assessor)
    assert "2025 assessment" not in words(client.get(calibration(second)))


def test_it_costs_the_same_with_one_cycle_and_with_three(client, organisation, version, manager, assessor, team_mate):
    counts = []
    client.force_login(manager)
    for year in (2024, 2025, 2026):
        one = ended_round(organisation, version, manager, assessor, team_mate, title=str(year))
        client.get(calibration(one))
        with CaptureQueriesContext(connection) as caught:
            client.get(calibration(one))
        counts.append(len(caught))
        approved(one, manager)
    assert counts == [7, 7, 7]


# --- the band -----------------------------------------------------------------------------------------------------


def test_the_result_says_how_far_off_it_may_be_and_which_level_it_could_have(client, ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    client.force_login(manager)
    page = words(client.get(result(ended)))
    # agreed at the lower of two: 51.75; nobody answered lower, and the other's sheet has 68.38
    assert "The total may lie between 52 and 68 points. The level could be Defined or Managed." in page
    assert "It comes from the spread of 2 assessors, at 95 %" in page


def test_what_is_not_answered_is_in_the_band_of_a_joint_sheet_too(client, assessment, assessor):
    rate_all(assessment, 3, by=assessor, leave=["D3.1"])
    client.force_login(assessor)
    page = words(client.get(result(assessment)))
    assert (
        "The total may lie between 20 and 80 points. The level could be anything from Developing to Optimising." in page
    )
    assert "It depends on what is not answered yet." in page


def test_no_band_where_nothing_is_in_doubt(client, assessment, assessor, manager):
    client.force_login(manager)
    assert "The total may lie" not in words(client.get(result(assessment)))
    rate_all(assessment, 3, by=assessor)
    assert "The total may lie" not in words(client.get(result(assessment)))


def test_no_band_while_everybody_scores_alone(client, organisation, version, manager, assessor, team_mate):
    blind = make_round(organisation, version, by=manager, assessors=[assessor, team_mate])
    fill_sheet(blind, assessor, 3)
    assert band_now(blind) is None
    client.force_login(manager)
    assert "The total may lie" not in words(client.get(result(blind)))


def test_an_approved_result_keeps_the_band_of_its_day(client, ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    kept = band_to_json(band_now(Assessment.objects.get(pk=ended.pk))) | {"high": "60.00", "levels": ["Defined"]}
    sign_off(assessment_uuid=ended.uuid, by=manager)
    Snapshot.objects.filter(assessment=ended).update(surroundings={"band": kept})
    client.force_login(manager)
    page = words(client.get(result(ended)))
    assert "The total may lie between 52 and 60 points." in page
    assert "The level could be" not in page


def test_the_record_of_a_teams_agreement(ended, manager, assessment):
    given = {"2": GivenAnswer("5", "Seen on site", 0)}
    agree_element(assessment_uuid=ended.uuid, element_code="D1.1", given=given, by=manager)
    take_middle(assessment_uuid=ended.uuid, by=manager)
    record = agreement_to_json(Assessment.objects.get(pk=ended.pk))
    assert {name: record[name] for name in ("tolerance", "questions", "agreed", "beyond_tolerance")} == {
        "tolerance": 1,
        "questions": 16,
        "agreed": 16,
        "beyond_tolerance": 0,
    }
    assert record["ratings"]["units"] == 12
    assert [(one["name"], one["submitted"], one["points"], one["signed"]) for one in record["assessors"]] == [
        ("Amal Assessor", True, "51.75", "-0.13"),
        ("Tom Teammate", True, "68.38", "0.56"),
    ]
    assert agreement_to_json(assessment) is None


def test_the_report_says_it_in_a_line(ended, manager):
    take_middle(assessment_uuid=ended.uuid, by=manager)
    one = Assessment.objects.get(pk=ended.pk)
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", report_html(read_report(one, manager))))
    assert "The total may lie between 52 and 68 points. The level could be Defined or Managed." in page


def test_the_assessment_leads_to_what_came_of_the_round(client, ended, manager, assessment):
    client.force_login(manager)
    assert calibration(ended) in client.get(detail(ended)).content.decode()
    assert calibration(assessment) not in client.get(detail(assessment)).content.decode()
