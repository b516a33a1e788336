"""Taking over what the guide suggests, and what a scenario raises."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.moves import Move
from frameworks.definition import Guide, SuggestedAction
from planner.actions.scenarios import save_scenario
from plans.actions.approval import approve_plan
from plans.models import Action, Plan
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version, rate_all
from tests.pages import text_of


def suggesting():
    """The small framework, whose D2.1 suggests two things for level 3."""
    actions = (
        SuggestedAction(3, "Write it down", "On one page.", "quality", Decimal(2)),
        SuggestedAction(3, "Agree on it", "In one meeting.", "sales"),
    )
    tiny = tiny_definition(framework="suggesting")
    category = tiny.categories[0]
    element = replace(category.dimensions[1].elements[0], guide=Guide(actions=actions))
    dimensions = (category.dimensions[0], replace(category.dimensions[1], elements=(element,)))
    return replace(tiny, categories=(replace(category, dimensions=dimensions), tiny.categories[1]))


@pytest.fixture
def suggested(organisation, manager, assessor):
    assessment = make_assessment(organisation, make_version(suggesting()), by=manager, assessors=[assessor])
    rate_all(assessment, 2, by=assessor)
    return assessment


def listed(assessment, query=""):
    return reverse("plans:suggestion-list", args=[assessment.uuid]) + query


def take(assessment):
    return reverse("plans:suggestion-take", args=[assessment.uuid])


def test_a_suggestion_is_taken_over_in_one_press(signed_in, suggested, manager):
    browser = signed_in(manager)
    text = text_of(browser.get(listed(suggested)))
    assert "D2.1 Element D2.1 2 Developing → to 3 Defined +3.50 points when it is reached" in text
    assert "Write it down On one page. Quality · about 2 person-days Take over" in text
    response = browser.post(take(suggested), {"suggestion": "D2.1:3:1"})
    assert response.url == listed(suggested, "#D2.1")
    action = Action.objects.get()
    assert (action.title, action.description, action.function) == ("Write it down", "On one page.", "quality")
    assert (action.effort, action.moves, action.suggestion) == (2, (Move("D2.1", "1", "3"),), "D2.1:3:1")
    assert "In the plan : Write it down" in text_of(browser.get(listed(suggested)))
    assert action.step == ""
    browser.post(take(suggested), {"suggestion": "D2.1:3:1"})
    assert Action.objects.count() == 1


@pytest.mark.parametrize("code", ["", "D2.1:3:9", "D2.1:4:1", "X:3:1"])
def test_what_is_not_suggested_is_not_there(signed_in, suggested, manager, code):
    assert signed_in(manager).post(take(suggested), {"suggestion": code}).status_code == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?function=sales", ["Agree on it"]),
        ("?dimension=D1", []),
        ("?dimension=D2&function=quality", ["Write it down"]),
        ("?dimension=nowhere", ["Write it down", "Agree on it"]),
    ],
)
def test_suggestions_are_filtered(signed_in, suggested, assessor, query, titles):
    text = text_of(signed_in(assessor).get(listed(suggested, query)))
    assert [title for title in ("Write it down", "Agree on it") if title in text] == titles
    assert "Take over" not in text.replace("Taken over", "")


def test_while_the_plan_is_approved_the_page_says_why_nothing_can_be_taken_over(
    signed_in, suggested, manager, assessor
):
    signed_in(manager).post(take(suggested), {"suggestion": "D2.1:3:1"})
    closed = "The plan is approved, so nothing can be taken over until it is reopened."
    assert closed not in text_of(signed_in(manager).get(listed(suggested)))
    plan = Plan.objects.get(assessment=suggested)
    approve_plan(assessment_uuid=suggested.uuid, version=plan.version, by=manager)
    assert f"{closed} Reopen it" in text_of(signed_in(manager).get(listed(suggested)))
    read = text_of(signed_in(assessor).get(listed(suggested)))
    assert (closed in read, "Reopen it" in read, "Take over" in read) == (True, False, False)


def test_a_framework_without_suggestions_says_so(signed_in, rated, manager):
    assert "Nothing is suggested" in text_of(signed_in(manager).get(listed(rated)))


def test_a_scenario_makes_an_action_for_each_element_that_it_raises(signed_in, suggested, manager):
    moves = [Move("D2.1", "1", "4"), Move("D1.1", "1", "3"), Move("D1.1", "2", "1")]
    scenario = save_scenario(assessment_uuid=suggested.uuid, name="Bold", moves=moves, by=manager)
    browser = signed_in(manager)
    assert "Scenarios of the planner Bold" in text_of(browser.get(listed(suggested)))
    address = reverse("plans:scenario-take", args=[suggested.uuid, scenario.uuid])
    response = browser.post(address, follow=True)
    assert "2 actions of the scenario are in the plan." in text_of(response)
    browser.post(address)
    actions = {action.title: action for action in Action.objects.all()}
    assert {title: action.moves for title, action in actions.items()} == {
        "Raise D2.1 Element D2.1": (Move("D2.1", "1", "4"),),
        "Raise D1.1 Element D1.1": (Move("D1.1", "1", "3"),),
    }
    assert all(action.effort > 0 for action in actions.values())


def test_the_scenario_that_was_chosen_is_taken_over(signed_in, suggested, manager):
    _first, second = (
        save_scenario(assessment_uuid=suggested.uuid, name=code, moves=[Move(code, "1", "4")], by=manager)
        for code in ("D1.1", "D2.1")
    )
    signed_in(manager).post(reverse("plans:scenario-take", args=[suggested.uuid, second.uuid]))
    assert [action.moves for action in Action.objects.all()] == [(Move("D2.1", "1", "4"),)]


def test_a_scenario_of_another_assessment_is_not_there(signed_in, rated, suggested, manager):
    moves = [Move("D2.1", "1", "4")]
    scenario = save_scenario(assessment_uuid=suggested.uuid, name="Bold", moves=moves, by=manager)
    address = reverse("plans:scenario-take", args=[rated.uuid, scenario.uuid])
    assert signed_in(manager).post(address).status_code == 404
