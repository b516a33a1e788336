"""The main job, as people do it: score a whole organisation, submit it, approve it, download the report."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assessments.models import Assessment
from frameworks.definition import Element
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from tests.factories import PASSWORD, make_assessment
from tests.jobs.runner import run_waiting_jobs

pytestmark = pytest.mark.django_db(transaction=True)

TOTAL = re.compile(r"(\d+\.\d\d)\s+of\s+1000?\b")


@pytest.fixture
def given(request: pytest.FixtureRequest, organisation: Organisation, manager: User, assessor: User) -> Assessment:
    """An assessment given to the assessor, with nothing answered: of the shipped framework.

    On PostgreSQL of the small one: every step is taken there too, without the two minutes for 27 elements.
    """
    framework = "version" if connection.vendor == "postgresql" else "shipped_version"
    version: FrameworkVersion = request.getfixturevalue(framework)
    return make_assessment(organisation, version, by=manager, assessors=[assessor])


def sign_in_at_the_door(page: Page, address: str, person: User) -> None:
    page.goto(address)
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def choose(page: Page, item: str, value: str) -> None:
    page.locator(f'#answer-{item} label:has(input[value="{value}"])').click()


def score_element(page: Page, element: Element, rating: int) -> None:
    """Give every indicator the rating and the objective a half, and wait for the server's yes to each."""
    for indicator in element.indicators:
        choose(page, str(indicator.number), str(rating))
    if element.objective:
        choose(page, "objective", "partial")
    saved = page.locator("[data-answer] .status__saved")
    expect(saved).to_have_count(len(element.indicators) + bool(element.objective))


def rating_for(position: int) -> int:
    return position % 5 + 1


def shown_total(page: Page) -> str:
    """The last of the figures: a dimension may be of as many points as the small framework."""
    total: str = TOTAL.findall(page.locator("#figures").inner_text().replace("\n", " "))[-1]
    return total


def test_main_job_from_sign_in_to_report(page: Page, live_server, given: Assessment, manager: User, assessor: User):
    definition = given.version.definition()
    home = live_server.url

    sign_in_at_the_door(page, home, assessor)
    page.get_by_role("link", name=given.title).first.click()
    page.get_by_role("link", name=definition.elements[0].title).first.click()
    totals = []
    for position, element in enumerate(definition.elements):
        expect(page.get_by_role("heading", level=1)).to_contain_text(element.title)
        score_element(page, element, rating_for(position))
        totals.append(float(shown_total(page)))
        page.locator("a[rel=next]").click()
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]
    sign_out(page, home)

    sign_in_at_the_door(page, home, manager)
    page.goto(f"{home}/assessments/{given.uuid}/")
    for step in ("Submit for review", "Approve and freeze"):
        page.get_by_role("link", name=step).click()
        expect(page.get_by_role("main")).to_contain_text("What happens next")
        page.get_by_role("button", name=step).click()
    expect(page.get_by_role("heading", name="State: Approved")).to_be_visible()
    page.goto(f"{home}/assessments/{given.uuid}/result/")
    expect(page.get_by_role("main")).to_contain_text("Approved by Mona Manager")
    total = page.locator(".dimension-table tfoot td").first.inner_text()
    assert float(total) == totals[-1]

    page.get_by_role("link", name="Reports").click()
    page.get_by_role("button", name="Make this document").click()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    run_waiting_jobs()
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("link", name="Download (PDF)").click()
    report = PdfReader(BytesIO(Path(download.value.path()).read_bytes()))
    text = " ".join(page.extract_text() for page in report.pages)
    assert total in text
    assert "Provisional" not in text
    assert [element.code for element in definition.elements if element.code not in text] == []
