"""An administrator makes the next version of a framework: copies, changes, is told what is off, mends, publishes.

And works in its tree: drags, moves from the keyboard, edits in place, and meets somebody else's change.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from frameworks.actions.versions import copy_version
from frameworks.models import Element, FrameworkVersion
from tests.definitions import tiny_definition
from tests.factories import make_user, make_version

pytestmark = pytest.mark.django_db(transaction=True)


def test_administrator_makes_the_next_version(page: Page, live_server, sign_in):
    published = make_version(tiny_definition())
    sign_in(make_user("Ada Admin", staff=True))
    page.goto(f"{live_server.url}/admin/frameworks/frameworkversion/")
    page.get_by_role("link", name="Tiny", exact=True).click()
    expect(page.get_by_text("The points add up: 100 of 100.")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Copy to a new draft").click()
    expect(page.get_by_role("heading", name="Tiny 1.1")).to_be_visible()
    page.get_by_role("link", name="Tree", exact=True).click()
    page.get_by_label("More for D1 Dimension D1").click()
    page.locator("#content").get_by_role("link", name="Open its page").locator("visible=true").click()
    page.locator("#id_elements-0-points").fill("15")
    page.get_by_text("Add another Element").click()
    page.locator("#id_elements-2-code").fill("D1.3")
    page.locator("#id_elements-2-title").fill("Third")
    page.locator("#id_elements-2-points").fill("5")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("The points don't add up: 110 of 100.")).to_be_visible()

    page.get_by_role("link", name="D1.3 Third › Maturity indicators").click()
    page.get_by_text("Add another Maturity indicator").click()
    page.locator("#id_indicators-0-number").fill("1")
    page.locator("#id_indicators-0-text").fill("The organisation does a third thing.")
    page.locator("#id_objective").fill("The third thing is done.")
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_role("link", name="D1 Dimension D1", exact=True).click()
    page.locator("#id_elements-0-points").fill("5")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("This draft has no faults and can be published.")).to_be_visible()

    page.get_by_role("link", name="Tiny 1.1").click()
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish and freeze").click()
    expect(page.get_by_text("Version 1.1 is published.")).to_be_visible()
    assert published.definition() == tiny_definition()
    second = FrameworkVersion.objects.get(number="1.1")
    assert [(element.code, element.points) for element in second.definition().dimensions[0].elements] == [
        ("D1.1", 5),
        ("D1.2", 10),
        ("D1.3", 5),
    ]


@pytest.fixture
def draft(page: Page, live_server, sign_in) -> FrameworkVersion:
    """A draft copied from a published version, its tree open before an administrator."""
    copy = copy_version(version=make_version(tiny_definition()), number="1.1")
    sign_in(make_user("Ada Admin", staff=True))
    page.goto(f"{live_server.url}/admin/frameworks/frameworkversion/{copy.pk}/tree/")
    return copy


def element(version: FrameworkVersion, code: str) -> Element:
    return version.elements.get(code=code)


def codes(version: FrameworkVersion) -> list[list[str]]:
    return [[one.code for one in dimension.elements] for dimension in version.definition().dimensions]


def row(page: Page, version: FrameworkVersion, code: str):
    return page.locator(f"#element-{element(version, code).pk}")


def test_element_is_dragged_to_another_dimension_and_keeps_its_code(page: Page, draft: FrameworkVersion):
    page.set_viewport_size({"width": 1280, "height": 1300})  # both ends in sight, so that nothing scrolls on the way
    grip = row(page, draft, "D1.2").locator(".grip").first
    grip.drag_to(row(page, draft, "D3.1").locator(".row").first, target_position={"x": 200, "y": 2})
    expect(page.locator("#said")).to_have_text("D1.2 Element D1.2 is now 1 of 2 in D3 Dimension D3.")
    assert codes(draft) == [["D1.1"], ["D2.1"], ["D1.2", "D3.1"]]
    expect(page.get_by_text("2 things keep this draft from being published")).to_be_visible()


def test_element_is_moved_from_the_keyboard(page: Page, draft: FrameworkVersion):
    up = page.get_by_role("button", name="Move D1.2 Element D1.2 up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("D1.2 Element D1.2 is now 1 of 2 in D1 Dimension D1.")
    assert codes(draft)[0] == ["D1.2", "D1.1"]
    expect(up).to_be_focused()


def test_indicator_is_put_into_another_element_by_name(page: Page, draft: FrameworkVersion):
    page.get_by_text("3 indicators").click()
    page.get_by_label("More for D1.2/3").click()
    page.get_by_role("link", name="Move to …").locator("visible=true").click()
    page.locator("select[name=to]").select_option("D2.1 Element D2.1")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator("#said")).to_have_text("D2.1/2 is now 2 of 2 in D2.1 Element D2.1.")
    expect(page.get_by_text("The organisation does 3 of D1.2.")).to_be_visible()
    assert [(rule.old, rule.new) for rule in draft.definition().upgrades] == [("D1.2/3", "D2.1/2")]


def test_points_and_title_are_edited_in_place(page: Page, draft: FrameworkVersion):
    points = page.get_by_label("Points of D1.1")
    points.fill("15")
    points.press("Tab")
    expect(page.get_by_text("The points don't add up: 105 of 100.")).to_be_visible()
    expect(page.locator(f"#share-element-{element(draft, 'D1.1').pk}")).to_have_text("15.00 %")
    page.get_by_label("Points of D1.2").fill("5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This draft has no faults and can be published.")).to_be_visible()

    page.get_by_role("link", name="Element D1.1", exact=True).click()
    title = row(page, draft, "D1.1").get_by_label("Title")
    expect(title).to_be_focused()
    title.fill("Renamed")
    title.press("Enter")
    expect(page.get_by_role("link", name="Renamed", exact=True)).to_be_focused()
    assert (element(draft, "D1.1").title, element(draft, "D1.1").points) == ("Renamed", 15)


def test_escape_leaves_the_text_as_it_was(page: Page, draft: FrameworkVersion):
    page.get_by_role("link", name="Element D1.1", exact=True).click()
    title = row(page, draft, "D1.1").get_by_label("Title")
    title.fill("Never mind")
    title.press("Escape")
    expect(page.get_by_role("link", name="Element D1.1", exact=True)).to_be_visible()
    assert element(draft, "D1.1").title == "Element D1.1"


def test_change_that_somebody_else_made_meanwhile_is_not_overwritten(page: Page, draft: FrameworkVersion):
    page.get_by_role("link", name="Element D1.1", exact=True).click()
    title = row(page, draft, "D1.1").get_by_label("Title")
    expect(title).to_have_value("Element D1.1")  # what is read here is older than theirs
    theirs = element(draft, "D1.1")
    theirs.title = "Theirs"
    theirs.save()
    title.fill("Mine")
    title.press("Enter")
    refused = row(page, draft, "D1.1").get_by_role("alert")
    expect(refused).to_contain_text("Yours was not saved.")
    expect(refused.get_by_role("definition")).to_have_text(["Theirs", "Mine"])
    assert element(draft, "D1.1").title == "Theirs"
    page.get_by_role("button", name="Save mine instead").click()
    expect(page.get_by_role("link", name="Mine", exact=True)).to_be_visible()
    assert element(draft, "D1.1").title == "Mine"


def test_element_is_added_and_removed(page: Page, draft: FrameworkVersion):
    page.get_by_label("More for D1 Dimension D1").click()
    page.get_by_role("link", name="Add an element").locator("visible=true").click()
    expect(page.get_by_label("Code:")).to_have_value("D1.3")
    page.get_by_label("Title:").fill("Third")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("link", name="Third", exact=True)).to_be_visible()
    page.get_by_label("More for D1.3 Third").click()
    page.get_by_role("link", name="Remove …").locator("visible=true").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_role("link", name="Third", exact=True)).to_have_count(0)
    assert codes(draft)[0] == ["D1.1", "D1.2"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["tree", "search/?q=organisation", "translations/?language=de", "history"])
def test_pages_of_a_version_have_no_barriers(page: Page, live_server, draft: FrameworkVersion, name, scheme):
    page.emulate_media(color_scheme=scheme)
    address = name if "?" in name else f"{name}/"
    page.goto(f"{live_server.url}/admin/frameworks/frameworkversion/{draft.pk}/{address}")
    if name == "tree":
        page.get_by_role("link", name="Show all indicators").click()
        expect(page.get_by_text("The organisation does 3 of D1.2.")).to_be_visible()
        page.get_by_role("link", name="Element D1.1", exact=True).click()
        expect(page.get_by_label("Title", exact=True)).to_be_visible()
    found = Axe().run(page, context="#content", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]] == []
