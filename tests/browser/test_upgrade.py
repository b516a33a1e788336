"""An upgrade in a browser: from the notice to the points that were shown and back; and a page left open meanwhile."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from assessments.actions.approval import sign_off
from assessments.actions.upgrades import upgrade_assessment
from assessments.models import Answer
from tests.assessments.versions import changed_definition
from tests.assessments.views.conftest import answer_everything
from tests.factories import make_assessment, make_version

pytestmark = pytest.mark.django_db(transaction=True)


def assert_accessible(page) -> None:
    assert Axe().run(page).response["violations"] == []


def test_manager_upgrades_and_goes_back(page, live_server, sign_in, assessment, assessor, manager):
    answer_everything(assessment, assessor)
    make_version(changed_definition())
    sign_in(manager)
    page.goto(live_server.url + reverse("assessments:assessment-detail", args=[assessment.uuid]))
    page.get_by_role("link", name="See what an upgrade would change").click()
    expect(page.locator(".pairs tfoot")).to_contain_text(re.compile("67.50.*10.50", re.DOTALL))
    page.get_by_text("1 new element").click()
    expect(page.locator("#new-elements")).to_contain_text("Element D2.2")
    assert_accessible(page)
    page.get_by_label("Name of the snapshot").fill("Before the spring")
    page.get_by_role("button", name="Upgrade to 1.1").click()
    expect(page.get_by_text("10.50 points, as previewed.")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("Tiny, 1.1")
    assert_accessible(page)
    page.get_by_role("button", name="Go back to this").click()
    expect(page.get_by_text("Answers and points are as they were.")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("Tiny, 1.0")
    assessment.refresh_from_db()
    assert str(assessment.points) == "67.50"


def test_page_left_open_over_an_upgrade_keeps_what_is_typed_and_saves_nothing(
    page, live_server, sign_in, assessment, assessor, manager
):
    newer = make_version(changed_definition())
    sign_in(assessor)
    address = live_server.url + reverse("assessments:element-score", args=[assessment.uuid, "D1.1"])
    page.goto(address)
    upgrade_assessment(assessment_uuid=assessment.uuid, to=newer, snapshot_name="Before", by=manager)
    page.locator("#comment").fill("A long remark")
    page.locator("#comment").blur()
    status = page.locator("#answer-comment").get_by_role("status")
    expect(status).to_contain_text("A manager has changed the framework version of this assessment")
    expect(page.locator("#comment")).to_have_value("A long remark")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    assert not Answer.stored.filter(assessment=assessment, version__gt=0).exists()
    page.on("dialog", lambda dialog: dialog.accept())  # it asks whether to leave with something unsaved
    page.goto(address)
    page.locator("#comment").fill("A long remark")
    page.locator("#comment").blur()
    expect(status).to_have_text("Saved")


@pytest.mark.sqlite
def test_restated_result_and_list_of_upgrades_are_accessible(
    page, live_server, sign_in, organisation, assessment, assessor, manager
):
    make_assessment(organisation, assessment.version, by=manager, title="Next year")
    answer_everything(assessment, assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    make_version(changed_definition())
    sign_in(manager)
    page.goto(live_server.url + reverse("assessments:assessment-detail", args=[assessment.uuid]))
    page.get_by_role("link", name="See it restated under 1.1").click()
    expect(page.get_by_text("This is not the approved result.")).to_be_visible()
    assert_accessible(page)
    page.goto(live_server.url + reverse("assessments:upgrade-list"))
    page.get_by_label("Next year").check()
    assert_accessible(page)
    page.get_by_role("button", name="Upgrade those chosen").click()
    expect(page.get_by_text("0.00 points before, 0.00 now.")).to_be_visible()
    assert_accessible(page)
