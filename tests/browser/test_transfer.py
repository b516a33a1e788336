"""Answers as files in a browser: downloaded, filled in, uploaded, looked at, saved; usable by all at every width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests.assessments.actions.test_uploads import answer, save
from tests.assessments.workbooks import filled

pytestmark = pytest.mark.django_db(transaction=True)

OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def assert_usable(page) -> None:
    """At a desk and on a phone, light and dark."""
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (320, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate(OVERHANG) == 0


def test_workbook_goes_out_and_comes_back(page, live_server, sign_in, assessment, assessor, team_mate, tmp_path):
    save(assessment, assessor, "2", "2")
    sign_in(assessor)
    page.goto(live_server.url + reverse("assessments:assessment-detail", args=[assessment.uuid]))
    page.get_by_role("link", name="Spreadsheet and file").click()
    assert_usable(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Workbook (.xlsx)").click()
    path = tmp_path / download.value.suggested_filename
    assert path.name == "harbour-bank-2026-self-assessment.xlsx"
    download.value.save_as(path)
    save(assessment, team_mate, "1", "1")
    cells = {"D1.1/1": "4 Managed", "D1.1/2": "5 Optimising", "D2.1/1": "3 Defined", "E1/1": "seven"}
    path.write_bytes(filled(path.read_bytes(), cells))
    page.get_by_label("Workbook or assessment document").set_input_files(path)
    page.get_by_role("button", name="Look at what it would change").click()
    expect(page.locator("#wrong + p + ul")).to_contain_text("Enablers!C6")
    expect(page.get_by_role("row", name="D1.1/1")).to_contain_text("Tom Teammate")
    assert_usable(page)
    page.get_by_label("D1.1/1").check()
    page.get_by_label("D2.1/1").uncheck()
    page.get_by_role("button", name="Save the ticked answers").click()
    expect(page.get_by_text("2 answers are saved.")).to_be_visible()
    assert [answer(assessment, item)[0] for item in ("1", "2")] == ["4", "5"]
    assert answer(assessment, "1", "D2.1") == ("", "", 0)


@pytest.mark.sqlite
def test_file_with_faults_is_said_on_the_page(page, live_server, sign_in, assessment, assessor):
    sign_in(assessor)
    page.goto(live_server.url + reverse("assessments:transfer-detail", args=[assessment.uuid]))
    broken = {"name": "x.json", "mimeType": "application/json", "buffer": b'{"format": "other"}'}
    page.get_by_label("Workbook or assessment document").set_input_files([broken])
    page.get_by_role("button", name="Look at what it would change").click()
    expect(page.get_by_role("alert").first).to_contain_text("ratings: is missing")
    assert_usable(page)
