"""The desk by keyboard alone: what each key does, and where none does anything."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import choose, current, row, save_as, status, stored
from tests.factories import make_assessment, make_version
from tests.shapes import LONG_SCALE, shaped

pytestmark = pytest.mark.django_db(transaction=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The item whose row has focus."""
    return str(page.evaluate("document.activeElement.closest('[data-answer]')?.dataset.answer ?? ''"))


def test_one_key_a_judgement_and_the_next_is_current(open_element, assessment):
    page = open_element()
    assert current(page) == "objective"
    press(page, "s")
    assert (current(page), focused(page)) == ("1", "1")
    press(page, "4", "5")
    for item in ("objective", "1", "2"):
        expect(status(page, item)).to_have_text("Saved")
    assert [stored(assessment, item)[0] for item in ("objective", "1", "2")] == ["partial", "4", "5"]
    expect(page.locator("[data-keys-say]")).to_have_text("Everything in this element is answered.")
    assert focused(page) == "2"


def test_hints_stand_on_the_buttons_that_do_not_show_their_key(open_element):
    page = open_element()
    hints = {
        item: row(page, item).locator(".key-hint").all_text_contents() for item in ("objective", "1", "confidence")
    }
    assert hints == {"objective": ["A", "S", "D"], "1": ["N"], "confidence": ["Z", "X", "C", "V"]}
    expect(row(page, "objective").locator(".key-hint").first).to_be_visible()


def test_next_unanswered_goes_over_elements_and_says_when_nothing_is_left(open_element, assessment, assessor):
    save_as(assessor, assessment, "objective", "full")
    save_as(assessor, assessment, "2", "3")
    page = open_element()
    assert current(page) == "1"
    press(page, "2", ".")
    expect(page.get_by_role("heading", level=1)).to_contain_text("D1.2")
    expect(row(page, "objective").locator("fieldset")).to_be_focused()
    assert stored(assessment, "1") == ("2", "", 1)
    assessment.answers.exclude(item__in=["comment", "scope", "confidence"]).update(value="3")
    assessment.answers.filter(item="objective").update(value="full")
    type(assessment).objects.filter(pk=assessment.pk).update(element_scores=everything_complete(assessment))
    page.reload()
    press(page, "u")
    expect(page.locator("[data-keys-say]")).to_have_text("Nothing is left to answer in this assessment.")


def everything_complete(assessment) -> dict[str, object]:
    scores = type(assessment).objects.get(pk=assessment.pk).element_scores
    return {code: {**score, "complete": True} for code, score in scores.items()}


def test_moving_between_statements_and_elements(open_element):
    page = open_element()
    press(page, "j", "j")
    assert focused(page) == "2"
    press(page, "k")
    assert focused(page) == "1"
    press(page, "ArrowDown")
    assert focused(page) == "2"
    press(page, "ArrowUp", "ArrowUp")
    assert focused(page) == "objective"
    press(page, "l")
    expect(page.get_by_role("heading", level=1)).to_contain_text("D1.2")
    expect(row(page, "objective").locator("fieldset")).to_be_focused()
    press(page, "[")
    expect(page.get_by_role("heading", level=1)).to_contain_text("D1.1")
    expect(row(page, "objective").locator("fieldset")).to_be_focused()
    press(page, "h")
    expect(page.locator("[data-keys-say]")).to_have_text("This is the first element.")


def test_not_applicable_asks_for_its_reason_and_escape_goes_on(open_element, assessment):
    page = open_element()
    press(page, "j", "n")
    expect(row(page, "1").get_by_label("Why is it not applicable?")).to_be_focused()
    page.keyboard.type("No shops: 3 n. j?")
    press(page, "Escape")
    assert focused(page) == "2"
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1")[:2] == ("n/a", "No shops: 3 n. j?")


def test_answer_is_taken_back_and_a_note_written(open_element, assessment):
    page = open_element()
    press(page, "j", "4", "k", "Backspace")
    expect(status(page, "1")).to_have_text("Saved")
    assert row(page, "1").locator("input:checked").get_attribute("value") == ""
    press(page, "r")
    page.keyboard.type("Ask again")
    press(page, "Escape")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1")[:2] == ("", "Ask again")


def test_keys_do_nothing_within_a_text(open_element, assessment):
    page = open_element()
    press(page, "w")
    expect(page.get_by_label("Comment")).to_be_focused()
    page.keyboard.type("123 njk.u?[]asdzx")
    expect(page.get_by_label("Comment")).to_have_value("123 njk.u?[]asdzx")
    expect(status(page, "comment")).to_have_text("Saved")
    assert (
        page.evaluate("[...document.querySelectorAll('fieldset input:checked')].map(one => one.value).join('')") == ""
    )
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.url.endswith("/elements/D1.1/")


def test_keys_do_nothing_with_another_key_or_over_a_dialog(open_element):
    page = open_element()
    press(page, "j", "Alt+3", "Control+3", "Meta+3", "Shift+N")
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    press(page, "3", "j", "l")
    assert row(page, "1").locator("input:checked").get_attribute("value") == ""
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(page, "3")
    expect(status(page, "1")).to_have_text("Saved")


def test_key_that_is_held_answers_once(open_element, assessment):
    page = open_element()
    press(page, "j")
    page.keyboard.down("3")
    page.keyboard.down("3")
    page.keyboard.up("3")
    expect(status(page, "1")).to_have_text("Saved")
    assert (stored(assessment, "1")[0], stored(assessment, "2")[0]) == ("3", "")


def test_single_keys_can_be_switched_off_and_stay_so(open_element):
    page = open_element()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use single keys on this device").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    press(page, "j", "3", "?", ".")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(row(page, "objective").locator(".key-hint").first).to_be_hidden()
    assert row(page, "1").locator("input:checked").get_attribute("value") == ""
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use single keys on this device").check()
    press(page, "Escape", "s")
    expect(status(page, "objective")).to_have_text("Saved")


def test_arrows_within_a_row_of_radios_stay_the_browsers(open_element, assessment):
    page = open_element()
    choose(page, "1", "2 Developing")
    press(page, "ArrowRight", "ArrowRight", "ArrowLeft")
    assert page.evaluate("document.activeElement.value") == "3"
    expect(status(page, "1")).to_have_text("Saved")
    expect(page.locator("[data-saved]")).to_be_visible()
    assert stored(assessment, "1")[0] == "3"


def test_other_scripts_letters_count_by_their_place(open_element, assessment):
    """On an Arabic keyboard the key of J writes another letter."""
    page = open_element()
    page.evaluate(
        """for (const [key, code] of [["ت", "KeyJ"], ["٣", "Digit3"]])
             document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, code, bubbles: true}))"""
    )
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1")[0] == "3"


def test_long_scale_is_typed_into_its_list(page: Page, live_server, organisation, manager, assessor, sign_in):
    version = make_version(shaped(1, indicators=2, ratings=LONG_SCALE))
    assessment = make_assessment(organisation, version, by=manager, assessors=[assessor])
    sign_in(assessor)
    page.goto(f"{live_server.url}/assessments/{assessment.uuid}/elements/D1.1/")
    assert current(page) == "1"
    page.keyboard.type("85")
    press(page, "Enter")
    assert focused(page) == "2"
    page.keyboard.type("40")
    press(page, "Enter")
    for item, value in (("1", "85"), ("2", "40")):
        expect(status(page, item)).to_have_text("Saved")
        assert stored(assessment, item)[0] == value
