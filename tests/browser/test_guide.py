"""The guide beside the questions in a browser: what it shows on a choice, what it keeps, how it stands on a phone."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from frameworks.definition import FrameworkDefinition, Guide, LevelDescription
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version

pytestmark = pytest.mark.django_db(transaction=True)

OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONG = "What an assessor sees there, in as many words as a level takes. " * 4


def guided() -> FrameworkDefinition:
    """The small framework with a whole guide to its first element and to its enabler."""
    guide = Guide(
        levels=tuple(LevelDescription(number, f"Seen at level {number}. {LONG}") for number in range(1, 6)),
        evidence=("The plan, with its date.",),
        questions=("Who decides?",),
        misjudgements=("A plan is not yet an action.",),
    )
    tiny = tiny_definition()
    first = tiny.elements[0]
    lines = tuple(replace(one, look_for=f"Look for record {one.number}.") for one in first.indicators)
    category = tiny.categories[0]
    dimension = category.dimensions[0]
    dimension = replace(dimension, elements=(replace(first, guide=guide, indicators=lines), *dimension.elements[1:]))
    category = replace(category, dimensions=(dimension, *category.dimensions[1:]))
    enablers = tuple(replace(enabler, guide=guide) for enabler in tiny.enablers)
    return replace(tiny, categories=(category, *tiny.categories[1:]), enablers=enablers)


@pytest.fixture
def open_element(page: Page, live_server, organisation, manager, assessor, sign_in) -> Callable[..., Page]:
    """Open an element's page as the assessor, in a window of this size."""
    assessment = make_assessment(organisation, make_version(guided()), by=manager, assessors=[assessor, manager])

    def opened(code: str = "D1.1", size: tuple[int, int] = (1280, 900), person=assessor) -> Page:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        sign_in(person)
        page.goto(f"{live_server.url}/assessments/{assessment.uuid}/elements/{code}/")
        return page

    return opened


PHONE = (390, 844)


def choose(page: Page, item: str, value: str) -> None:
    page.locator(f'#answer-{item} input[value="{value}"]').check(force=True)
    expect(page.locator(f"#answer-{item}").get_by_role("status")).to_have_text("Saved")


