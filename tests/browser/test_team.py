"""A team that agrees, as its people do it: three score alone, the lead agrees, a manager returns and approves."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from assessments.models import Answer, Assessment
from organisations.models import Organisation, Role, User
from tests.browser.desk import choose
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = {1: "1 Initial", 2: "2 Developing", 3: "3 Defined", 4: "4 Managed", 5: "5 Optimising"}
CANARY = "Only Tom has seen the blue folder"


@pytest.fixture
def third(organisation: Organisation) -> User:
    """Scores beside the other two."""
    user = make_user("Tessa Third")
    organisation.memberships.create(user=user, role=Role.ASSESSOR)
    return user


@pytest.fixture
def at_the_desk(browser: Browser, live_server) -> Iterator[Callable[[User], Page]]:
    """A browser of their own for each person, all at once."""
    contexts = []

    def open_for(person: User) -> Page:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=live_server.url)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()


def score_alone(page: Page, assessment: Assessment, ratings: dict[str, int], *, otherwise: int) -> None:
    """Answer everything on one's own sheet, by the buttons."""
    for element in assessment.version.definition().walk():
        page.goto(f"/assessments/{assessment.uuid}/elements/{element.code}/")
        for indicator in element.indicators:
            rating = ratings.get(f"{element.code}/{indicator.number}", otherwise)
            choose(page, str(indicator.number), NAMES[rating])
        if element.objective:
            choose(page, "objective", "Partially achieved")
        judged = len(element.indicators) + bool(element.objective)
        expect(page.locator("[data-answer] .status__saved")).to_have_count(judged)


def press(page: Page, assessment: Assessment, link: str, button: str, words: str = "") -> None:
    """Take a step from the assessment's page."""
    page.goto(f"/assessments/{assessment.uuid}/")
    page.get_by_role("link", name=link).first.click()
    if words:
        page.get_by_role("main").get_by_role("textbox").fill(words)
    page.get_by_role("main").get_by_role("button", name=button).click()


def create_blind(page: Page, organisation: Organisation, people: list[User]) -> Assessment:
    page.goto(f"/organisations/{organisation.slug}/assessments/new/")
    page.get_by_label("Title").fill("Blind 2026")
    page.get_by_label("Independent scoring").check()
    for person in people:
        page.get_by_label(re.compile(person.full_name)).check()
    page.get_by_role("button", name="Create and start scoring").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Blind 2026")
    return Assessment.objects.get(title="Blind 2026")


def expect_nothing_seen(page: Page, assessment: Assessment) -> None:
    """Nothing of another's sheet, wherever one looks while the round goes on."""
    for path in ("", "elements/D3.1/", "result/", "team/", "history/", "consensus/", "calibration/"):
        page.goto(f"/assessments/{assessment.uuid}/{path}")
        expect(page.get_by_role("main")).not_to_contain_text(CANARY)


def agree_on_what_lies_apart(page: Page, assessment: Assessment) -> None:
    """The middle for what is near, in one press; for the rest a value and words."""
    page.goto(f"/assessments/{assessment.uuid}/consensus/")
    expect(page.locator(".agreeing__element").first).to_contain_text("D3.1")
    page.get_by_role("button", name=re.compile("Take the middle")).click()
    page.goto(f"/assessments/{assessment.uuid}/consensus/elements/D3.1/")
    expect(page.get_by_role("main")).to_contain_text(CANARY)
    page.locator('input[name="1-value"][value="4"]').check(force=True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Say why it is this")
    assert Answer.objects.get(element="D3.1", item="1").value == ""
    page.locator("#reason-1").fill("The folder was shown to all of us.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("main")).not_to_contain_text("Say why it is this")
    agreed = Answer.objects.get(element="D3.1", item="1")
    assert (agreed.value, agreed.reason) == ("4", "The folder was shown to all of us.")


def test_three_score_alone_then_agree_and_a_manager_returns_and_approves(
    at_the_desk, organisation, version, manager, assessor, team_mate, third
):
    lead = at_the_desk(manager)
    team = [assessor, team_mate, third]
    assessment = create_blind(lead, organisation, team)
    assert (assessment.state, assessment.sheets.count()) == ("scoring", 3)

    amal, tom, tessa = (at_the_desk(person) for person in team)
    score_alone(amal, assessment, {"D3.1/1": 1}, otherwise=3)
    score_alone(tom, assessment, {"D3.1/1": 5}, otherwise=4)
    tom.goto(f"/assessments/{assessment.uuid}/elements/D3.1/")
    tom.locator("#comment").fill(CANARY)
    expect(tom.locator("#answer-comment .status__saved")).to_be_visible()
    expect_nothing_seen(lead, assessment)
    expect_nothing_seen(amal, assessment)
    assert not Answer.objects.exclude(value="").exists()

    for page in (amal, tom):
        press(page, assessment, "Submit my sheet", "Submit my sheet")
        assert Assessment.objects.get().state == "scoring"
    expect_nothing_seen(amal, assessment)
    score_alone(tessa, assessment, {"D3.1/1": 4}, otherwise=3)
    press(tessa, assessment, "Submit my sheet", "Submit my sheet")
    assert Assessment.objects.get().state == "consensus"

    agree_on_what_lies_apart(lead, assessment)
    sheets = Answer.on_sheets.filter(element="D3.1", item="1").order_by("sheet__assessor__full_name")
    assert list(sheets.values_list("value", flat=True)) == ["1", "4", "5"]  # Amal, Tessa, Tom
    lead.goto(f"/assessments/{assessment.uuid}/calibration/")
    for person in team:
        expect(lead.get_by_role("main")).to_contain_text(person.full_name)

    press(lead, assessment, "Submit for review", "Submit for review")
    press(lead, assessment, "Return with comments", "Return with comments", words="Look at D1.1 again.")
    assert Assessment.objects.get().state == "consensus"
    expect(lead.get_by_role("main")).to_contain_text("Look at D1.1 again.")
    press(lead, assessment, "Submit for review", "Submit for review")
    press(lead, assessment, "Approve", "Approve and freeze")
    approved = Assessment.objects.get()
    kept = approved.snapshots.approval().surroundings["agreement"]
    assert (approved.state, kept["beyond_tolerance"]) == ("approved", 1)
    lead.goto(f"/assessments/{assessment.uuid}/result/")
    expect(lead.get_by_role("main")).to_contain_text(str(approved.points))
