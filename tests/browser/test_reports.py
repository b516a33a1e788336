"""Documents from a manager's side: ordered and followed to the file; words and house style seen while they change."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reports import making, sample
from reports.models import ReportOrder
from tests.browser.test_pages import faults
from tests.factories import rate_all
from tests.jobs.runner import run_waiting_jobs
from tests.reports.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path, press, monkeypatch) -> None:
    """A shelf of its own; the engine is the one that is warm already."""
    settings.DATA_DIR = tmp_path
    for module in (making, sample):
        monkeypatch.setattr(module, "the_press", lambda: press)


def test_summary_is_ordered_followed_and_fetched(
    page: Page, live_server, sign_in, assessment, assessor, manager, tmp_path: Path
):
    rate_all(assessment, 3, by=assessor)
    sign_in(manager)
    page.goto(f"{live_server.url}/assessments/{assessment.uuid}/result/")
    page.get_by_role("link", name="Reports").click()
    page.get_by_role("link", name="Executive summary Two pages").click()
    expect(page.get_by_role("heading", name="Executive summary")).to_be_visible()
    page.get_by_label("US Letter").check()
    page.get_by_role("button", name="Make this document").click()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    ReportOrder.objects.update(state=ReportOrder.State.WORKING, stage=ReportOrder.Stage.SETTING)
    expect(page.locator("[aria-current=step]")).to_have_text("Setting the pages")
    run_waiting_jobs()
    expect(page.get_by_role("heading", name="Ready")).to_be_visible()
    expect(page.locator(".waiting")).to_have_attribute("aria-live", "polite")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Download (PDF)").click()
    file = tmp_path / "fetched.pdf"
    fetched.value.save_as(file)
    assert (fetched.value.suggested_filename[-15:], file.read_bytes()[:5]) == ("provisional.pdf", b"%PDF-")


def test_words_are_seen_as_they_will_be_read(page: Page, live_server, sign_in, assessment, manager):
    sign_in(manager)
    page.goto(f"{live_server.url}/assessments/{assessment.uuid}/reports/words/")
    page.get_by_label("Foreword").fill("## Dear reader\n\nThanks to **all** of you.")
    expect(page.locator("#preview strong")).to_have_text("all")
    expect(page.get_by_text("41 of 20,000 characters")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Foreword and summary are kept.")).to_be_visible()
    expect(page.get_by_label("Foreword")).to_have_value("## Dear reader\n\nThanks to **all** of you.")


def test_house_style_is_seen_while_it_changes(
    page: Page, live_server, sign_in, organisation, version, manager, tmp_path
):
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture(size=(400, 100)))
    sign_in(manager)
    page.goto(f"{live_server.url}/organisations/{organisation.slug}/house-style/")
    cover = page.get_by_role("img", name="A cover for Harbour Bank")
    expect(cover).to_be_visible()
    plain = cover.get_attribute("src")
    page.get_by_label("Logo").set_input_files(logo)
    page.get_by_label("Line on the cover").fill("Customer Office")
    page.get_by_label("Main colour", exact=True).fill("#ff9900")
    expect(page.get_by_text("Too pale: 2.14 : 1 on white")).to_be_visible()
    page.get_by_label("Pick: Main colour").fill("#7a1040")
    expect(page.get_by_label("Main colour", exact=True)).to_have_value("#7a1040")
    expect(cover).not_to_have_attribute("src", plain or "")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("The house style is kept.")).to_be_visible()
    expect(page.get_by_text("400 by 100 pixels")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_pages_of_reports_are_usable_by_all(
    page: Page, live_server, sign_in, assessment, assessor, manager, width, scheme
):
    rate_all(assessment, 3, by=assessor)
    order = ReportOrder.objects.create(assessment=assessment, version=assessment.version, kind="full", by=manager)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sign_in(manager)
    of = f"/assessments/{assessment.uuid}/reports/"
    addresses = [of, f"{of}?kind=comparison", f"{of}?kind=interview", f"{of}words/", f"/reports/orders/{order.uuid}/"]
    addresses += [f"/organisations/{assessment.organisation.slug}/house-style/", f"/assessments/{assessment.uuid}/"]
    seen = {address: faults(page, live_server.url + address) for address in addresses}
    ReportOrder.objects.update(state=ReportOrder.State.FAILED, reason="memory")
    seen["failed"] = faults(page, f"{live_server.url}/reports/orders/{order.uuid}/")
    assert {re.sub(r"[0-9a-f-]{36}", "…", address): wrong for address, wrong in seen.items() if wrong} == {}
