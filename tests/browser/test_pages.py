"""Every main page, wide and narrow, light and dark: usable by all, one heading, nothing that hangs over the edge."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from assessments.models import Assessment
from organisations.models import Organisation, User
from tests.factories import make_assessment, make_notice, rate_all

pytestmark = pytest.mark.django_db(transaction=True)

SIGNED_OUT = ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/"]
SIGNED_IN = [
    "/",
    "/notices/",
    "/notices/settings/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/organisations/{slug}/",
    "/organisations/{slug}/members/",
    "/organisations/{slug}/members/invite/",
    "/organisations/{slug}/assessments/new/",
    "/assessments/{complete}/",
    "/assessments/{complete}/assign/",
    "/assessments/{complete}/approve/",
    "/assessments/{complete}/result/",
    "/assessments/{started}/approve/",
    "/assessments/{started}/result/",
    "/frameworks/tiny/1.0/guide/",
    "/nothing-is-here/",
]
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def addresses(organisation: Organisation, assessment: Assessment, version, manager: User, assessor: User) -> list[str]:
    """The pages of a manager, with one assessment complete and one hardly begun."""
    rate_all(assessment, 3, by=assessor)
    started = make_assessment(organisation, version, by=manager, assessors=[manager, assessor], title="2027")
    Assessment.objects.filter(pk=started.pk).update(due_on=datetime.date(2026, 1, 1))
    make_notice(started, manager)
    names = {"slug": organisation.slug, "complete": assessment.uuid, "started": started.uuid}
    return [address.format(**names) for address in SIGNED_IN]


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with the page at the address."""
    page.goto(address)
    found = [f"axe: {violation['id']}" for violation in Axe().run(page).response["violations"]]
    headings = page.locator("h1").count()
    found += [f"{headings} main headings"] if headings != 1 else []
    overhang = page.evaluate(OVERHANG)
    return found + ([f"{overhang} pixels over the edge"] if overhang else [])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "light")])
def test_page_is_usable_by_all(page: Page, live_server, sign_in, addresses, manager, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    seen = {address: faults(page, live_server.url + address) for address in SIGNED_OUT}
    sign_in(manager)
    seen |= {address: faults(page, live_server.url + address) for address in addresses}
    assert {address: wrong for address, wrong in seen.items() if wrong} == {}
