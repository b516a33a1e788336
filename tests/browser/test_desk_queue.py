"""The queue of saves against a network and a server that fail: what is sent, how often, and what is said of it."""

from urllib.parse import parse_qs

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import (
    choose,
    history,
    kept,
    row,
    save_and_lose_the_reply,
    save_as,
    status,
    stored,
)

pytestmark = pytest.mark.django_db(transaction=True)


def watch(page: Page) -> list[dict[str, str]]:
    """Every save that the page sends from now on, as its fields."""
    sent: list[dict[str, str]] = []

    def note(request) -> None:
        if "/answers/" in request.url:
            fields = parse_qs(request.post_data, keep_blank_values=True)
            sent.append({name: values[0] for name, values in fields.items()})

    page.on("request", note)
    return sent


def answer_with(status_code: int, *, times: int):
    """Answer so a number of times, then let the server answer."""
    left = [None] * times

    def answered(route: Route) -> None:
        if left:
            left.pop()
            route.fulfill(status=status_code, body="<!doctype html><p>Out of order")
        else:
            route.continue_()

    return answered


def test_save_says_what_it_is_of_and_from_whom(open_element, assessment, assessor):
    page = open_element()
    sent = watch(page)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_have_text("Saved")
    [fields] = sent
    operation = fields.pop("1-operation")
    assert fields == {
        "1-value": "4",
        "1-reason": "",
        "1-version": "0",
        "1-source": "",
        "framework_version": str(assessment.version.uuid),
        "sheet": "",
        "person": str(assessor.pk),
    }
    changes = assessment.answers.get(element="D1.1", item="1").changes
    assert [str(change.operation) for change in changes.all()] == [operation]
    assert kept(page) == 0


@pytest.mark.parametrize("code", [502, 503, 504])
def test_busy_server_gets_the_same_operation_again(open_element, assessment, code):
    page = open_element()
    sent = watch(page)
    page.route("**/answers/1/", answer_with(code, times=2))
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("The server is busy or starting.")
    assert kept(page) == 1
    expect(status(page, "1")).to_have_text("Saved", timeout=10_000)
    assert len(sent) == 3
    assert len({fields["1-operation"] for fields in sent}) == 1
    assert (stored(assessment, "1"), kept(page)) == (("4", "", 1), 0)


@pytest.mark.parametrize(("code", "words"), [(500, "The server could not save it."), (403, "You may no longer change")])
def test_other_refusals_are_not_repeated_by_themselves(open_element, assessment, code, words):
    page = open_element()
    page.clock.install()
    sent = watch(page)
    page.route("**/answers/1/", answer_with(code, times=1))
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text(words)
    page.clock.run_for(120_000)
    assert (len(sent), kept(page)) == (1, 1)
    status(page, "1").get_by_role("button", name="Try again").click()
    page.clock.run_for(1000)
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)


def test_one_save_is_on_its_way_at_a_time_over_all_answers(open_element, assessment):
    page = open_element()
    held: list[Route] = []
    page.route("**/answers/*/", lambda route: held.append(route))  # noqa: PLW0108 - playwright takes no built-in
    choose(page, "1", "2 Developing")
    choose(page, "2", "3 Defined")
    choose(page, "objective", "Fully achieved")
    for count, item in enumerate(("1", "2", "objective"), start=1):
        with page.expect_response("**/answers/*/"):
            assert [route.request.url.rsplit("/", 2)[1] for route in held][count - 1 :] == [item]
            held[-1].continue_()
        expect(status(page, item)).to_have_text("Saved")
        if count < 3:
            page.wait_for_function("document.querySelectorAll('.answer--saving').length === 1")
    assert [stored(assessment, item)[0] for item in ("1", "2", "objective")] == ["2", "3", "full"]


