"""The interview sheet on paper: every element begins on a page of its own, and what is for the screen is left out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.definitions import rich_definition
from tests.factories import make_assessment, make_version

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sheet(page, live_server, sign_in, organisation, manager, assessor):
    rich = make_assessment(organisation, make_version(rich_definition()), by=manager, assessors=[assessor])
    sign_in(assessor)
    page.goto(live_server.url + reverse("assessments:interview-whole", args=[rich.uuid]))
    return page


def test_paper_shows_the_sheet_alone(sheet):
    pages = sheet.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == 5  # one for each element
    sheet.emulate_media(media="print")
    shown = {
        name: sheet.locator(name).first.is_visible() for name in (".site-header", ".interview-choose", ".interview")
    }
    assert shown == {".site-header": False, ".interview-choose": False, ".interview": True}


def test_screen_can_be_used_by_everybody(sheet):
    assert Axe().run(sheet, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).violations_count == 0
    sheet.set_viewport_size({"width": 320, "height": 800})
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320
