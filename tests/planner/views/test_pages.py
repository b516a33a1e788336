"""The planner's pages: what they say, what they refuse, and that reading them writes nothing."""

import json

import pytest
from django.urls import reverse

from assessments.models import Answer, AnswerChange
from assessments.moves import Move, projected
from assessments.workflow import Mode
from planner.actions.scenarios import save_scenario
from planner.desk import starting_of
from planner.models import Scenario
from planner.outlook import outlook
from planner.steps import all_steps
from tests.factories import make_assessment
from tests.pages import headings, text_of

PAGES = ["step-list", "what-if", "plan-best", "scenario-list"]


def address(name, assessment, *more):
    return reverse(f"planner:{name}", args=[assessment.uuid, *more])


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_one_heading_and_writes_nothing(as_manager, answered, name):
    before = AnswerChange.objects.count()
    response = as_manager.get(address(name, answered))
    assert (response.status_code, len(headings(response))) == (200, 1)
    assert AnswerChange.objects.count() == before


@pytest.mark.parametrize(
    ("name", "more"),
    [*((name, ()) for name in PAGES), ("step-table", ("csv",)), ("scenario-table", ("json",))],
)
def test_a_blind_assessment_shows_no_figure(as_manager, organisation, version, manager, assessor, name, more):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    response = as_manager.get(address(name, blind, *more))
    assert "assessments/assessment/blind.html" in [template.name for template in response.templates]


def test_the_list_says_what_the_steps_say(as_manager, answered):
    rows = json.loads(as_manager.get(address("step-table", answered, "json") + "?kind=all").content)["rows"]
    start = starting_of(answered)
    steps = all_steps(start.definition, start.answers, start.efforts)
    assert sorted((row["element"], row["points"]) for row in rows) == sorted((s.element, str(s.points)) for s in steps)


@pytest.mark.parametrize(("order", "key"), [("points", "points"), ("rate", "points_per_day")])
def test_the_list_is_in_the_order_that_was_asked_for(as_manager, answered, order, key):
    url = address("step-table", answered, "json") + f"?order={order}&dimension=D1&kind=answers"
    rows = json.loads(as_manager.get(url).content)["rows"]
    figures = [float(row[key]) for row in rows]
    assert figures == sorted(figures, reverse=True)
    assert {row["element"] for row in rows} == {"D1.1", "D1.2"}


def test_the_list_costs_the_same_whatever_is_answered(as_manager, assessment, answered, django_assert_max_num_queries):
    as_manager.get(address("step-list", answered))
    with django_assert_max_num_queries(7):
        as_manager.get(address("step-list", answered))


def test_what_if_says_the_total_that_scoring_says(as_manager, answered):
    start = starting_of(answered)
    moves = [Move("D3.1", "1", "5"), Move("D3.1", "objective", "full")]
    then = projected(start.definition, start.answers, moves).total
    response = as_manager.post(address("what-if", answered), {"move~D3.1~1": "5", "move~D3.1~objective": "full"})
    assert response.context["outlook"].then.total == then
    assert f"+{then.points - start.result.total.points} points" in text_of(response)
    by_address = as_manager.get(address("what-if", answered) + "?move=D3.1~1~5&move=D3.1~objective~full")
    assert by_address.context["outlook"].then.total == then


