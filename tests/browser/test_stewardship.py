"""The whole road of a framework's next version: reworded, re-weighted, compared, published, taken up, taken back."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.models import Assessment, Item
from frameworks.models import FrameworkVersion
from organisations.models import User
from tests.factories import make_assessment, make_user, make_version, shipped_content

pytestmark = pytest.mark.django_db(transaction=True)

SHIPPED, NEXT = "1.2", "1.3"  # the number of the version that is shipped, and what a copy of it gets
REWORDED = "The organisation analyses what its market needs and writes it down."
BEFORE, AFTER = "20.00", "10.00"


@pytest.fixture
def story(organisation, manager, assessor, live_server) -> SimpleNamespace:
    """An assessment in progress with the shipped framework: D1.1 at the top, D1.2 at the bottom, no other answer."""
    version = make_version(shipped_content())
    assessment = make_assessment(organisation, version, by=manager, assessors=[assessor])
    answer(assessment, "D1.1", "5", "full", by=assessor)
    answer(assessment, "D1.2", "1", "none", by=assessor)
    steward = make_user("Ada Admin", staff=True)
    return SimpleNamespace(
        url=live_server.url, version=version, assessment=assessment, manager=manager, steward=steward
    )


def answer(assessment: Assessment, code: str, rating: str, objective: str, *, by: User) -> None:
    rows = assessment.answers.filter(element=code).exclude(item__in=[Item.SCOPE, Item.CONFIDENCE, Item.COMMENT])
    given = {
        row.item: GivenAnswer(objective if row.item == Item.OBJECTIVE else rating, "", row.version) for row in rows
    }
    save_sheet(assessment_uuid=assessment.uuid, element_code=code, given=given, by=by)


def test_version_goes_from_draft_to_upgrade_and_back(page: Page, story, sign_in):
    sign_in(story.steward)
    draft = copy_to_draft(page, story)
    reword_indicator(page, draft)
    move_ten_points(page, draft)
    read_difference(page, draft)
    publish_with_preview(page, draft)

    sign_in(story.manager)
    upgrade_as_previewed(page, story)
    go_back(page, story)


def copy_to_draft(page: Page, story: SimpleNamespace) -> str:
    """Copy the published version; the address of the draft's pages."""
    page.goto(f"{story.url}/admin/frameworks/frameworkversion/{story.version.pk}/change/")
    page.get_by_role("button", name="Copy to a new draft").click()
    expect(page.get_by_role("heading", name=f"{story.version.title} {NEXT}")).to_be_visible()
    draft = FrameworkVersion.objects.get(number=NEXT)
    return f"{story.url}/admin/frameworks/frameworkversion/{draft.pk}"


def reword_indicator(page: Page, draft: str) -> None:
    page.goto(f"{draft}/tree/")
    page.get_by_text("6 indicators").first.click()
    page.get_by_role("link", name="The organisation analyses and defines the needs of its market.").click()
    page.get_by_role("textbox", name="Statement").fill(REWORDED)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name=REWORDED)).to_be_visible()


def move_ten_points(page: Page, draft: str) -> None:
    """Taken from D1.1 they are missing, and the check says so; given to D1.2 all is well."""
    page.get_by_label("Points of D1.1", exact=True).fill("10")
    page.keyboard.press("Tab")
    expect(page.locator("#standing")).to_contain_text("990 of 1000")
    page.goto(f"{draft}/publish/")
    expect(page.get_by_role("button", name="Publish and freeze")).to_have_count(0)
    page.goto(f"{draft}/tree/")
    page.get_by_label("Points of D1.2", exact=True).fill("30")
    page.keyboard.press("Tab")
    expect(page.locator("#standing")).to_contain_text("1000 of 1000")
    expect(page.locator("#standing")).to_contain_text("This draft has no faults and can be published.")


def read_difference(page: Page, draft: str) -> None:
    page.goto(f"{draft}/difference/")
    main = page.locator("#content")
    expect(main.locator("ins", has_text="writes it down")).to_be_visible()
    expect(main.locator("del", has_text="and defines the")).to_be_visible()
    for code, old, new in (("D1.1", "20", "10"), ("D1.2", "20", "30")):
        row = main.get_by_role("row").filter(has_text=code).filter(has_text=old).filter(has_text=new)
        expect(row.first).to_be_visible()


def publish_with_preview(page: Page, draft: str) -> None:
    page.goto(f"{draft}/publish/")
    row = page.get_by_role("row").filter(has_text="2026 self-assessment")
    expect(row.get_by_role("cell")).to_have_text([BEFORE, AFTER, "Initial", "Initial", "none"])
    page.get_by_role("button", name="Publish and freeze").click()
    expect(page.get_by_text(f"Version {NEXT} is published.")).to_be_visible()


def upgrade_as_previewed(page: Page, story: SimpleNamespace) -> None:
    page.goto(f"{story.url}/assessments/{story.assessment.uuid}/")
    page.get_by_role("link", name="See what an upgrade would change").click()
    total = page.get_by_role("row").filter(has_text="Total")
    expect(total).to_contain_text(BEFORE)
    expect(total).to_contain_text(AFTER)
    expect(page.get_by_text(REWORDED)).to_be_attached()
    page.get_by_label("Name of the snapshot").fill("Before the new weights")
    page.get_by_role("button", name=f"Upgrade to {NEXT}").click()
    expect(page.get_by_role("button", name="Go back to this Before the new weights")).to_be_visible()
    assert stored(story) == (NEXT, AFTER)


def go_back(page: Page, story: SimpleNamespace) -> None:
    page.get_by_role("button", name="Go back to this Before the new weights").click()
    expect(page.get_by_text("See what an upgrade would change")).to_be_visible()
    assert stored(story) == (SHIPPED, BEFORE)


def stored(story: SimpleNamespace) -> tuple[str, str]:
    now = Assessment.objects.select_related("version").get(pk=story.assessment.pk)
    return now.version.number, str(now.points)
