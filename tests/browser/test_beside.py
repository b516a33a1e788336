"""Beside the questions: loaded when it is opened, kept up to date, and the last cycle taken over from it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer, Assessment
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db(transaction=True)
ACCESSIBLE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def before(organisation, version, manager, assessor):
    """The last cycle, approved."""
    last = make_assessment(organisation, version, by=manager, assessors=[assessor], title="2025 self-assessment")
    for item, value in {"1": "3", "2": "4", "comment": "Well said."}.items():
        given = GivenAnswer(value, "", 0)
        save_answer(assessment_uuid=last.uuid, element_code="D1.1", item=item, given=given, by=assessor)
    Assessment.objects.filter(pk=last.pk).update(state=Assessment.State.APPROVED, approved_at="2025-12-01T12:00Z")
    return last


@pytest.fixture
def element(page, live_server, sign_in, before, assessment, assessor):
    """The element's page on a wide screen."""
    sign_in(assessor)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/assessments/{assessment.uuid}/elements/D1.1/")
    return page


def fold(page, name):
    return page.locator(f"details[data-remember=beside-{name}]")


def unfold(page, name):
    fold(page, name).locator("summary").first.click()
    return fold(page, name).locator(".panel")


def stored(assessment, item):
    answer = Answer.objects.get(assessment=assessment, element="D1.1", item=item)
    return answer.value, answer.taken_over


def test_each_fold_loads_when_it_is_opened_and_is_remembered(element):
    asked = []
    element.on("request", lambda request: asked.append(request.url.split("/D1.1/")[-1]))
    history = unfold(element, "history")
    expect(history).to_contain_text("Nothing has been answered here yet.")
    assert [address for address in asked if address != "presence/"] == ["history/"]
    element.reload()
    expect(fold(element, "history").locator(".panel")).to_contain_text("Nothing has been answered here yet.")
    assert Axe().run(element, options=ACCESSIBLE).violations_count == 0


def test_last_cycle_is_taken_over_and_confirmed_beside_the_rows(element, assessment):
    panel = unfold(element, "last-cycle")
    panel.get_by_role("button", name="Take over Indicator 1").click()
    row = element.locator("#answer-1")
    expect(row.locator("input:checked")).to_have_value("3")
    expect(row.get_by_role("status")).to_contain_text("Taken over from the last cycle, not confirmed yet.")
    assert stored(assessment, "1") == ("3", True)
    expect(panel).to_contain_text("Taken over, not confirmed yet.")
    panel.get_by_role("button", name="Take over all 2 open answers").click()
    expect(element.locator("#answer-2 input:checked")).to_have_value("4")
    expect(element.get_by_label("Comment", exact=True)).to_have_value("Well said.")
    panel.get_by_role("button", name="Confirm all 3 answers taken over").click()
    expect(panel).to_contain_text("3 answers are confirmed.")
    expect(row.get_by_role("status")).not_to_contain_text("Taken over")
    assert [stored(assessment, item) for item in ("1", "2", "comment")] == [
        ("3", False),
        ("4", False),
        ("Well said.", False),
    ]
    # The desk has followed: the next answer stands on what was confirmed.
    row.get_by_role("radio", name="5 Optimising", exact=True).check(force=True)
    expect(row.get_by_role("status")).to_have_text("Saved")
    assert stored(assessment, "1") == ("5", False)


def test_given_answer_is_replaced_by_a_second_press_alone(element, assessment):
    row = element.locator("#answer-1")
    row.get_by_role("radio", name="5 Optimising", exact=True).check(force=True)
    expect(row.get_by_role("status")).to_have_text("Saved")
    panel = unfold(element, "last-cycle")
    expect(panel.get_by_role("button", name="Replace it Indicator 1")).to_be_hidden()
    panel.get_by_text("Take over instead …").click()
    panel.get_by_role("button", name="Replace it Indicator 1").click()
    expect(row.locator("input:checked")).to_have_value("3")
    expect(row.get_by_role("status")).to_contain_text("not confirmed yet")
    assert stored(assessment, "1") == ("3", True)


def test_history_follows_what_is_saved(element):
    panel = unfold(element, "history")
    expect(panel).to_contain_text("Nothing has been answered here yet.")
    element.locator("#answer-1").get_by_role("radio", name="5 Optimising", exact=True).check(force=True)
    expect(panel.get_by_role("listitem")).to_contain_text(["Indicator 1"])


def test_phone_has_links_below_the_rows(element, live_server):
    element.set_viewport_size({"width": 390, "height": 844})
    expect(fold(element, "history")).to_be_hidden()
    links = element.get_by_role("navigation", name="Beside the questions")
    links.get_by_role("link", name="Last cycle").click()
    expect(element.get_by_role("heading", level=1)).to_have_text("Last cycle")
    element.get_by_role("button", name="Take over Indicator 1").click()
    expect(element.locator(".last")).to_contain_text("1 answer was taken over.")
    assert Axe().run(element, options=ACCESSIBLE).violations_count == 0
