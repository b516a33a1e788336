"""A scale of many steps on the scoring page: one list, by mouse and by keyboard, saved like any other answer."""

import pytest
from playwright.sync_api import Page, expect

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer, Assessment
from tests.factories import make_assessment, make_version
from tests.shapes import LONG_SCALE, shaped

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long_scale(organisation, manager, assessor) -> Assessment:
    version = make_version(shaped(1, indicators=2, ratings=LONG_SCALE))
    return make_assessment(organisation, version, by=manager, assessors=[assessor])


@pytest.fixture
def opened(page: Page, live_server, long_scale, assessor, sign_in) -> Page:
    sign_in(assessor)
    page.route("**/presence/", lambda route: route.fulfill(status=204))
    page.goto(f"{live_server.url}/assessments/{long_scale.uuid}/elements/D1.1/")
    return page


def stored(assessment: Assessment) -> tuple[str, str, int]:
    answer = Answer.objects.get(assessment=assessment, element="D1.1", item="1")
    return answer.value, answer.reason, answer.version


def test_step_is_saved_the_moment_it_is_chosen(opened, long_scale):
    opened.locator("#answer-1 select").select_option("45 %")
    expect(opened.locator("#answer-1").get_by_role("status")).to_have_text("Saved")
    expect(opened.locator("#figures")).to_contain_text("2.25 of 10")
    assert stored(long_scale) == ("45", "", 1)


def test_keyboard_chooses_by_typing_and_saves_where_it_stops(opened, long_scale):
    opened.locator("#answer-1 select").focus()
    opened.keyboard.type("85")
    expect(opened.locator("#answer-1").get_by_role("status")).to_have_text("Saved")
    assert stored(long_scale) == ("85", "", 1)


def test_conflict_puts_the_other_answer_into_the_list(opened, long_scale, organisation, assessor):
    given = GivenAnswer("10", "", 0)
    save_answer(assessment_uuid=long_scale.uuid, element_code="D1.1", item="1", given=given, by=assessor)
    opened.locator("#answer-1 select").select_option("45 %")
    expect(opened.locator("#answer-1 dd")).to_have_text(["10 %", "45 %"])
    opened.get_by_role("button", name="Keep the saved one").click()
    expect(opened.locator("#answer-1").get_by_role("status")).to_have_text("Saved")
    expect(opened.locator("#answer-1 select")).to_have_value("10")


def test_not_applicable_asks_for_its_reason(opened, long_scale):
    opened.locator("#answer-1 select").select_option("n/a Not applicable")
    opened.locator("#answer-1").get_by_label("Why is it not applicable?").fill("No branches")
    expect(opened.locator("#answer-1").get_by_role("status")).to_have_text("Saved")
    assert stored(long_scale) == ("n/a", "No branches", 1)


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
def test_list_fits_every_width(opened, width):
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
