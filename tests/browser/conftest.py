"""Chromium as the machine has it, pages that are watched, and people who are already signed in."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

PATIENCE = 20_000  # milliseconds; a busy machine is no fault of the page
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# As root Chromium runs without its sandbox only, and left alone it calls home at every start.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
# An answer of these kinds is one that a story may be about; Chromium notes it as an error all the same.
PART_OF_THE_STORY = (
    *(f"status of {status}" for status in (401, 403, 404, 409, 422, 500, 502, 503, 504)),
    "net::ERR_INTERNET_DISCONNECTED",
    "Response Status Error Code",  # htmx says the same in its own words
    "htmx:afterRequest",
    "htmx:sendError",
)
# Stories in which several people save at once, or whose steps lock rows; what the pages themselves do is one engine's.
ON_BOTH_ENGINES = {
    "test_consensus",
    "test_desk_editors",
    "test_main_job",
    "test_presence",
    "test_stewardship",
    "test_team",
    "test_transfer",
    "test_upgrade",
}
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test; what a page looks like and which keys it knows, one engine shows."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if item.path.stem not in ON_BOTH_ENGINES:
                item.add_marker(pytest.mark.sqlite)


@pytest.fixture(scope="session", autouse=True)
def _django_beside_playwright() -> None:
    """Playwright keeps an event loop running, beside which Django refuses its database unless told."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "Chromium was not found. Type this, then try again: sudo apt-get install chromium"
    return browser_type_launch_args | {"executable_path": found, "args": SWITCHES}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that lets no error in its console and no breach of the content policy pass."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(REPORT_VIOLATIONS)
    yield page
    assert [line for line in said if not any(part in line for part in PART_OF_THE_STORY)] == []


@pytest.fixture
def open_element(page: Page, live_server, assessment, assessor, sign_in) -> Callable[..., Page]:
    """Open an element's page as the assessor, to whom no news of others come until they are asked for."""

    def opened(code: str = "D1.1", person=assessor) -> Page:
        sign_in(person)
        page.route("**/presence/", lambda route: route.fulfill(status=204))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{live_server.url}/assessments/{assessment.uuid}/elements/{code}/")
        return page

    return opened


@pytest.fixture
def sign_in(context: BrowserContext, live_server) -> Callable[[object], None]:
    """Sign a person in by cookie: their sign-in itself is one test's story, not every test's."""

    def signed_in_as(person) -> None:
        client = Client()
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return signed_in_as