def test_htmx_gets_the_outlook_alone(as_manager, answered):
    response = as_manager.post(address("what-if", answered), {"move~D3.1~1": "5"}, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b"outlook__figure" in response.content


@pytest.mark.parametrize("sent", ["D9~1~5", "D1.1~1~9", "D1.1~1", "", "E1~1~5", "D1.1~scope~excluded"])
def test_what_no_page_sends_is_refused(as_manager, answered, sent):
    assert as_manager.get(address("what-if", answered), {"move": sent}).status_code == 400


def test_what_is_not_applicable_does_not_move(as_manager, answered):
    answered.answers.filter(element="D3.1", item="1").update(value="n/a")
    assert as_manager.get(address("what-if", answered), {"move": "D3.1~1~5"}).status_code == 400


def test_moves_are_saved_from_the_form(as_manager, answered):
    as_manager.post(address("what-if", answered), {"move~D3.1~1": "5", "name": "Up", "save": "1"})
    scenario = Scenario.objects.get()
    assert (scenario.name, scenario.moves) == ("Up", [["D3.1", "1", "5"]])
    assert Answer.objects.get(assessment=answered, element="D3.1", item="1").value == "3"


@pytest.mark.parametrize("sent", [{"name": "Up"}, {"move~D3.1~1": "5", "name": ""}])
def test_nothing_and_no_name_are_told(as_manager, answered, sent):
    response = as_manager.post(address("what-if", answered), {**sent, "save": "1"})
    assert response.status_code == 422
    assert "Please put this right" in text_of(response)


def test_a_name_that_is_taken_is_told_and_the_moves_stay(as_manager, answered, manager):
    save_scenario(assessment_uuid=answered.uuid, name="Up", moves=[Move("D1.1", "1", "5")], by=manager)
    response = as_manager.post(address("what-if", answered), {"move~D3.1~1": "5", "name": "Up", "save": "1"})
    assert response.status_code == 422
    assert [str(move.element) for move in response.context["outlook"].moves] == ["D3.1"]


def test_an_assessor_may_try_and_not_save(client, assessor, answered):
    client.force_login(assessor)
    assert "Save the scenario" not in text_of(client.get(address("what-if", answered)))
    sent = {"move~D3.1~1": "5", "name": "Up", "save": "1"}
    assert client.post(address("what-if", answered), sent).status_code == 403


def test_the_planner_answers_a_budget_with_its_proof(as_manager, answered):
    response = as_manager.get(address("plan-best", answered), {"ask": "budget", "days": "30"})
    found = response.context["found"]
    assert found.best.effort <= 300
    assert found.outlook.then == found.best.result
    assert "Proved: no set of steps within this effort has more points" in text_of(response)


@pytest.mark.parametrize(("asked", "figure"), [("total", "80"), ("level", "5")])
def test_the_planner_reaches_a_total_and_a_level(as_manager, answered, asked, figure):
    response = as_manager.get(address("plan-best", answered), {"ask": asked, asked: figure})
    total = response.context["found"].outlook.then.total
    assert total.points >= 80 if asked == "total" else total.level.number == 5
    assert "Proved: no set of steps gets there with less effort" in text_of(response)


def test_what_cannot_be_reached_in_one_dimension_is_told_with_the_most(as_manager, answered):
    sent = {"ask": "total", "total": "100", "within": "D1"}
    response = as_manager.get(address("plan-best", answered), sent)
    assert "Proved: no set of steps in these dimensions gets there." in text_of(response)
    assert "the total is 60.00 points" in text_of(response)


@pytest.mark.both_engines
@pytest.mark.parametrize("total", ["100.01", "1e400", "1e200000000", "NaN", "Infinity", "9" * 5000, "1e-200000000"])
def test_a_total_beyond_what_there_is_is_refused_at_once(as_manager, answered, total):
    response = as_manager.get(address("plan-best", answered), {"ask": "total", "total": total})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["total"])


def test_a_total_beyond_what_there_is_is_told_in_points(as_manager, answered):
    response = as_manager.get(address("plan-best", answered), {"ask": "total", "total": "100.01"})
    assert "No more than 100.00 points can be reached here." in text_of(response)


@pytest.mark.both_engines
@pytest.mark.parametrize("days", ["1e400", "1e200000000", "NaN", "-Infinity", "9" * 5000])
def test_an_effort_beyond_all_bounds_is_refused(as_manager, answered, days):
    response = as_manager.get(address("plan-best", answered), {"ask": "budget", "days": days})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["days"])


