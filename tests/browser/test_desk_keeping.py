"""What is entered and not acknowledged outlives the page, the browser and the session, and is nobody else's."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import (
    choose,
    history,
    kept,
    out_of_reach,
    row,
    save_and_lose_the_reply,
    save_as,
    status,
    stored,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unreachable(open_element) -> Page:
    """The page of an element, with the server out of reach for answers."""
    page = open_element()
    page.context.route("**/answers/*/", out_of_reach)
    return page


def back(page: Page) -> None:
    page.context.unroute("**/answers/*/")
    page.evaluate("dispatchEvent(new Event('online'))")


def test_typed_words_outlive_a_reload_and_are_saved_when_they_can_be(unreachable, assessment):
    page = unreachable
    page.get_by_label("Comment").press_sequentially("Two of five branches")
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet")
    page.reload()
    expect(page.get_by_label("Comment")).to_have_value("Two of five branches")
    expect(row(page, "1").locator("input:checked")).to_have_value("4")
    expect(status(page, "comment")).to_contain_text("Not saved yet")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    assert stored(assessment, "comment") == ("", "", 0)
    back(page)
    expect(status(page, "comment")).to_have_text("Saved")
    expect(status(page, "1")).to_have_text("Saved")
    assert (stored(assessment, "comment"), stored(assessment, "1")) == (
        ("Two of five branches", "", 1),
        ("4", "", 1),
    )
    assert kept(page) == 0


def test_words_typed_a_moment_ago_are_kept_before_any_save(unreachable):
    page = unreachable
    page.get_by_label("Comment").press_sequentially("Half a sen")
    assert kept(page) == 1
    page.reload()
    expect(page.get_by_label("Comment")).to_have_value("Half a sen")


def test_lost_reply_and_a_reload_count_once(open_element, assessment):
    page = open_element()
    page.route("**/answers/1/", save_and_lose_the_reply)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    page.unroute("**/answers/1/")
    page.reload()
    expect(status(page, "1")).to_have_text("Saved")
    assert (stored(assessment, "1"), history(assessment, "1"), kept(page)) == (("4", "", 1), ["4"], 0)


def test_what_is_kept_and_stale_is_a_choice(unreachable, assessment, team_mate):
    page = unreachable
    page.get_by_label("Comment").fill("Mine")
    expect(status(page, "comment")).to_contain_text("Not saved yet.")
    page.context.unroute("**/answers/*/")
    save_as(team_mate, assessment, "comment", "Theirs")
    page.reload()
    expect(status(page, "comment").locator("dd")).to_have_text(["Theirs", "Mine"])
    expect(page.get_by_label("Comment")).to_have_value("Mine")
    status(page, "comment").get_by_role("button", name="Put mine").click()
    expect(status(page, "comment")).to_have_text("Saved")
    assert history(assessment, "comment") == ["Theirs", "Mine"]


def test_nobody_else_in_the_browser_sees_or_sends_it(unreachable, assessment, assessor, team_mate, sign_in):
    page = unreachable
    page.get_by_label("Comment").fill("For my eyes")
    expect(status(page, "comment")).to_contain_text("Not saved yet.")
    address = page.url
    page.goto("about:blank")
    page.context.unroute("**/answers/*/")
    sign_in(team_mate)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/answers/" in request.url else None)
    page.goto(address)
    expect(page.locator("[data-saved]")).to_be_visible()
    expect(page.get_by_label("Comment")).to_have_value("")
    assert "For my eyes" not in page.content()
    assert (sent, stored(assessment, "comment")) == ([], ("", "", 0))
    sign_in(assessor)
    page.reload()
    expect(status(page, "comment")).to_have_text("Saved")
    assert stored(assessment, "comment") == ("For my eyes", "", 1)


def test_another_element_sends_what_was_kept(unreachable, assessment):
    page = unreachable
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    page.goto(page.url.replace("D1.1", "D1.2"))
    left = page.locator("[data-left]")
    expect(left).to_contain_text("Entered in this browser, not saved")
    expect(left.locator("li")).to_contain_text("4 Managed")
    expect(left.get_by_role("button", name="Discard")).to_be_hidden()
    back(page)
    expect(left).to_be_hidden()
    expect(page.locator("[data-saved]")).to_be_visible()
    assert (stored(assessment, "1"), kept(page)) == (("4", "", 1), 0)


def test_conflict_in_another_element_leads_there(unreachable, assessment, team_mate):
    page = unreachable
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    save_as(team_mate, assessment, "1", "2")
    page.context.unroute("**/answers/*/")
    page.goto(page.url.replace("D1.1", "D1.2"))
    page.locator("[data-left]").get_by_role("link", name="Open the element").click()
    expect(status(page, "1").locator("dd")).to_have_text(["2 Developing", "4 Managed"])


def test_what_can_no_longer_be_saved_is_shown_to_copy(unreachable, assessment):
    page = unreachable
    page.get_by_label("Comment").fill("Seen in Leith")
    expect(status(page, "comment")).to_contain_text("Not saved yet.")
    page.context.unroute("**/answers/*/")
    type(assessment).objects.update(state="review")
    page.reload()
    expect(page.get_by_text("The assessment is being reviewed")).to_be_visible()
    left = page.locator("[data-left]")
    expect(left.locator("li")).to_contain_text("Seen in Leith")
    left.get_by_role("button", name="Discard").click()
    expect(left).to_be_hidden()
    assert (stored(assessment, "comment"), kept(page)) == (("", "", 0), 0)


def test_two_tabs_lose_nothing_and_send_nothing_twice(unreachable, assessment):
    first = unreachable
    choose(first, "1", "4 Managed")
    expect(status(first, "1")).to_contain_text("Not saved yet.")
    second = first.context.new_page()
    second.goto(first.url)
    choose(second, "2", "3 Defined")
    expect(status(second, "2")).to_contain_text("Not saved yet")
    assert kept(second) == 2
    first.close()
    expect(row(second, "1").locator("input:checked")).to_have_value("4")  # the tab that is left takes it over
    back(second)
    expect(status(second, "1")).to_have_text("Saved")
    expect(status(second, "2")).to_have_text("Saved")
    assert (history(assessment, "1"), history(assessment, "2"), kept(second)) == (["4"], ["3"], 0)


def test_full_store_is_no_reason_to_stop(open_element, assessment):
    page = open_element()
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)
