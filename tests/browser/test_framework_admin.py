"""An administrator makes the next version of a framework: copies, changes, is told what is off, mends, publishes."""

import pytest
from playwright.sync_api import Page, expect

from frameworks.models import FrameworkVersion
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
    page.get_by_role("link", name="Dimension D1", exact=True).click()
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
