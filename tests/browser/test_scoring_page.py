"""The scoring page in a browser: what is said to be saved is saved, and what is not is kept and said to be not."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from assessments.models import AnswerChange
from tests.browser.desk import choose, row, save_and_lose_the_reply, save_as, status, stored

pytestmark = pytest.mark.django_db(transaction=True)


def test_answer_is_saved_the_moment_it_is_given(open_element, assessment):
    page = open_element()
    choose(page, "1", "5 Optimising")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("5", "", 1)
    expect(page.locator("#figures")).to_contain_text("3.50 of 10")
    expect(page.locator("#mark-here")).to_contain_text("1 of 3")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    choose(page, "1", "Not answered")
    expect(page.locator("#figures")).to_contain_text("0.00 of 10")
    assert stored(assessment, "1") == ("", "", 2)


def test_nothing_jumps_and_focus_stays(open_element):
    page = open_element()
    page.get_by_role("radio", name="2 Developing").first.focus()
    before = row(page, "2").bounding_box()
    page.keyboard.press("Space")
    expect(status(page, "1")).to_have_text("Saved")
    assert row(page, "2").bounding_box() == before
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["1-value", "2"]


def test_keyboard_alone_scores_an_element(open_element, assessment):
    page = open_element()
    page.locator("#element").focus()
    page.keyboard.press("Tab")  # the objective, at “not answered”
    for key in ("ArrowRight", "Tab", "ArrowRight", "ArrowRight", "ArrowRight", "Tab", "ArrowRight"):
        page.keyboard.press(key)
    for item in ("objective", "1", "2"):
        expect(status(page, item)).to_have_text("Saved")
    assert stored(assessment, "objective")[:2] == ("full", "")
    assert stored(assessment, "1") == ("3", "", 1)  # what the arrows passed was not saved on the way
    assert stored(assessment, "2") == ("1", "", 1)


def test_not_applicable_waits_for_its_reason(open_element, assessment):
    page = open_element()
    expect(row(page, "1").get_by_label("Why is it not applicable?")).to_be_hidden()
    choose(page, "1", "n/a Not applicable")
    expect(status(page, "1")).to_contain_text("Say why in a few words")
    assert stored(assessment, "1") == ("", "", 0)
    row(page, "1").get_by_label("Why is it not applicable?").fill("We have no shops")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("n/a", "We have no shops", 1)


def test_comment_is_saved_after_a_pause(open_element, assessment):
    page = open_element()
    page.get_by_label("Comment").press_sequentially("Two of five branches", delay=5)
    expect(page.locator("[data-unsaved]")).to_be_visible()
    expect(status(page, "comment")).to_have_text("Saved")
    assert stored(assessment, "comment") == ("Two of five branches", "", 1)
    page.reload()
    expect(page.get_by_label("Comment")).to_have_value("Two of five branches")


def test_following_a_link_at_once_loses_nothing(open_element, assessment):
    page = open_element()
    page.get_by_label("Comment").fill("In a hurry")
    page.get_by_role("link", name="Next: D1.2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("D1.2")
    assert stored(assessment, "comment") == ("In a hurry", "", 1)


def test_element_is_excluded_with_a_reason(open_element, assessment):
    page = open_element()
    page.get_by_text("Is this element out of scope?").click()
    page.get_by_label("Exclude this element").check()
    page.get_by_label("Why is it out of scope?").fill("Sold in 2025")
    expect(status(page, "scope")).to_have_text("Saved")
    assert stored(assessment, "scope") == ("excluded", "Sold in 2025", 1)
    expect(page.locator("#figures")).to_contain_text("of 90")
    expect(page.locator("#mark-here")).to_have_text("excluded")


@pytest.mark.parametrize(
    ("choice", "outcome", "shown"),
    [("Keep Tom Teammate’s", ("4", "", 1), "4"), ("Put mine", ("2", "", 2), "2")],
)
def test_conflict_shows_both_and_lets_one_choose(open_element, assessment, team_mate, choice, outcome, shown):
    page = open_element()
    save_as(team_mate, assessment, "1", "4")
    choose(page, "1", "2 Developing")
    conflict = status(page, "1")
    expect(conflict).to_contain_text("You and Tom Teammate changed this answer at the same time.")
    expect(conflict.locator("dd")).to_have_text(["4 Managed", "2 Developing"])
    assert stored(assessment, "1") == ("4", "", 1)
    conflict.get_by_role("button", name=choice).click()
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == outcome
    expect(row(page, "1").locator("input:checked")).to_have_value(shown)
    assert page.evaluate("document.activeElement.name") == "1-value"
    choose(page, "1", "5 Optimising")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("5", "", outcome[2] + 1)


def test_conflict_over_words_keeps_both_texts(open_element, assessment, team_mate):
    page = open_element()
    save_as(team_mate, assessment, "comment", "Theirs")
    page.get_by_label("Comment").fill("Mine")
    expect(status(page, "comment").locator("dd")).to_have_text(["Theirs", "Mine"])
    expect(page.get_by_label("Comment")).to_have_value("Mine")
    status(page, "comment").get_by_role("button", name="Keep Tom Teammate’s").click()
    expect(page.get_by_label("Comment")).to_have_value("Theirs")
    expect(status(page, "comment")).to_have_text("Saved")


def test_offline_keeps_the_answer_and_sends_it_later(open_element, assessment, context):
    page = open_element()
    context.set_offline(True)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    expect(page.locator("[data-saved]")).to_be_hidden()
    assert stored(assessment, "1") == ("", "", 0)
    expect(row(page, "1").locator("input:checked")).to_have_value("4")
    context.set_offline(False)
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)
    expect(page.locator("[data-unsaved]")).to_be_hidden()


def test_server_error_keeps_the_answer_until_tried_again(open_element, assessment):
    page = open_element()
    page.route("**/answers/1/", lambda route: route.fulfill(status=503, body="<!doctype html><p>Out of order"))
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet. The server is busy or starting.")
    page.unroute("**/answers/1/")
    status(page, "1").get_by_role("button", name="Try again").click()
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)


def test_lost_reply_is_no_conflict_when_tried_again(open_element, assessment):
    page = open_element()
    page.route("**/answers/1/", save_and_lose_the_reply)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    page.unroute("**/answers/1/")
    status(page, "1").get_by_role("button", name="Try again").click()
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)
    assert AnswerChange.objects.count() == 1


def test_ended_session_says_so_and_saves_after_signing_in(open_element, assessment, assessor, sign_in):
    page = open_element()
    Session.objects.all().delete()
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("You are signed out.")
    sign_in_link = status(page, "1").get_by_role("link", name="Sign in")
    assert sign_in_link.get_attribute("href").startswith("/accounts/login/?next=/assessments/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("D1.1")
    sign_in(assessor)
    status(page, "1").get_by_role("button", name="Try again").click()
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)


def test_newest_value_wins_while_an_older_one_is_on_its_way(open_element, assessment):
    page = open_element()
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.route("**/answers/1/", hold_the_first)
    choose(page, "1", "2 Developing")
    page.wait_for_function("document.querySelector('#answer-1').classList.contains('answer--saving')")
    choose(page, "1", "3 Defined")
    choose(page, "1", "5 Optimising")
    page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("5", "", 2)
    assert list(AnswerChange.objects.values_list("value", flat=True)) == ["2", "5"]


def test_leaving_with_something_unsaved_is_asked_about(open_element, context):
    page = open_element()
    context.set_offline(True)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.route("**/answers/1/", lambda route: route.abort("internetdisconnected"))
    context.set_offline(False)
    page.reload()
    assert asked == ["beforeunload"]
    expect(row(page, "1").locator("input:checked")).to_have_value("4")


def test_reader_finds_nothing_to_change(open_element, manager):
    page = open_element(person=manager)
    expect(page.get_by_text("You can read these answers.")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_disabled()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


@pytest.mark.parametrize("code", ["D1.1", "E1"])
@pytest.mark.parametrize("width", [1600, 1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_element, assessment, team_mate, code, width, scheme):
    page = open_element()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(page.url.replace("D1.1", code))
    if code == "D1.1":
        save_as(team_mate, assessment, "1", "4")
        choose(page, "1", "2 Developing")
        expect(status(page, "1")).to_contain_text("at the same time")
        choose(page, "2", "n/a Not applicable")
        expect(status(page, "2")).to_contain_text("Not saved yet.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.response["violations"] == []


def test_without_javascript_the_page_saves_by_its_button(browser, live_server, assessment, assessor, team_mate):
    client = Client()
    client.force_login(assessor)
    context = browser.new_context(java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/assessments/{assessment.uuid}/elements/D1.1/")
    choose(page, "1", "2 Developing")
    choose(page, "2", "n/a Not applicable")
    page.get_by_label("Comment").fill("By hand")
    save_as(team_mate, assessment, "1", "4")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Some answers are not saved yet")
    expect(status(page, "1").locator("dd")).to_have_text(["4 Managed", "2 Developing"])
    expect(status(page, "2")).to_contain_text("Say why in a few words")
    expect(status(page, "comment")).to_have_text("Saved")
    row(page, "2").get_by_label("Why is it not applicable?").fill("No shops")
    status(page, "1").get_by_role("button", name="Put mine").click()
    expect(page.get_by_text("2 answers were saved.")).to_be_visible()
    assert [stored(assessment, item) for item in ("1", "2", "comment")] == [
        ("2", "", 2),
        ("n/a", "No shops", 1),
        ("By hand", "", 1),
    ]
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("D1.2")
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["assessment-detail", "assignment-edit", "assessment-approve", "assessment-create"])
def test_axe_finds_nothing_on_the_assessments_other_pages(
    page: Page, live_server, assessment, organisation, manager, sign_in, name, width
):
    sign_in(manager)
    page.set_viewport_size({"width": width, "height": 900})
    place = organisation.slug if name == "assessment-create" else assessment.uuid
    page.goto(live_server.url + reverse(f"assessments:{name}", args=[place]))
    assert Axe().run(page).response["violations"] == []
