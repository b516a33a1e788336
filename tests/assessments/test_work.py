"""A person's work: their part, what is asked of them, and where to go on."""

import datetime

import pytest
from django.utils import timezone

from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.assessments import Duty, assign_duties
from assessments.actions.workflow import submit_for_review, submit_sheet
from assessments.models import Assessment, Assignment, Notice, Remark
from assessments.work import work_of
from assessments.work_words import entry_of
from assessments.workflow import Mode, State
from tests.factories import make_assessment, rate_all

TODAY = datetime.date(2026, 11, 22)


def only(person):
    (work,) = work_of(person, today=TODAY)
    return work


def labels(person):
    return [ask.label for work in work_of(person, today=TODAY) for ask in entry_of(work).asks]


def rest(person):
    return entry_of(only(person)).rest


def answer(assessment, by, element, item, value="3"):
    save_answer(
        assessment_uuid=assessment.uuid, element_code=element, item=item, given=GivenAnswer(value, "", 0), by=by
    )


def in_state(assessment, state, **more):
    Assessment.objects.filter(pk=assessment.pk).update(state=state, **more)


@pytest.fixture
def independent(organisation, version, manager, assessor, team_mate):
    """Everybody alone; the team-mate leads."""
    made = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)
    assign_duties(assessment=made, duties={assessor: Duty(), team_mate: Duty(is_lead=True)}, by=manager)
    return made


def fill_own_sheet(assessment, by):
    for element in assessment.version.definition().walk():
        for indicator in element.indicators:
            answer(assessment, by, element.code, str(indicator.number))
        if element.objective:
            answer(assessment, by, element.code, "objective", "full")


# --- one's part ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("scope", "words", "applicable", "first"),
    [
        ("", "the whole", 16, "D1.1"),
        ("D3 D1.2", "Dimension D3, D1.2", 9, "D1.2"),
        ("E", "the enablers", 2, "E1"),
    ],
)
def test_part_is_counted_within_the_scope(assessment, manager, assessor, scope, words, applicable, first):
    assign_duties(assessment=assessment, duties={assessor: Duty(scope=scope)}, by=manager)
    answer(assessment, assessor, "E1" if scope == "E" else "D1.2" if scope else "D1.1", "1")
    share = only(assessor).share
    assert (share.scope, share.count.answered, share.count.applicable, share.go_on) == (words, 1, applicable, first)


def test_part_of_who_leads_without_scoring_asks_for_no_answers(assessment, manager, assessor, team_mate):
    duties = {assessor: Duty(is_lead=True, scope=Assignment.NOTHING), team_mate: Duty()}
    assign_duties(assessment=assessment, duties=duties, by=manager)
    work = only(assessor)
    assert (work.share.count.applicable, work.is_to_score, labels(assessor)) == (0, False, [])


def test_one_goes_on_where_one_stopped(assessment, assessor, team_mate):
    assert labels(assessor) == ["Begin with D1.1"]
    answer(assessment, assessor, "D1.1", "1")
    answer(assessment, assessor, "D2.1", "1")
    answer(assessment, team_mate, "D1.2", "1")
    assert (labels(assessor), labels(team_mate)) == (["Go on at D2.1"], ["Go on at D1.2"])
    answer(assessment, assessor, "D2.1", "objective", "full")
    assert labels(assessor) == ["Go on at D3.1"]  # the first one after it


def test_one_goes_on_from_the_end_to_what_was_left_before(assessment, assessor):
    answer(assessment, assessor, "E1", "1")
    answer(assessment, assessor, "E1", "2")
    assert labels(assessor) == ["Go on at D1.1"]


def test_on_a_sheet_of_ones_own_only_that_sheet_counts(independent, assessor, team_mate):
    answer(independent, team_mate, "D3.1", "1")
    assert (only(assessor).share.count.answered, labels(assessor)) == (0, ["Begin with D1.1"])
    assert (only(team_mate).share.count.answered, labels(team_mate)) == (1, ["Go on at D3.1"])


# --- what is asked ---------------------------------------------------------------------------------------------------
def test_own_sheet_is_submitted_when_it_is_answered(independent, assessor):
    fill_own_sheet(independent, assessor)
    assert labels(assessor) == ["Submit your sheet"]
    submit_sheet(assessment_uuid=independent.uuid, by=assessor)
    assert labels(assessor) == []
    assert rest(assessor) == "You have submitted your sheet. The others are still at theirs."


