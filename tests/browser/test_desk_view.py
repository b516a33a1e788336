"""What the desk looks like on a laptop: a whole element in one view, nothing that jumps, and axe at zero everywhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.desk import choose, out_of_reach, row, status
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shipped_element(page: Page, live_server, organisation, shipped_version, manager, assessor, sign_in) -> Page:
    """The shipped framework's first element, of six indicators, on a laptop."""
    assessment = make_assessment(organisation, shipped_version, by=manager, assessors=[assessor])
    sign_in(assessor)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{live_server.url}/assessments/{assessment.uuid}/elements/D1.1/")
    return page


def edge(page: Page, selector: str, name: str) -> float:
    return float(page.locator(selector).evaluate(f"one => one.getBoundingClientRect().{name}"))


def test_whole_element_stands_in_one_view_on_a_laptop(shipped_element):
    page = shipped_element
    assert page.locator(".answer--rating").count() == 6
    page.keyboard.press("j")
    expect(page.locator("[data-look]")).not_to_be_empty()
    assert edge(page, "h1", "top") > 0
    assert edge(page, "#answer-6", "bottom") <= edge(page, "[data-look]", "top")
    assert page.evaluate("scrollY") == 0


def test_nothing_jumps_while_the_whole_element_is_answered(shipped_element):
    page = shipped_element
    tops = "[...document.querySelectorAll('.answer')].map(one => one.getBoundingClientRect().top)"
    before = page.evaluate(tops)
    for key in "a543215":
        page.keyboard.press(key)
    expect(status(page, "6")).to_have_text("Saved")
    assert page.evaluate(tops) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_keys_marks_and_what_is_left(open_element, assessment, scheme):
    assessment.answers.filter(element="D1.1", item="2").update(value="4", version=1, taken_over=True)
    page = open_element()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.context.route("**/answers/*/", out_of_reach)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    page.keyboard.press("j")
    expect(row(page, "2").locator("fieldset")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.goto(page.url.replace("D1.1", "D1.2"))
    expect(page.locator("[data-left]")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
