"""From score to improvement, as a manager goes: target, gap, a plan from suggestions, the next cycle, what moved."""

import re
from fractions import Fraction

import pytest
from playwright.sync_api import Page, expect

from assessments.actions.answers import GivenAnswer, save_sheet
from assessments.actions.approval import sign_off
from assessments.models import Assessment
from assessments.scoring import half_up
from frameworks.models import FrameworkVersion
from organisations.models import Organisation, User
from plans.models import Action
from tests.factories import make_assessment, rate_all

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = re.compile(r"\d+\.\d\d|\d+")


@pytest.fixture
def first_cycle(
    organisation: Organisation, shipped_version: FrameworkVersion, manager: User, assessor: User
) -> Assessment:
    """All in the middle of the scale, and approved."""
    assessment = make_assessment(organisation, shipped_version, by=manager, assessors=[assessor], title="Cycle 1")
    rate_all(assessment, 3, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    return Assessment.objects.get(pk=assessment.pk)


def second_cycle(first: Assessment, actions: list[Action], *, manager: User, assessor: User) -> Assessment:
    """The next year: everything as it was, but for what the actions have changed."""
    later = make_assessment(first.organisation, first.version, by=manager, assessors=[assessor], title="Cycle 2")
    rate_all(later, 3, by=assessor)
    for action in actions:
        for move in action.moves:
            version = later.answers.get(element=move.element, item=move.item).version
            given = {move.item: GivenAnswer(move.value, "", version)}
            save_sheet(assessment_uuid=later.uuid, element_code=move.element, given=given, by=assessor)
    sign_off(assessment_uuid=later.uuid, by=manager)
    return Assessment.objects.get(pk=later.pk)


def follow(page: Page, name: str) -> None:
    """Go to another page of the same result."""
    page.get_by_role("navigation", name="Result").get_by_role("link", name=name, exact=True).click()


def take_over(page: Page, element: str) -> None:
    """Put what the guide suggests for the element into the plan."""
    place = page.locator(f"section[id='{element}']")
    place.get_by_role("button", name="Take over").first.click()
    expect(page.locator(f"section[id='{element}']").get_by_text("In the plan").first).to_be_visible()


def test_manager_goes_from_target_to_plan_to_the_next_cycle(
    page: Page, live_server, sign_in, first_cycle: Assessment, manager: User, assessor: User
):
    sign_in(manager)
    page.goto(f"{live_server.url}/assessments/{first_cycle.uuid}/result/")

    follow(page, "Target")
    page.get_by_role("button", name="Aim one level up everywhere").click()
    expect(page.get_by_role("link", name="Change the target")).to_be_visible()
    gaps = page.locator("main").inner_text()
    assert "under" in gaps

    follow(page, "Plan")
    page.get_by_role("link", name="Suggestions").first.click()
    for element in ("D1.1", "D4.1", "D6.3"):
        take_over(page, element)
    page.get_by_role("link", name="List", exact=True).click()
    actions = list(Action.objects.filter(plan__assessment=first_cycle).for_lists())
    assert sorted(action.suggestion.partition(":")[0] for action in actions) == ["D1.1", "D4.1", "D6.3"]
    for action in actions:
        expect(page.get_by_role("link", name=action.title).first).to_be_visible()
    planned = page.locator("main").inner_text()

    later = second_cycle(first_cycle, actions, manager=manager, assessor=assessor)
    assert later.points > first_cycle.points
    assert str(half_up(Fraction(later.points), 0)) in NUMBER.findall(planned)

    page.goto(f"{live_server.url}/assessments/{later.uuid}/result/")
    follow(page, "Over time")
    moved = page.locator("main").inner_text()
    assert f"+{later.points - first_cycle.points}" in moved
    page.get_by_role("link", name="Compare with others").click()
    page.get_by_label("Cycle 1").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comparison")
    expect(page.get_by_text(str(first_cycle.points)).first).to_be_visible()
    expect(page.get_by_text(str(later.points)).first).to_be_visible()