@pytest.mark.parametrize(
    ("state", "complete", "expected"),
    [
        (State.DRAFT, False, ([], ["Set it up and start"], ["Set it up and start"])),
        (State.CONSENSUS, False, ([], ["Agree"], ["Agree"])),
        (State.CONSENSUS, True, ([], ["Submit for review"], ["Approve"])),
        (State.REVIEW, True, ([], [], ["Approve"])),
    ],
)
def test_each_is_asked_for_their_step(independent, assessor, team_mate, manager, state, complete, expected):
    in_state(independent, state, complete=complete)
    assert (labels(assessor), labels(team_mate), labels(manager)) == expected


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.DRAFT, "The scoring has not started yet."),
        (State.CONSENSUS, "The team’s answers are being agreed."),
        (State.REVIEW, "It waits for approval."),
    ],
)
def test_who_has_to_wait_is_told_for_what(independent, assessor, state, words):
    in_state(independent, state)
    assert rest(assessor) == words


def test_what_is_approved_is_nobodys_work(assessment, assessor, manager):
    rate_all(assessment, 4, by=assessor)
    assert rest(assessor) == "Your part is answered."
    in_state(assessment, State.APPROVED)
    assert work_of(assessor, today=TODAY) == work_of(manager, today=TODAY) == []


def point(assessment, by, **more):
    return Remark.objects.create(
        assessment=assessment, element="D1.2", kind=Remark.Kind.OPEN_POINT, text="Look", by=by, **more
    )


def test_open_points_are_counted_for_who_has_to_check_them(assessment, assessor, team_mate, manager):
    point(assessment, assessor, assignee=team_mate)
    assert labels(assessor) == ["Begin with D1.1"]
    assert labels(team_mate) == ["Begin with D1.1", "1 open point to check"]
    point(assessment, assessor, assignee=team_mate)
    point(assessment, assessor, assignee=team_mate, closed_at=timezone.now(), considered_at=timezone.now())
    point(assessment, assessor, assignee=manager)
    assert (labels(team_mate)[1:], labels(manager)) == (["2 open points to check"], ["1 open point to check"])


def test_element_that_a_finding_put_back_is_looked_at_again_by_who_answers_it(assessment, assessor, team_mate, manager):
    assign_duties(assessment=assessment, duties={assessor: Duty(), team_mate: Duty(scope="D3")}, by=manager)
    for _twice in range(2):
        point(assessment, assessor, closed_at=timezone.now(), finding="It is so")
    assert labels(assessor) == ["Begin with D1.1", "Look again at D1.2"]
    assert labels(team_mate) == ["Begin with D3.1"]
    Remark.objects.update(considered_at=timezone.now())
    assert labels(assessor) == ["Begin with D1.1"]


def test_nothing_of_anothers_sheet_shows_while_everybody_is_alone(independent, assessor, team_mate):
    theirs = independent.sheets.get(assessor=team_mate)
    point(independent, team_mate, sheet=theirs, assignee=assessor)
    point(independent, team_mate, sheet=theirs, closed_at=timezone.now(), finding="It is so")
    assert labels(assessor) == ["Begin with D1.1"]
    assert labels(team_mate) == ["Begin with D1.1", "Look again at D1.2"]
    in_state(independent, State.CONSENSUS)
    assert labels(assessor) == ["1 open point to check"]


def test_mentions_are_counted_until_they_are_read(assessment, assessor):
    for _twice in range(2):
        Notice.objects.create(user=assessor, assessment=assessment, kind=Notice.Kind.MENTIONED, words="Look")
    assert labels(assessor)[1:] == ["2 mentions to read"]
    Notice.objects.update(read_at=timezone.now())
    assert labels(assessor)[1:] == []


def test_complete_joint_sheet_is_passed_on_by_the_lead_and_approved_by_the_manager(
    assessment, assessor, team_mate, manager
):
    assign_duties(assessment=assessment, duties={assessor: Duty(), team_mate: Duty(is_lead=True)}, by=manager)
    rate_all(assessment, 4, by=assessor)
    assert (labels(assessor), labels(team_mate), labels(manager)) == ([], ["Submit for review"], ["Approve"])
    submit_for_review(assessment_uuid=assessment.uuid, by=team_mate)
    assert (labels(team_mate), labels(manager)) == ([], ["Approve"])


def test_who_left_the_organisation_has_no_work_there(assessment, organisation, assessor):
    organisation.memberships.get(user=assessor).delete()
    assert work_of(assessor, today=TODAY) == []
