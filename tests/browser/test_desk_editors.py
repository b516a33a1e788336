"""Two people at one answer: the loser is told, sees both, and nothing of either is lost. On both engines."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments.actions import answers
from tests.browser.conftest import PATIENCE
from tests.browser.desk import choose, history, row, status, stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_desks(open_element, browser: Browser, live_server, team_mate, client):
    """The same element, open at the assessor's and at the team-mate's, neither of whom has heard of the other yet."""
    client.force_login(team_mate)
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    mine, theirs = open_element(), context.new_page()
    theirs.route("**/presence/", lambda route: route.fulfill(status=204))
    theirs.goto(mine.url)
    yield mine, theirs
    context.close()


def both_answer(mine: Page, theirs: Page, assessment) -> None:
    """The story: the team-mate is first, the assessor is told, chooses, and the history knows both."""
    choose(theirs, "1", "4 Managed")
    expect(status(theirs, "1")).to_have_text("Saved")
    theirs.get_by_label("Comment").fill("Seen by Tom")
    expect(status(theirs, "comment")).to_have_text("Saved")
    choose(mine, "1", "2 Developing")
    mine.get_by_label("Comment").fill("Seen by Amal")
    expect(status(mine, "1").locator("dd")).to_have_text(["4 Managed", "2 Developing"])
    expect(status(mine, "comment").locator("dd")).to_have_text(["Seen by Tom", "Seen by Amal"])
    assert (stored(assessment, "1"), stored(assessment, "comment")) == (("4", "", 1), ("Seen by Tom", "", 1))
    status(mine, "1").get_by_role("button", name="Keep Tom Teammate’s").click()
    status(mine, "comment").get_by_role("button", name="Put mine").click()
    for item in ("1", "comment"):
        expect(status(mine, item)).to_have_text("Saved")
    expect(row(mine, "1").locator("input:checked")).to_have_value("4")
    assert history(assessment, "1") == ["4"]
    assert history(assessment, "comment") == ["Seen by Tom", "Seen by Amal"]


def test_loser_is_told_and_nothing_is_lost(two_desks, assessment):
    both_answer(*two_desks, assessment)


def test_without_the_check_of_versions_the_story_fails(two_desks, assessment, monkeypatch):
    """Else the story above would prove nothing: the second save silently replaces the first."""
    change = answers._change

    def unchecked(desk, answer, given, at) -> None:
        change(desk, answer, replace(given, version=answer.version), at)

    monkeypatch.setattr(answers, "_change", unchecked)
    expect.set_options(timeout=2000)
    try:
        with pytest.raises(AssertionError, match="4 Managed"):
            both_answer(*two_desks, assessment)
    finally:
        expect.set_options(timeout=PATIENCE)
    assert stored(assessment, "1") == ("2", "", 2)
