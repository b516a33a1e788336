"""Two people at one element: each sees the other, and what the other saved, without a reload."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.models import Answer
from assessments.workflow import Mode
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seated(browser, live_server, assessment):
    """A window of a person at an element."""
    contexts = []

    def opened(person, code="D1.1", at=assessment):
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context()
        contexts.append(context)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        with page.expect_response("**/presence/"):
            page.goto(f"{live_server.url}/assessments/{at.uuid}/elements/{code}/")
        return page

    yield opened
    for context in contexts:
        context.close()


def beat(page):
    """Coming back to a window makes it ask at once, rather than after ten seconds."""
    with page.expect_response("**/presence/") as answer:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert answer.value.status == 200


def choose(page, item, name):
    page.locator(f"#answer-{item}").get_by_role("radio", name=name, exact=True).check(force=True)


def status(page, item):
    return page.locator(f"#answer-{item}").get_by_role("status")


def chosen(page, item):
    return page.locator(f"#answer-{item} input:checked")


def people(page):
    return page.locator("#presence-people")


def stored(assessment, item):
    answer = Answer.objects.get(assessment=assessment, element="D1.1", item=item)
    return answer.value, answer.version, str(answer.changed_by)


def test_each_sees_the_other_and_their_saved_answers(seated, assessment, assessor, team_mate):
    amal, tom = seated(assessor), seated(team_mate)
    expect(people(tom)).to_contain_text("Amal Assessor")
    beat(amal)
    expect(people(amal)).to_have_text("Also at this element: TT Tom Teammate")
    choose(tom, "1", "4 Managed")
    expect(status(tom, "1")).to_have_text("Saved")
    beat(amal)
    expect(chosen(amal, "1")).to_have_value("4")
    expect(status(amal, "1")).to_contain_text("Tom Teammate")
    expect(amal.locator("#figures")).to_contain_text("2.63 of 10")
    expect(amal.locator("#mark-here")).to_contain_text("1 of 3")
    # What stands on theirs is no conflict.
    choose(amal, "1", "5 Optimising")
    expect(status(amal, "1")).to_have_text("Saved")
    assert stored(assessment, "1") == ("5", 2, "Amal Assessor")
    beat(tom)
    expect(chosen(tom, "1")).to_have_value("5")
    assert Axe().run(amal, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).violations_count == 0


def test_what_is_not_saved_yet_is_kept_and_the_conflict_comes_with_its_save(seated, assessment, assessor, team_mate):
    amal, tom = seated(assessor), seated(team_mate)
    amal.context.route("**/answers/1/", lambda route: route.fulfill(status=503, body="later"))
    choose(amal, "1", "2 Developing")
    expect(amal.locator("[data-unsaved]").first).to_be_visible()
    choose(tom, "1", "4 Managed")
    expect(status(tom, "1")).to_have_text("Saved")
    beat(amal)
    expect(chosen(amal, "1")).to_have_value("2")
    amal.context.unroute("**/answers/1/")
    amal.evaluate("dispatchEvent(new Event('online'))")
    expect(status(amal, "1")).to_contain_text("You and Tom Teammate changed this answer at the same time")
    assert stored(assessment, "1") == ("4", 1, "Tom Teammate")


def test_a_text_under_the_hands_stays(seated, assessment, assessor, team_mate):
    amal = seated(assessor)
    comment = amal.get_by_label("Comment", exact=True)
    comment.focus()
    given = GivenAnswer("Theirs.", "", 0)
    save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item="comment", given=given, by=team_mate)
    save_answer(
        assessment_uuid=assessment.uuid, element_code="D1.1", item="2", given=GivenAnswer("3", "", 0), by=team_mate
    )
    beat(amal)
    expect(chosen(amal, "2")).to_have_value("3")
    expect(comment).to_have_value("")
    amal.locator("#element").focus()
    beat(amal)
    expect(comment).to_have_value("Theirs.")


def test_nobody_is_seen_while_all_score_alone(seated, organisation, version, manager, assessor, team_mate):
    pair = [assessor, team_mate]
    alone = make_assessment(organisation, version, by=manager, assessors=pair, mode=Mode.INDEPENDENT)
    tom, amal = seated(team_mate, at=alone), seated(assessor, at=alone)
    choose(tom, "1", "4 Managed")
    expect(status(tom, "1")).to_have_text("Saved")
    beat(amal)
    beat(tom)
    for page in (amal, tom):
        expect(people(page)).to_have_text("")
    expect(chosen(amal, "1")).to_have_value("")


def test_a_reader_sees_answers_come_in(seated, assessment, manager, team_mate):
    mona = seated(manager)
    save_answer(
        assessment_uuid=assessment.uuid, element_code="D1.1", item="1", given=GivenAnswer("3", "", 0), by=team_mate
    )
    beat(mona)
    expect(chosen(mona, "1")).to_have_value("3")
    beat(mona)
    expect(status(mona, "1")).to_contain_text("Tom Teammate")
