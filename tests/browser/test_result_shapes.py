"""Results of other frameworks in a browser: at every width, in light and dark, with nothing that axe finds."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version
from tests.results.test_related import pointing
from tests.results.views.test_result import give
from tests.shapes import LONG_SCALE, rungs, shaped, weakest_link

pytestmark = pytest.mark.django_db(transaction=True)
SHAPES = {
    "radar": weakest_link(2, 3, ratings=LONG_SCALE),
    "ladder": rungs(4, ratings=LONG_SCALE),
    "rows": shaped(1, 1, ratings=LONG_SCALE),
    "related": pointing(("D1.1", "E1"), ("D2.1",), ("D3.1",)),
}


@pytest.fixture(params=SHAPES)
def result(request, organisation, manager) -> str:
    """The address of a result."""
    make_version(tiny_definition())
    version = make_version(SHAPES[request.param])
    assessment = make_assessment(organisation, version, by=manager, assessors=[manager])
    for element, rating in zip(version.definition().elements, (80, 35, 90, 60, 55, 20, 100), strict=False):
        give(assessment, element.code, [("1", str(rating), "")], manager)
    return reverse("results:result-detail", args=[assessment.uuid])


def test_page_fits_every_width_and_axe_finds_nothing(page: Page, live_server, result, manager, sign_in):
    sign_in(manager)
    page.goto(live_server.url + result)
    for width in (320, 390, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour is on its way then
        page.set_viewport_size({"width": width, "height": 900})
        assert Axe().run(page).response["violations"] == []
