"""The download: who gets it, under which name, and what happens when it can't be made."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.actions.approval import sign_off
from assessments.models import Assessment
from organisations.models import User
from press.press import Press, the_press
from reports import making
from tests.factories import make_assessment, make_version
from tests.reports.test_report_pdf import words_of
from tests.results.test_related import pointing


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch) -> Press:
    """Each test has a shelf of its own; the engine is the one that is warm already."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(making, "the_press", lambda: press)
    return press


@pytest.fixture
def report_url(assessment: Assessment) -> str:
    return reverse("reports:report-download", args=[assessment.uuid])


def answer_all(assessment: Assessment, by: User) -> None:
    definition = assessment.version.definition()
    for element in definition.walk():
        given = {str(one.number): GivenAnswer("4", "", 0) for one in element.indicators}
        if element in definition.elements:
            given |= {"objective": GivenAnswer("partial", "", 0), "comment": GivenAnswer("We <b>saw</b> it.", "", 0)}
        save_sheet(assessment_uuid=assessment.uuid, element_code=element.code, given=given, by=by)


def test_a_manager_gets_the_pdf(client, manager, report_url):
    client.force_login(manager)
    response = client.get(report_url)
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")
    name = "harbour-bank-2026-self-assessment-maturity-report-provisional.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_no_cache_keeps_it(client, manager, report_url):
    client.force_login(manager)
    assert {"private", "no-store"} <= set(client.get(report_url)["Cache-Control"].split(", "))


def test_an_assessor_may_not(client, assessor, report_url):
    client.force_login(assessor)
    assert client.get(report_url).status_code == 403


@pytest.mark.parametrize("person", ["stranger", "admin"])
def test_who_does_not_belong_there_learns_nothing(person, client, request, other_organisation, report_url):
    client.force_login(request.getfixturevalue(person))
    absent = reverse("reports:report-download", args=["00000000-0000-4000-8000-000000000000"])
    answers = [client.get(url) for url in (report_url, absent)]
    assert [(one.status_code, one.content) for one in answers] == [(404, answers[0].content)] * 2


def test_nobody_gets_it_without_signing_in(client, report_url):
    response = client.get(report_url)
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, reverse("account_login"))


def test_the_approved_report_has_the_stored_total_and_no_reserve(client, assessor, manager, assessment, report_url):
    answer_all(assessment, assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    client.force_login(manager)
    response = client.get(report_url)
    assessment.refresh_from_db()
    words = words_of(response.content)
    assert words.count(f"{assessment.points:.0f} of {assessment.maximum:.0f}") > 0
    assert (words.count("We <b>saw</b> it.") > 0, re.findall("(?i)provisional|so far", words)) == (True, [])
    assert response["Content-Disposition"] == (
        'attachment; filename="harbour-bank-2026-self-assessment-maturity-report.pdf"'
    )


def test_the_approved_report_stays_the_same_when_names_change(
    client, assessor, manager, assessment, organisation, report_url
):
    client.force_login(manager)
    answer_all(assessment, assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    issued = client.get(report_url).content
    organisation.name, manager.full_name = "Harbour Holding", "Mona Married"
    organisation.save()
    manager.save()
    assert client.get(report_url).content == issued


def test_a_report_made_before_comes_from_the_shelf(client, manager, report_url, own_data_folder, monkeypatch):
    client.force_login(manager)
    first = client.get(report_url).content
    monkeypatch.setattr(making, "the_press", lambda: replace(own_data_folder, seconds=0.001))
    assert client.get(report_url).content == first


def test_a_changed_answer_makes_another_report(client, assessor, manager, assessment, report_url):
    client.force_login(manager)
    first = client.get(report_url).content
    answer_all(assessment, assessor)
    assert client.get(report_url).content != first


def test_a_report_that_fails_says_why_and_loses_nothing(
    client, manager, report_url, own_data_folder, monkeypatch, caplog
):
    client.force_login(manager)
    monkeypatch.setattr(making, "the_press", lambda: replace(own_data_folder, seconds=0.001))
    response = client.get(report_url)
    page = response.content.decode()
    assert (response.status_code, page.count("longer than a report may take"), page.count("Nothing is lost")) == (
        503,
        1,
        1,
    )
    monkeypatch.setattr(making, "the_press", lambda: own_data_folder)
    assert client.get(report_url).status_code == 200


def test_reading_costs_the_same_few_queries(client, manager, report_url, django_assert_num_queries):
    client.force_login(manager)
    client.get(report_url)
    with django_assert_num_queries(6):  # session, user, assessment, answers, last cycle, assessors
        client.get(report_url)


def test_related_framework_costs_one_query_more(client, manager, organisation, version, django_assert_num_queries):
    quick = make_assessment(organisation, make_version(pointing(("D1.1",))), by=manager)
    client.force_login(manager)
    address = reverse("reports:report-download", args=[quick.uuid])
    client.get(address)
    with django_assert_num_queries(7):  # and the related framework's version
        assert client.get(address).status_code == 200


def test_the_press_of_the_process_is_one(settings, tmp_path):
    assert the_press() is the_press()