@pytest.mark.both_engines
@pytest.mark.parametrize("sent", [{"ask": "budget"}, {"ask": "more"}, {"ask": "level", "level": "9" * 5000}])
def test_a_question_without_its_figure_is_asked_again(as_manager, answered, sent):
    assert as_manager.get(address("plan-best", answered), sent).status_code == 422


def test_scenarios_stand_side_by_side_as_scoring_says(as_manager, answered, manager, django_assert_num_queries):
    moves = {"A": [Move("D1.1", "1", "5")], "B": [Move("D3.1", "1", "5"), Move("D3.1", "2", "1")]}
    for name, each in moves.items():
        save_scenario(assessment_uuid=answered.uuid, name=name, moves=each, by=manager)
    rows = json.loads(as_manager.get(address("scenario-table", answered, "json")).content)["rows"]
    start = starting_of(answered)
    expected = [str(outlook(start, each).then.total.points) for each in ((), *moves.values())]
    assert [row["total"] for row in rows] == expected
    assert [row["days"] for row in rows] == ["0.0", "24.0", "24.0"]
    page = text_of(as_manager.get(address("scenario-list", answered)))
    assert all(total in page for total in expected)


def test_efforts_are_changed_and_reckoned_with(as_manager, answered):
    form = as_manager.get(address("effort-edit", answered)).context["form"]
    sent = {field.html_name: field.value() for field in form} | {"rating-4": "0.5", "factor-D1.1": "200"}
    assert as_manager.post(address("effort-edit", answered), sent).status_code == 302
    efforts = starting_of(answered).efforts
    assert (efforts.ratings[4], efforts.factors) == (5, {"D1.1": 200})
    assert as_manager.post(address("effort-edit", answered), sent).status_code == 302
    late = as_manager.post(address("effort-edit", answered), sent | {"rating-4": "0.6"})
    assert late.status_code == 409
    assert "Somebody else has changed the efforts" in text_of(late)


@pytest.mark.parametrize("days", ["0", "-1", "", "1.25", "x", "1e200000000", "NaN", "Infinity"])
def test_an_effort_that_is_none_is_refused(as_manager, answered, days):
    form = as_manager.get(address("effort-edit", answered)).context["form"]
    sent = {field.html_name: field.value() for field in form} | {"rating-4": days}
    assert as_manager.post(address("effort-edit", answered), sent).status_code == 422


def test_a_scenario_goes_after_a_question(as_manager, answered, manager):
    first, second = (
        save_scenario(assessment_uuid=answered.uuid, name=name, moves=[Move("D1.1", "1", "5")], by=manager)
        for name in ("First", "Second")
    )
    remove = address("scenario-remove", answered, first.uuid)
    assert "First" in text_of(as_manager.get(remove))
    assert Scenario.objects.count() == 2
    assert "“First” is removed." in text_of(as_manager.post(remove, follow=True))
    assert list(Scenario.objects.all()) == [second]
    assert as_manager.post(remove).status_code == 404


def test_who_may_not_keep_a_scenario_may_not_remove_one(client, answered, manager, assessor):
    kept = save_scenario(assessment_uuid=answered.uuid, name="First", moves=[Move("D1.1", "1", "5")], by=manager)
    client.force_login(assessor)
    remove = address("scenario-remove", answered, kept.uuid)
    assert [client.get(remove).status_code, client.post(remove).status_code] == [403, 403]
    assert Scenario.objects.exists()


def test_what_if_speaks_of_conditions_only_where_the_framework_has_some(as_manager, answered):
    text = text_of(as_manager.get(address("what-if", answered)))
    has_gates = bool(starting_of(answered).definition.gates)
    assert ("the level and its conditions would be" in text, "the total and the level would be" in text) == (
        has_gates,
        not has_gates,
    )


def test_what_if_shows_a_loss_with_a_true_minus(as_manager, answered):
    response = as_manager.post(address("what-if", answered), {"move~D3.1~1": "1"})
    gained = response.context["outlook"].gained
    assert gained < 0
    assert f"−{-gained} points" in text_of(response)
