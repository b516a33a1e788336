"""Writing a plan: who may, what is refused, and that nothing of two people's is lost."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from assessments.access import BlindError
from assessments.models import AppendOnlyError
from assessments.moves import Move
from assessments.readers import NotAReaderError
from assessments.scoring import AnswersError
from assessments.workflow import Mode
from plans.access import PlanFrozenError, action_of
from plans.actions.actions import StaleActionError, add_action, edit_action, given_of, remove_action
from plans.actions.approval import approve_plan
from plans.models import Action, Plan, PlanEvent
from tests.factories import make_assessment
from tests.plans.making import RAISE_D2, given, seen_by


def kinds(assessment):
    return list(PlanEvent.objects.filter(plan__assessment=assessment).values_list("kind", "words", "by__full_name"))


def approve(assessment, manager):
    return approve_plan(assessment_uuid=assessment.uuid, version=Plan.objects.get().version, by=manager)


def test_an_action_stands_as_it_was_given(rated, manager):
    wanted = given("Map the journeys", sponsor="Mona", owner_name="Layla", step="T1")
    action = add_action(assessment_uuid=rated.uuid, given=wanted, by=manager)
    assert given_of(Action.objects.get()) == wanted
    assert (action.status, action.progress, action.moves) == ("planned", 0, RAISE_D2)
    assert kinds(rated) == [("added", "Map the journeys", "Mona Manager")]


def test_leads_write_it_too_and_assessors_do_not(rated, lead, assessor, stranger):
    add_action(assessment_uuid=rated.uuid, given=given(), by=lead)
    with pytest.raises(PermissionDenied):
        add_action(assessment_uuid=rated.uuid, given=given(), by=assessor)
    with pytest.raises(Http404):
        add_action(assessment_uuid=rated.uuid, given=given(), by=stranger)
    assert Action.objects.count() == 1


def test_sent_twice_it_is_added_once(rated, manager):
    operation = uuid.uuid4()
    first = add_action(assessment_uuid=rated.uuid, given=given(), by=manager, operation=operation)
    assert add_action(assessment_uuid=rated.uuid, given=given(), by=manager, operation=operation) == first
    assert first.uuid == operation
    assert len(kinds(rated)) == 1


def test_an_operation_of_another_plan_adds_an_action_of_its_own(rated, manager, other_assessment, stranger):
    operation = uuid.uuid4()
    theirs = add_action(assessment_uuid=other_assessment.uuid, given=given(), by=stranger, operation=operation)
    ours = add_action(assessment_uuid=rated.uuid, given=given(), by=manager, operation=operation)
    assert ours.uuid != theirs.uuid
    assert ours.plan.assessment == rated


def test_a_suggestion_is_taken_over_once_and_again_when_it_was_removed(rated, manager):
    place = {"assessment_uuid": rated.uuid, "by": manager}
    first = add_action(**place, given=given(), suggestion="D2.1:2:1")
    assert add_action(**place, given=given(), suggestion="D2.1:2:1") == first
    remove_action(**place, action_uuid=first.uuid, version=0)
    assert add_action(**place, given=given(), suggestion="D2.1:2:1") != first


def test_a_suggestion_that_another_plan_took_over_is_taken_over_here_too(rated, manager, other_assessment, stranger):
    theirs = add_action(assessment_uuid=other_assessment.uuid, given=given(), suggestion="D2.1:2:1", by=stranger)
    ours = add_action(assessment_uuid=rated.uuid, given=given(), suggestion="D2.1:2:1", by=manager)
    assert (ours.plan.assessment, theirs.plan.assessment) == (rated, other_assessment)


def test_two_actions_of_one_plan_are_told_apart(rated, action, manager):
    second = add_action(assessment_uuid=rated.uuid, given=given("Second"), by=manager)
    seen = seen_by(manager, rated)
    assert [action_of(seen, one.uuid) for one in (action, second)] == [action, second]


def test_the_database_keeps_a_suggestion_from_standing_twice(action, manager):
    Action.objects.update(suggestion="D2.1:2:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.create(plan=action.plan, title="Again", suggestion="D2.1:2:1", created_by=manager)


@pytest.mark.parametrize("move", [Move("X9", "1", "3"), Move("D2.1", "9", "3"), Move("D2.1", "1", "n/a")])
def test_a_move_without_a_place_is_refused(rated, manager, move):
    with pytest.raises(AnswersError):
        add_action(assessment_uuid=rated.uuid, given=given(moves=(move,)), by=manager)
    assert not Plan.objects.exists()


def test_somebody_who_cannot_read_it_owns_nothing(rated, manager, stranger):
    with pytest.raises(NotAReaderError):
        add_action(assessment_uuid=rated.uuid, given=given(owner=stranger), by=manager)


def test_nothing_is_planned_while_everybody_scores_alone(organisation, version, manager, assessor):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    with pytest.raises(BlindError):
        add_action(assessment_uuid=blind.uuid, given=given(), by=manager)


def test_an_edit_changes_what_is_agreed_on(rated, action, lead):
    wanted = given("Map all journeys", moves=(Move("D1.1", "1", "5"),))
    edit_action(assessment_uuid=rated.uuid, action_uuid=action.uuid, given=wanted, version=0, by=lead)
    stored = Action.objects.get()
    assert (given_of(stored), stored.version, stored.edited_by) == (wanted, 1, lead)


def test_of_two_edits_the_second_is_told_and_nothing_is_lost(rated, action, lead, manager):
    place = {"assessment_uuid": rated.uuid, "action_uuid": action.uuid, "version": 0}
    edit_action(**place, given=given("Theirs"), by=lead)
    with pytest.raises(StaleActionError) as refusal:
        edit_action(**place, given=given("Mine", moves=()), by=manager)
    assert (refusal.value.current.title, refusal.value.current.moves) == ("Theirs", RAISE_D2)
    assert Action.objects.get().moves == RAISE_D2


def test_the_same_edit_again_is_no_conflict(rated, action, manager):
    place = {"assessment_uuid": rated.uuid, "action_uuid": action.uuid, "version": 0, "by": manager}
    for _again in range(2):
        edit_action(**place, given=given("Map all journeys"))
    assert [kind for kind, *_rest in kinds(rated)] == ["added", "changed"]


def test_what_is_removed_is_out_of_sight_and_kept(rated, action, manager):
    remove_action(assessment_uuid=rated.uuid, action_uuid=action.uuid, version=0, by=manager)
    assert not Action.objects.exists()
    assert Action.stored.get().removed_by == manager


def test_an_approved_plan_is_frozen(rated, action, manager):
    approve(rated, manager)
    place = {"assessment_uuid": rated.uuid, "by": manager}
    with pytest.raises(PlanFrozenError):
        add_action(**place, given=given())
    with pytest.raises(PlanFrozenError):
        edit_action(**place, action_uuid=action.uuid, given=given("Else"), version=0)
    with pytest.raises(PlanFrozenError):
        remove_action(**place, action_uuid=action.uuid, version=0)


def test_an_action_of_another_plan_is_not_there(rated, action, other_assessment, stranger):
    place = {"assessment_uuid": other_assessment.uuid, "action_uuid": action.uuid, "by": stranger}
    with pytest.raises(Http404):
        edit_action(**place, given=given("Else"), version=0)
    with pytest.raises(Http404):
        remove_action(**place, version=0)


def test_events_are_never_changed(rated, action):
    event = PlanEvent.objects.get()
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()


def test_a_plan_goes_with_its_assessment(rated, action):
    type(rated).objects.filter(pk=rated.pk).update(title="Gone")
    plan = Plan.objects.get()
    assert (str(plan), plan.events.count()) == ("Gone", 1)
