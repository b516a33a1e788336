"""Two who take a step at once: one after the other, and the second is told what the first has done."""

from collections import Counter

import pytest

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import approve_assessment
from assessments.actions.assessments import Duty
from assessments.actions.assignments import assign_team, remind_assessor
from assessments.actions.workflow import (
    close_round,
    reopen_assessment,
    return_assessment,
    start_scoring,
    submit_for_review,
    submit_sheet,
)
from assessments.models import Answer, Assessment, Event, IndividualSheet, Notice, Snapshot
from assessments.workflow import Mode
from organisations.actions.memberships import remove_member
from organisations.models import Role
from tests.assessments.actions.test_answers_races import all_at_once
from tests.assessments.rounds import make_round
from tests.factories import make_assessment, make_user, rate_all

pytestmark = pytest.mark.django_db(transaction=True)
ATTEMPTS = pytest.mark.parametrize("attempt", range(4))
REFUSED = "WrongStateError"


def job(action, word, **facts):
    def run() -> str:
        action(**facts)
        return word

    return run


@pytest.fixture
def second_manager(organisation):
    person = make_user("Olga Other")
    organisation.memberships.create(user=person, role=Role.MANAGER)
    return person


@pytest.fixture
def reviewed(assessment, assessor, manager) -> Assessment:
    rate_all(assessment, 3, by=assessor)
    return submit_for_review(assessment_uuid=assessment.uuid, by=manager)


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate) -> Assessment:
    return make_round(organisation, version, by=manager, assessors=[assessor, team_mate])


@ATTEMPTS
def test_one_approves_while_the_other_returns(reviewed, manager, second_manager, attempt):
    whose = {"assessment_uuid": reviewed.uuid}
    outcomes = all_at_once(
        [
            job(approve_assessment, "approved", **whose, by=manager),
            job(return_assessment, "returned", **whose, words="Again.", by=second_manager),
        ]
    )
    reviewed.refresh_from_db()
    won = "approved" if "approved" in outcomes else "returned"
    assert Counter(outcomes) == {won: 1, REFUSED: 1}
    assert reviewed.state == {"approved": "approved", "returned": "scoring"}[won]
    assert Snapshot.objects.filter(kind="approval").count() == (won == "approved")
    assert Event.objects.filter(kind__in=["approved", "returned"]).count() == 1


@ATTEMPTS
def test_last_sheet_comes_while_the_round_is_closed(blind, manager, assessor, team_mate, attempt):
    whose = {"assessment_uuid": blind.uuid}
    submit_sheet(**whose, by=team_mate)
    outcomes = all_at_once(
        [
            job(submit_sheet, "submitted", **whose, by=assessor),
            job(close_round, "closed", **whose, reason="Time.", by=manager),
        ]
    )
    blind.refresh_from_db()
    won = "submitted" if "submitted" in outcomes else "closed"
    assert (Counter(outcomes), blind.state) == ({won: 1, REFUSED: 1}, "consensus")
    assert Event.objects.filter(kind__in=["round-ended", "round-closed"]).count() == 1
    assert (IndividualSheet.objects.get(assessor=assessor).submitted_at is not None) == (won == "submitted")


@ATTEMPTS
def test_two_last_sheets_end_the_round_once(blind, assessor, team_mate, attempt):
    jobs = [job(submit_sheet, "in", assessment_uuid=blind.uuid, by=person) for person in (assessor, team_mate)]
    assert all_at_once(jobs) == ["in", "in"]
    blind.refresh_from_db()
    assert (blind.state, Event.objects.filter(kind="round-ended").count()) == ("consensus", 1)


@ATTEMPTS
def test_answer_comes_before_the_sheet_is_locked_or_not_at_all(blind, assessor, attempt):
    whose = {"assessment_uuid": blind.uuid, "by": assessor}
    place = {"element_code": "D1.1", "item": "1", "given": GivenAnswer("4", "", 0)}
    outcomes = all_at_once([job(save_answer, "saved", **whose, **place), job(submit_sheet, "in", **whose)])
    value = Answer.on_sheets.get(sheet__assessor=assessor, element="D1.1", item="1").value
    assert (sorted(outcomes), value) in [(["in", "saved"], "4"), (["SubmittedSheetError", "in"], "")]


@ATTEMPTS
def test_who_is_assigned_while_the_scoring_starts_has_a_sheet(organisation, version, manager, assessor, attempt):
    draft = make_assessment(organisation, version, by=manager, mode=Mode.INDEPENDENT)
    assign_team(assessment_uuid=draft.uuid, duties={manager: Duty()}, by=manager)
    whose = {"assessment_uuid": draft.uuid, "by": manager}
    both = {manager: Duty(), assessor: Duty()}
    outcomes = all_at_once([job(start_scoring, "started", **whose), job(assign_team, "assigned", **whose, duties=both)])
    assert sorted(outcomes) == ["assigned", "started"]
    assert sorted(draft.sheets.values_list("assessor", flat=True)) == sorted([manager.pk, assessor.pk])


@ATTEMPTS
def test_two_change_the_team_at_once_and_one_is_told(assessment, manager, second_manager, assessor, attempt):
    seen = ",".join(sorted(f"{one.user_id}:0:" for one in assessment.assignments.all()))
    facts = {"assessment_uuid": assessment.uuid, "seen": seen}
    outcomes = all_at_once(
        [
            job(assign_team, "first", **facts, duties={assessor: Duty(scope="D1")}, by=manager),
            job(assign_team, "second", **facts, duties={assessor: Duty(scope="D2")}, by=second_manager),
        ]
    )
    won = "first" if "first" in outcomes else "second"
    assert Counter(outcomes) == {won: 1, "TeamChangedError": 1}
    assert assessment.assignments.get().scope == {"first": "D1", "second": "D2"}[won]


@ATTEMPTS
def test_last_leaves_while_the_team_changes(blind, manager, assessor, team_mate, attempt):
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    membership = blind.organisation.memberships.get(user=team_mate)
    outcomes = all_at_once(
        [
            job(remove_member, "left", membership=membership, by=manager),
            job(assign_team, "assigned", assessment_uuid=blind.uuid, duties={assessor: Duty()}, by=manager),
        ]
    )
    blind.refresh_from_db()
    assert sorted(outcomes) == ["assigned", "left"]
    assert (blind.state, Event.objects.filter(kind="round-ended").count()) == ("consensus", 1)


@ATTEMPTS
def test_two_remind_at_once_and_one_reminder_leaves(assessment, manager, second_manager, assessor, attempt):
    membership = assessment.organisation.memberships.get(user=assessor).uuid
    facts = {"assessment_uuid": assessment.uuid, "membership_uuid": membership}
    outcomes = all_at_once([job(remind_assessor, "sent", **facts, by=one) for one in (manager, second_manager)])
    assert Counter(outcomes) == {"sent": 1, "RemindedAlreadyError": 1}
    assert Notice.objects.filter(kind="reminder").count() == 1


@ATTEMPTS
def test_two_reopen_at_once_and_one_revision_begins(reviewed, manager, second_manager, attempt):
    approve_assessment(assessment_uuid=reviewed.uuid, by=manager)
    facts = {"assessment_uuid": reviewed.uuid, "reason": "Audit."}
    outcomes = all_at_once([job(reopen_assessment, "open", **facts, by=one) for one in (manager, second_manager)])
    reviewed.refresh_from_db()
    assert (Counter(outcomes), reviewed.revision) == ({"open": 1, REFUSED: 1}, 2)
