"""Remarks, open points and discussion in a browser: beside the questions, and on site with a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assessments.actions.open_points import close_point
from assessments.models import Notice, Post, Remark, Thread
from tests.words import found, note, point, said

pytestmark = pytest.mark.django_db(transaction=True)
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 390, "height": 844}
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('cxmaturity-draft')).length"


@pytest.fixture
def visit(page: Page, live_server, assessment, assessor, sign_in):
    """Open a page of the assessment as the assessor."""

    def visited(path: str, person=assessor) -> Page:
        sign_in(person)
        page.goto(f"{live_server.url}/assessments/{assessment.uuid}/{path}")
        return page

    return visited


def test_point_is_closed_on_a_phone_in_two_taps_and_typing(visit, assessment, assessor):
    one = point(assessment, assessor, whom="Ann", place="Hall")
    page = visit("open-points/")
    page.set_viewport_size(PHONE)
    page.get_by_text("Close with a finding").click()
    page.keyboard.type("It hangs in the hall.")
    page.get_by_role("button", name="Save the finding").click()
    expect(page.locator(f"#point-{one.uuid}")).to_contain_text("Amal Assessor found on")
    one.refresh_from_db()
    assert (one.finding, one.is_closed) == ("It hangs in the hall.", True)
    assert page.evaluate(KEPT) == 0
    page.get_by_role("button", name="Considered").click()
    expect(page.locator(f"#point-{one.uuid}")).to_contain_text("Considered by Amal Assessor")
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("Close with a finding")).to_be_visible()
    assert Remark.objects.get().is_closed is False


def test_targets_of_the_checklist_fit_a_thumb(visit, assessment, assessor):
    point(assessment, assessor)
    page = visit("open-points/")
    page.set_viewport_size(PHONE)
    pressed = page.locator("main .point-choices a, main .point summary")
    heights = [pressed.nth(number).bounding_box()["height"] for number in range(pressed.count())]
    assert (len(heights), min(heights) >= 44) == (7, True)


def test_finding_typed_without_a_connection_is_kept_and_sent_when_it_is_back(visit, assessment, assessor, context):
    point(assessment, assessor)
    page = visit("open-points/")
    page.get_by_text("Close with a finding").click()
    context.set_offline(True)
    page.keyboard.type("In the cellar.")
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_text("Not saved yet: the server can’t be reached.")).to_be_visible()
    assert Remark.objects.get().finding == ""
    context.set_offline(False)
    expect(page.locator(".point--closed")).to_contain_text("In the cellar.")
    assert Remark.objects.get().finding == "In the cellar."
    assert page.evaluate(KEPT) == 0


def test_finding_typed_before_a_reload_is_still_there(visit, assessment, assessor):
    point(assessment, assessor)
    page = visit("open-points/")
    page.get_by_text("Close with a finding").click()
    page.keyboard.type("In the cellar.")
    page.reload()
    expect(page.get_by_label("What did you find?")).to_have_value("In the cellar.")
    expect(page.get_by_text("Not saved yet: this is what you typed before.")).to_be_visible()
    page.get_by_role("button", name="Save the finding").click()
    expect(page.locator(".point--closed")).to_contain_text("In the cellar.")
    page.reload()
    assert page.evaluate(KEPT) == 0


def test_finding_kept_while_somebody_else_closed_the_point_meets_theirs(visit, assessment, assessor, team_mate):
    one = point(assessment, assessor)
    page = visit("open-points/?show=all")
    page.get_by_text("Close with a finding").click()
    page.keyboard.type("Mine")
    close_point(assessment_uuid=assessment.uuid, remark_uuid=one.uuid, finding="Theirs", version=0, by=team_mate)
    page.reload()  # what was kept knows which version it answered
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_text("Tom Teammate was faster and has closed this point.")).to_be_visible()
    expect(page.get_by_label("What did you find?")).to_have_value("Mine")
    assert Remark.objects.get().finding == "Theirs"
    page.get_by_role("button", name="Put mine instead").click()
    expect(page.locator(".point--closed")).to_contain_text("Amal Assessor found on")
    assert Remark.objects.get().finding == "Mine"


def test_ended_session_keeps_what_was_typed(visit, assessment, assessor, context):
    point(assessment, assessor)
    page = visit("open-points/")
    page.get_by_text("Close with a finding").click()
    page.keyboard.type("In the cellar.")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_text("Not saved yet: you are signed out.")).to_be_visible()
    expect(page.get_by_label("What did you find?")).to_have_value("In the cellar.")
    assert page.evaluate(KEPT) == 1


def test_remarks_are_added_changed_and_taken_away_beside_the_questions(visit, assessment):
    page = visit("elements/D1.1/")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_text("Strengths and open points").first.click()
    panel = page.locator("#remarks")
    panel.get_by_text("Add a strength", exact=True).first.click()
    page.keyboard.type("Well led")
    panel.get_by_role("button", name="Add a strength").click()
    expect(panel.locator(".remark")).to_contain_text("Well led")
    panel.get_by_role("link", name="Edit").click()
    panel.locator(".remark").get_by_label("In your words").fill("Very well led")
    panel.get_by_role("button", name="Save").click()
    expect(panel.locator(".remark")).to_contain_text("Very well led")
    panel.get_by_text("Delete", exact=True).click()
    panel.get_by_role("button", name="Delete it").click()
    expect(panel.locator(".remark")).to_have_count(0)
    assert (Remark.objects.count(), Remark.stored.get().text) == (0, "Very well led")


def test_finding_beside_the_questions_is_considered_without_leaving_the_page(visit, assessment, assessor):
    found(assessment, assessor)
    page = visit("elements/D1.1/")
    page.locator(".findings-back").get_by_role("button", name="Considered").click()
    expect(page.locator(".findings-back")).to_contain_text("Considered by Amal Assessor")
    assert Remark.objects.back_on_the_desk().count() == 0


def test_somebody_is_named_from_the_keyboard_and_told(visit, assessment, team_mate):
    page = visit("elements/D1.1/threads/")
    text = page.get_by_label("What you have to say")
    text.press_sequentially("Ask @")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Mona Manager", "Tom Teammate"])
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    active = text.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_text("Tom Teammate")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Enter")
    expect(text).to_have_value("Ask @Tom Teammate ")
    expect(options).to_have_count(0)
    expect(page.get_by_label("Tom Teammate")).to_be_checked()
    page.get_by_role("button", name="Begin the thread").click()
    expect(page.locator(".post")).to_contain_text("Told: Tom Teammate")
    assert [one.user for one in Notice.objects.filter(kind="mentioned")] == [team_mate]


def test_picker_narrows_closes_and_takes_by_pointer(visit):
    page = visit("elements/D1.1/threads/")
    text = page.get_by_label("What you have to say")
    text.press_sequentially("me@to")
    expect(page.get_by_role("option")).to_have_count(0)  # an address is no name
    text.fill("")
    text.press_sequentially("@mate")
    expect(page.get_by_role("option")).to_have_count(0)
    text.fill("")
    text.press_sequentially("@tea")
    expect(page.get_by_role("option")).to_have_text(["Tom Teammate"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    text.press_sequentially("m")
    page.get_by_role("option").click()
    expect(text).to_have_value("@Tom Teammate ")
    expect(text).to_be_focused()


def test_thread_is_answered_edited_and_resolved(visit, assessment, team_mate):
    said(assessment, team_mate)
    page = visit("elements/D1.1/threads/")
    page.get_by_text("Reply", exact=True).click()
    page.keyboard.type("I think so.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.locator(".post")).to_have_count(2)
    page.get_by_role("link", name="Edit").click()
    page.locator(".post").nth(1).get_by_label("What you have to say").fill("I am sure.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".post").nth(1)).to_contain_text("edited on")
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".thread--resolved")).to_be_visible()
    assert [one.text for one in Post.objects.all()] == ["Is 4 too high?", "I am sure."]
    assert Thread.objects.unresolved().count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_hangs_over(visit, assessment, assessor, team_mate, width, scheme):
    note(assessment, assessor, "Well led " * 20)
    note(assessment, team_mate, "Nobody measures it", kind=Remark.Kind.IMPROVEMENT)
    one = point(assessment, assessor, whom="Head of the contact centre", place="Hall", assignee=team_mate)
    found(assessment, assessor)
    post = said(assessment, assessor, "@Tom Teammate https://example.org/" + "long" * 30)
    paths = ("elements/D1.1/remarks/", f"remarks/{one.uuid}/edit/", "open-points/?show=all", "open-points/?show=mine")
    paths += ("elements/D1.1/threads/", "threads/", f"posts/{post.uuid}/edit/", "elements/D1.1/", "")
    for path in paths:
        page = visit(path)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for fold in page.locator("#remarks summary, #discussion summary, .point summary").all():
            if fold.is_visible():
                fold.click()
        assert (path, [one["id"] for one in Axe().run(page).response["violations"]]) == (path, [])
        assert (path, page.evaluate(OVERHANG)) == (path, 0)