def test_newer_value_behind_a_lost_reply_is_no_conflict(open_element, assessment):
    page = open_element()
    page.route("**/answers/1/", save_and_lose_the_reply)
    choose(page, "1", "2 Developing")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    choose(page, "1", "4 Managed")
    page.unroute("**/answers/1/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page, "1")).to_have_text("Saved")
    assert (stored(assessment, "1"), history(assessment, "1")) == (("4", "", 2), ["2", "4"])
    assert kept(page) == 0


def test_answer_changed_by_another_after_a_lost_reply_is_taken_over_and_said(open_element, assessment, team_mate):
    page = open_element()
    page.route("**/answers/1/", save_and_lose_the_reply)
    choose(page, "1", "2 Developing")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    save_as(team_mate, assessment, "1", "5", version=1)
    page.unroute("**/answers/1/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page, "1")).to_contain_text("Yours was saved, and then Tom Teammate changed it. It now says:")
    expect(status(page, "1")).to_contain_text("5 Optimising")
    expect(row(page, "1").locator("input:checked")).to_have_value("5")
    assert (stored(assessment, "1"), history(assessment, "1")) == (("5", "", 2), ["2", "5"])
    choose(page, "1", "3 Defined")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("3", "", 3)


def test_newer_value_over_another_who_came_in_between_is_a_choice(open_element, assessment, team_mate):
    page = open_element()
    page.route("**/answers/1/", save_and_lose_the_reply)
    choose(page, "1", "2 Developing")
    expect(status(page, "1")).to_contain_text("Not saved yet.")
    save_as(team_mate, assessment, "1", "5", version=1)
    choose(page, "1", "4 Managed")
    page.unroute("**/answers/1/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page, "1").locator("dd")).to_have_text(["5 Optimising", "4 Managed"])
    assert (stored(assessment, "1"), history(assessment, "1")) == (("5", "", 2), ["2", "5"])
    status(page, "1").get_by_role("button", name="Put mine").click()
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 3)


def test_session_that_ended_is_tried_again_when_the_person_is_back(open_element, assessment, assessor, sign_in):
    page = open_element()
    sent = watch(page)
    Session.objects.all().delete()
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("You are signed out.")
    choose(page, "2", "3 Defined")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    assert (len(sent), kept(page)) == (1, 2)
    sign_in(assessor)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(status(page, "1")).to_have_text("Saved")
    expect(status(page, "2")).to_have_text("Saved")
    assert [stored(assessment, item)[0] for item in ("1", "2")] == ["4", "3"]


def test_nobody_else_of_the_browser_saves_what_was_entered(open_element, assessment, assessor, team_mate, sign_in):
    page = open_element()
    sign_in(team_mate)
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("Somebody else has signed in in this browser, so nothing was saved.")
    assert stored(assessment, "1") == ("", "", 0)
    sign_in(assessor)
    status(page, "1").get_by_role("button", name="Try again").click()
    expect(status(page, "1")).to_have_text("Saved")
    assert assessment.answers.get(element="D1.1", item="1").changed_by == assessor


def test_words_of_a_refusal_stand_beside_the_answer(open_element, assessment):
    page = open_element()
    type(assessment).objects.update(state="review")
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("The assessment is being reviewed, so nothing was saved.")
    assert kept(page) == 1


def test_page_that_is_not_ours_is_no_yes(open_element, assessment):
    """A network's own sign-in page, say, which answers everything with 200."""
    page = open_element()
    page.route("**/answers/1/", lambda route: route.fulfill(status=200, body="<!doctype html><p>Welcome, guest"))
    choose(page, "1", "4 Managed")
    expect(status(page, "1")).to_contain_text("The server can't be reached.")
    page.unroute("**/answers/1/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("4", "", 1)


def test_answer_taken_over_is_confirmed_by_its_button(open_element, assessment):
    assessment.answers.filter(element="D1.1", item="1").update(value="4", version=1, taken_over=True)
    page = open_element()
    expect(status(page, "1")).to_contain_text("Taken over from the last cycle, not confirmed yet.")
    status(page, "1").get_by_role("button", name="Confirm").click()
    expect(status(page, "1")).to_have_text("Saved")
    answer = assessment.answers.get(element="D1.1", item="1")
    assert (answer.value, answer.version, answer.taken_over) == ("4", 2, False)
