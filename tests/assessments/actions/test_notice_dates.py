"""Due dates and evidence that expires: told in time, once each, to those who have to do something."""

import datetime

import pytest
from django.core.management import call_command

from assessments.actions.assessments import Duty, assign_duties
from assessments.actions.notice_dates import tell_of_dates
from assessments.actions.workflow import close_round, submit_sheet
from assessments.models import Assessment, Evidence, EvidenceUse, Notice
from assessments.workflow import Mode, State
from tests.factories import make_assessment

TODAY = datetime.date(2026, 11, 22)


def in_days(days):
    return TODAY + datetime.timedelta(days=days)


def due(assessment, days):
    Assessment.objects.filter(pk=assessment.pk).update(due_on=in_days(days))


def told():
    return sorted(Notice.objects.exclude(about="").values_list("user__full_name", "about"))


def people():
    return sorted({name for name, _about in told()})


@pytest.mark.parametrize(("days", "step"), [(7, 7), (5, 7), (2, 7), (1, 1), (0, 1)])
def test_everybody_who_scores_is_told_once_before_it_is_due(assessment, days, step):
    due(assessment, days)
    tell_of_dates(today=TODAY)
    tell_of_dates(today=TODAY)
    about = f"due-{step}:{assessment.uuid}:{in_days(days)}"
    assert told() == [("Amal Assessor", about), ("Tom Teammate", about)]


@pytest.mark.parametrize("days", [8, -1])
def test_nobody_is_told_too_early_or_when_it_is_over(assessment, days):
    due(assessment, days)
    tell_of_dates(today=TODAY)
    assert told() == []


def test_each_is_told_a_week_and_a_day_before_and_of_a_new_date_again(assessment, assessor):
    due(assessment, 7)
    for days in range(8):
        tell_of_dates(today=in_days(days))
    due(assessment, 30)
    tell_of_dates(today=in_days(25))
    assert [about.split(":")[0] for name, about in told() if name == "Amal Assessor"] == ["due-1", "due-7", "due-7"]
    assert (
        Notice.objects.exclude(about="").filter(user=assessor).last().words
        == "“2026 self-assessment” is due on 29 November 2026."
    )


def test_approved_assessments_are_done(assessment):
    due(assessment, 1)
    Assessment.objects.update(state=State.APPROVED)
    tell_of_dates(today=TODAY)
    assert told() == []


def test_those_are_told_from_whom_something_is_waited_for(organisation, version, manager, assessor, team_mate):
    assessment = make_assessment(
        organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT
    )
    assign_duties(assessment=assessment, duties={assessor: Duty(), team_mate: Duty(is_lead=True)}, by=manager)
    due(assessment, 1)
    submit_sheet(assessment_uuid=assessment.uuid, by=team_mate)
    expected = {State.SCORING: ["Amal Assessor"], State.CONSENSUS: ["Tom Teammate"], State.REVIEW: ["Mona Manager"]}
    for state, names in expected.items():
        Notice.objects.all().delete()
        Assessment.objects.update(state=state)
        tell_of_dates(today=TODAY)
        assert people() == names


def test_managers_are_told_where_nobody_leads(organisation, version, manager, assessor):
    assessment = make_assessment(organisation, version, by=manager, assessors=[assessor], mode=Mode.INDEPENDENT)
    close_round(assessment_uuid=assessment.uuid, reason="Time is up", by=manager)
    due(assessment, 1)
    tell_of_dates(today=TODAY)
    assert people() == ["Mona Manager"]


@pytest.fixture
def evidence(organisation, assessment, manager):
    """A certificate of the manager's that two elements rest on."""
    made = Evidence.objects.create(
        organisation=organisation,
        kind=Evidence.Kind.NOTE,
        title="Certificate",
        expires_on=in_days(30),
        added_by=manager,
    )
    for element in ("D1.1", "D1.2"):
        EvidenceUse.objects.create(evidence=made, assessment=assessment, element=element, added_by=manager)
    return made


def test_evidence_that_expires_is_told_once_to_who_added_it_and_who_works_with_it(evidence, assessor):
    tell_of_dates(today=TODAY)
    tell_of_dates(today=in_days(10))
    about = f"expires:{evidence.uuid}:{in_days(30)}"
    assert told() == [("Amal Assessor", about), ("Mona Manager", about), ("Tom Teammate", about)]
    notice = Notice.objects.exclude(about="").get(user=assessor)
    assert notice.words == "“Certificate”, which “2026 self-assessment” rests on, expires on 22 December 2026."
    assert (notice.kind, notice.element) == (Notice.Kind.EXPIRING, "D1.1")


@pytest.mark.parametrize("days", [31, -1])
def test_evidence_is_not_told_of_too_early_or_when_it_has_expired(evidence, days):
    Evidence.objects.update(expires_on=in_days(days))
    tell_of_dates(today=TODAY)
    assert told() == []


def test_evidence_of_what_is_approved_is_not_told_of(evidence):
    Assessment.objects.update(state=State.APPROVED)
    tell_of_dates(today=TODAY)
    assert told() == []


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_for_each_assessment(organisation, version, manager, assessor, django_assert_num_queries, count):
    for _number in range(count):
        due(make_assessment(organisation, version, by=manager, assessors=[assessor]), 3)
    # those that are due, what expires, and actions of plans; for each its team and its notices
    with django_assert_num_queries(3 + 2 * count):
        tell_of_dates(today=TODAY)


def test_the_command_makes_and_sends_and_runs_again_without_harm(assessment, mailoutbox, capsys):
    Notice.objects.all().delete()
    Assessment.objects.update(due_on=datetime.datetime.now(datetime.UTC).date())
    call_command("send_notices")
    call_command("send_notices")
    assert capsys.readouterr().out == "2 sent, 0 failed\n0 sent, 0 failed\n"
    assert len(mailoutbox) == 2