def guide(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Beside the questions")


def fold(page: Page, name: str) -> Locator:
    return guide(page).locator(f"[data-remember={name}]")


def shown(page: Page) -> list[str]:
    """The levels whose texts can be read."""
    return [text.split(".")[0] for text in page.locator(".step__text:visible").all_inner_texts()]


def test_it_opens_where_the_element_stands_with_what_comes_next(open_element):
    page = open_element()
    assert shown(page) == ["Seen at level 1", "Seen at level 2"]
    expect(page.locator(".step--here summary")).to_contain_text("1 Initial stands here")
    expect(page.locator(".step--next").get_by_text("What would it take?")).to_be_visible()


def test_the_line_of_an_indicator_is_there_at_every_width_and_for_screen_readers(open_element):
    page = open_element()
    group = page.locator("#answer-1").get_by_role("group")
    group.get_by_role("radio", name="Not answered").focus()
    expect(page.locator("[data-look]")).to_have_text("Look for record 1.")  # the current one's, above the bar
    expect(page.locator("[data-look]")).to_be_visible()
    expect(group).to_have_accessible_description("Look for record 1.")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(page.locator("#answer-1").get_by_text("Look for record 1.")).to_be_visible()
    expect(page.locator("[data-look]")).to_be_hidden()


def test_a_choice_shows_its_level_and_the_next_at_once(open_element):
    page = open_element()
    page.context.set_offline(True)  # it waits for no answer of the server
    page.locator('#answer-1 input[value="4"]').check(force=True)
    assert shown(page) == ["Seen at level 4", "Seen at level 5"]
    expect(page.locator(".step--chosen summary")).to_contain_text("4 Managed")
    expect(page.locator(".step--next")).to_contain_text("What would it take?")
    expect(page.locator("[aria-live=polite]", has_text="The guide now shows:")).to_contain_text("4 Managed")
    page.context.set_offline(False)
    expect(page.locator("#answer-1").get_by_role("status")).to_have_text("Saved", timeout=15000)


def test_the_top_level_has_nothing_after_it(open_element):
    page = open_element()
    choose(page, "1", "5")
    assert shown(page) == ["Seen at level 5"]
    expect(page.get_by_text("What would it take?").locator("visible=true")).to_have_count(0)


def test_a_save_moves_the_mark_and_leaves_what_is_being_read(open_element):
    page = open_element()
    choose(page, "1", "5")
    choose(page, "2", "3")  # 70 % of 75 %: 52.5 %
    expect(page.locator(".step--here")).to_have_attribute("data-level", "3")
    expect(page.locator("#guide-here")).to_contain_text("3 Defined")
    assert shown(page) == ["Seen at level 3", "Seen at level 4"]
    choose(page, "1", "3")
    expect(page.locator(".step--here")).to_have_attribute("data-level", "2")
    assert shown(page) == ["Seen at level 3", "Seen at level 4"]


def test_without_a_choice_it_follows_the_element(open_element):
    page = open_element()
    choose(page, "1", "5")
    choose(page, "2", "5")
    page.reload()
    page.locator('#answer-objective input[value="full"]').check(force=True)
    expect(page.locator(".step--here")).to_have_attribute("data-level", "5")
    assert shown(page) == ["Seen at level 5"]


def test_taking_an_answer_back_leads_back_to_where_the_element_stands(open_element):
    page = open_element()
    choose(page, "1", "5")
    choose(page, "1", "")
    assert shown(page) == ["Seen at level 1", "Seen at level 2"]


def test_an_enabler_has_its_guide(open_element):
    page = open_element("E1")
    choose(page, "1", "3")
    assert shown(page) == ["Seen at level 3", "Seen at level 4"]


def test_what_is_folded_away_stays_so_for_the_person(open_element, manager):
    page = open_element()
    fold(page, "guide").locator("summary").first.click()
    for code in ("D1.1", "E1"):
        open_element(code)
        expect(fold(page, "guide")).not_to_have_attribute("open", "")
    open_element(person=manager)
    expect(fold(page, "guide")).to_have_attribute("open", "")


def test_what_is_unfolded_stays_so_too(open_element):
    page = open_element()
    fold(page, "questions").locator("summary").click()
    expect(page.get_by_text("Who decides?")).to_be_visible()
    open_element("E1")
    expect(page.get_by_text("Who decides?")).to_be_visible()
    expect(page.get_by_text("The plan, with its date.")).to_be_hidden()


# What a person could have seen: the fold's state at every frame in which it is there.
NOTE_FRAMES = """window.seen = [];
    (function note() {
        const fold = document.querySelector(".guide__all");
        if (fold) window.seen.push(fold.open);
        requestAnimationFrame(note);
    })()"""


def slowly(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


@pytest.mark.parametrize("is_open", [True, False])
def test_a_fold_is_set_before_anything_is_painted(open_element, is_open):
    page = open_element()
    if not is_open:
        fold(page, "guide").locator("summary").first.click()
    page.add_init_script(NOTE_FRAMES)
    page.route("**/folds.js", slowly)
    page.reload()
    page.wait_for_timeout(300)
    assert set(page.evaluate("window.seen")) == {is_open}


def test_the_questions_have_the_room_when_it_is_folded_away(open_element):
    page = open_element()
    narrow = page.locator("#element").bounding_box()["width"]
    fold(page, "guide").locator("summary").first.click()
    assert page.locator("#element").bounding_box()["width"] - narrow > 250


@pytest.mark.parametrize("size", [PHONE, (320, 700), (844, 390), (1024, 768)])
def test_nothing_hangs_over_and_axe_is_content_open_and_folded(open_element, size):
    page = open_element(size=size)
    for _state in range(2):
        assert page.evaluate(OVERHANG) == 0
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
        fold(page, "guide").locator("summary").first.click()


def test_on_a_phone_it_is_folded_at_first_and_beside_the_question_when_open(open_element):
    page = open_element(size=PHONE)
    expect(fold(page, "guide")).not_to_have_attribute("open", "")
    fold(page, "guide").locator("summary").first.click()
    choose(page, "2", "4")
    place, row = guide(page).bounding_box(), page.locator("#answer-2 .scale__steps").bounding_box()
    assert (place["y"], row["y"] >= place["y"] + place["height"]) == (0, True)
    text = page.locator(".step--chosen .step__text").bounding_box()
    assert place["y"] <= text["y"] <= place["y"] + place["height"] - 40


def test_on_a_phone_nothing_jumps_when_it_shows_another_level(open_element):
    page = open_element(size=PHONE)
    fold(page, "guide").locator("summary").first.click()
    choose(page, "2", "1")
    before = page.locator("#answer-2").bounding_box()
    choose(page, "2", "4")
    assert page.locator("#answer-2").bounding_box() == before


def test_keyboard_alone_reads_it(open_element):
    page = open_element()
    page.locator(".step summary").nth(4).focus()
    page.keyboard.press("Enter")
    assert shown(page)[-1] == "Seen at level 5"
    bar = guide(page).locator(".guide__bar")
    bar.focus()
    page.keyboard.press("Space")
    expect(fold(page, "guide")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("size", [(1280, 900), PHONE])
def test_without_a_script_all_of_it_can_be_read(browser, live_server, open_element, size):
    address, cookies = open_element().url, open_element().context.cookies()
    with browser.new_context(java_script_enabled=False, viewport={"width": size[0], "height": size[1]}) as context:
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto(address)
        fold(page, "guide").locator("summary").first.click()
        fold(page, "evidence").locator("summary").click()
        expect(page.get_by_text("The plan, with its date.")).to_be_visible()
        assert shown(page) == ["Seen at level 1", "Seen at level 2"]
