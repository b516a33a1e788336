"""Keeping moves and forgetting them: who may, what is refused, and names that are taken."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.access import BlindError
from assessments.models import Assignment
from assessments.moves import Move, projected
from assessments.workflow import Mode
from planner.actions.scenarios import NameTakenError, remove_scenario, save_scenario
from planner.comparing import compared
from planner.desk import starting_of
from planner.models import Scenario
from planner.moving import FalseMoveError
from planner.reading import moves_of, scenarios_of, step_points
from plans.actions.scenarios import take_scenario
from tests.definitions import tiny_definition
from tests.factories import make_assessment

MOVES = (Move("D1.1", "1", "5"), Move("D1.1", "objective", "full"))


def keep(assessment, by, name="First", moves=MOVES):
    return save_scenario(assessment_uuid=assessment.uuid, name=name, moves=moves, by=by)


def write_answer(assessment, element, item, value):
    assessment.answers.update_or_create(element=element, item=item, defaults={"value": value, "reason": "No."})


def test_a_manager_keeps_moves_and_reads_them_again(answered, manager):
    scenario = keep(answered, manager)
    assert scenarios_of(answered) == [scenario]
    assert moves_of(scenario, tiny_definition(), {}) == MOVES
    assert (scenario.by, scenario.version) == (manager, answered.version)


def test_the_lead_of_the_team_may_an_assessor_may_not(answered, assessor, team_mate):
    Assignment.objects.filter(assessment=answered, user=assessor).update(is_lead=True)
    assert keep(answered, assessor).name == "First"
    with pytest.raises(PermissionDenied):
        keep(answered, team_mate, "Second")


def test_a_stranger_finds_no_assessment(answered, stranger):
    with pytest.raises(Http404):
        keep(answered, stranger)


@pytest.mark.parametrize(
    "move",
    [
        Move("X1", "1", "3"),
        Move("D1.1", "9", "3"),
        Move("D1.1", "1", "6"),
        Move("D1.1", "1", "n/a"),
        Move("D1.1", "objective", "half"),
        Move("D1.1", "comment", "3"),
        Move("E1", "1", "3"),
    ],
)
def test_what_is_no_move_is_refused(answered, manager, move):
    with pytest.raises(FalseMoveError):
        keep(answered, manager, moves=[move])
    assert not Scenario.objects.exists()


def test_an_element_out_of_scope_does_not_move(answered, manager):
    write_answer(answered, "D2.1", "scope", "excluded")
    with pytest.raises(FalseMoveError):
        keep(answered, manager, moves=[Move("D2.1", "1", "5")])


def test_what_is_not_applicable_does_not_move(answered, manager):
    write_answer(answered, "D1.1", "1", "n/a")
    with pytest.raises(FalseMoveError):
        keep(answered, manager)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(("item", "value"), [("1", "n/a"), ("scope", "excluded")])
def test_a_kept_move_of_what_no_longer_applies_counts_for_nothing_here_and_in_the_plan(answered, manager, item, value):
    scenario = keep(answered, manager, moves=[Move("D1.1", "1", "5"), Move("D3.1", "1", "5")])
    write_answer(answered, "D1.1", item, value)
    start = starting_of(answered)
    (one,) = compared(start, [scenario])
    taken = take_scenario(assessment_uuid=answered.uuid, scenario_uuid=scenario.uuid, by=manager)
    moves = [move for action in taken for move in action.moves]
    assert (one.outlook.moves, one.lost) == ((Move("D3.1", "1", "5"),), 1)
    assert one.outlook.then == projected(start.definition, start.answers, moves)
    assert one.outlook.days == sum(action.effort for action in taken)


def test_a_name_is_taken_once_in_an_assessment(answered, manager):
    keep(answered, manager)
    with pytest.raises(NameTakenError):
        keep(answered, manager)
    assert Scenario.objects.count() == 1


def test_nothing_is_kept_while_everybody_scores_alone(organisation, version, manager, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    with pytest.raises(BlindError):
        keep(blind, manager)


def test_a_scenario_is_removed_by_who_may_keep_it(answered, manager, assessor):
    scenario = keep(answered, manager)
    which = {"assessment_uuid": answered.uuid, "scenario_uuid": scenario.uuid}
    with pytest.raises(PermissionDenied):
        remove_scenario(**which, by=assessor)
    assert remove_scenario(**which, by=manager) == "First"
    with pytest.raises(Http404):
        remove_scenario(**which, by=manager)


def test_a_scenario_of_another_assessment_is_not_there(answered, other_assessment, manager, stranger):
    other = keep(other_assessment, stranger)
    with pytest.raises(Http404):
        remove_scenario(assessment_uuid=answered.uuid, scenario_uuid=other.uuid, by=manager)
    with pytest.raises(Http404):
        remove_scenario(assessment_uuid=answered.uuid, scenario_uuid=uuid.uuid4(), by=manager)


def test_moves_that_a_version_has_no_place_for_are_left_out(answered, manager):
    scenario = keep(answered, manager)
    Scenario.objects.filter(pk=scenario.pk).update(moves=[["D9.9", "1", "5"], ["D1.1", "1", "5"]])
    scenario.refresh_from_db()
    assert moves_of(scenario, tiny_definition(), {}) == (Move("D1.1", "1", "5"),)


def test_reading_steps_and_scenarios_costs_the_same_for_one_and_three(answered, manager, django_assert_num_queries):
    definition = tiny_definition()
    for name in ("One", "Two", "Three"):
        keep(answered, manager, name)
        with django_assert_num_queries(1):
            assert next(str(one.by) for one in scenarios_of(answered)) == str(manager)
    with django_assert_num_queries(2):
        assert step_points(answered, definition)
