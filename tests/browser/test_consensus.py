"""Three assessors score alone, and their lead makes one of it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assessments.actions.assessments import Duty, assign_duties
from assessments.models import AnswerChange, Assessment
from organisations.models import Membership, Organisation, Role, User
from tests.assessments.rounds import agreed, fill_sheet, make_round
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def third(organisation: Organisation) -> User:
    person = make_user("Nora Newcomer")
    Membership.objects.create(organisation=organisation, user=person, role=Role.ASSESSOR)
    return person


@pytest.fixture
def round_of_three(organisation, version, manager, assessor, team_mate, third) -> Assessment:
    """Everybody scores alone; the assessor leads."""
    people = [assessor, team_mate, third]
    one = make_round(organisation, version, by=manager, assessors=people)
    assign_duties(assessment=one, duties={person: Duty(is_lead=person == assessor) for person in people}, by=manager)
    return one


def faults(page: Page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page).response["violations"]]


def test_three_score_alone_and_the_lead_agrees(
    page: Page, live_server, sign_in, round_of_three, assessor, team_mate, third
):
    one, address = round_of_three, live_server.url
    fill_sheet(one, assessor, 3, but={("D1.1", "1"): ("1", "Nobody knew of it")})
    fill_sheet(one, team_mate, 4, but={("D1.1", "1"): ("5", "Seen in the June review")})
    sign_in(assessor)
    page.goto(f"{address}/assessments/{one.uuid}/consensus/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Consensus")
    fill_sheet(one, third, 3, but={("D1.1", "1"): "2"})

    page.goto(f"{address}/assessments/{one.uuid}/consensus/")
    assert faults(page) == []
    page.get_by_role("button", name="Take the middle of all 15 within the tolerance").click()
    expect(page.get_by_text("15 answers are now agreed.")).to_be_visible()
    page.get_by_role("link", name="Discuss D1.1").click()
    assert faults(page) == []
    expect(page.get_by_text("Nobody knew of it")).to_be_visible()

    question = page.locator("#question-1")
    question.get_by_role("radio", name="2 Developing").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(question.get_by_text("People are too far apart here")).to_be_visible()
    expect(question.get_by_role("radio", name="2 Developing")).to_be_checked()
    question.get_by_role("textbox", name="Why this answer?").fill("In two branches of five")
    page.get_by_role("button", name="Save, and back to the list").click()
    expect(page.get_by_text("of 16 agreed")).to_have_text("of 16 agreed")
    assert agreed(one, "D1.1") == {"1": "2", "2": "3", "objective": "partial"}
    assert set(AnswerChange.objects.filter(answer__sheet=None).values_list("source", flat=True)) == {"consensus"}

    page.get_by_role("link", name="How well the team agrees").click()
    expect(page.get_by_text("Krippendorff’s alpha")).to_be_visible()
    expect(page.get_by_role("row", name="Tom Teammate lenient")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Tom Teammate").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sheet of Tom Teammate")
    assert faults(page) == []


@pytest.mark.sqlite
def test_the_pages_fit_a_phone_in_the_dark(
    page: Page, live_server, sign_in, round_of_three, assessor, team_mate, third
):
    for person, rating in ((assessor, 2), (team_mate, 4), (third, 5)):
        fill_sheet(round_of_three, person, rating)
    sign_in(assessor)
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme="dark")
    sheet = round_of_three.sheets.first()
    for place in ("consensus/", "consensus/elements/D3.1/", f"sheets/{sheet.uuid}/", "calibration/"):
        page.goto(f"{live_server.url}/assessments/{round_of_three.uuid}/{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert faults(page) == []


@pytest.mark.sqlite
def test_a_question_is_agreed_on_with_the_keyboard_and_without_javascript(
    browser, live_server, round_of_three, assessor, team_mate, third, sign_in, context
):
    for person, rating in ((assessor, 2), (team_mate, 4), (third, 5)):
        fill_sheet(round_of_three, person, rating)
    sign_in(assessor)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(f"{live_server.url}/assessments/{round_of_three.uuid}/consensus/elements/D2.1/")
    page.locator("#question-1").get_by_role("radio", name="Not agreed yet").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("We asked the branches")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_text("1 answer was saved.")).to_be_visible()
    assert agreed(round_of_three, "D2.1") == {"1": "4"}
    plain.close()
