"""Closing open points, and the findings that put elements back on the desk."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.access import WrongStateError
from assessments.actions.assessments import Duty, assign_duties
from assessments.actions.open_points import (
    NoFindingError,
    StillOpenError,
    close_point,
    consider_finding,
    reopen_point,
)
from assessments.actions.remarks import StaleRemarkError
from assessments.actions.workflow import close_round, submit_sheet
from assessments.models import Assessment, Remark
from assessments.workflow import Mode
from tests.factories import make_assessment
from tests.words import found, note, point

pytestmark = pytest.mark.django_db


def close(one, by, finding="It hangs in the hall.", version=0):
    return close_point(
        assessment_uuid=one.assessment.uuid, remark_uuid=one.uuid, finding=finding, version=version, by=by
    )


def consider(one, by, version=1):
    return consider_finding(assessment_uuid=one.assessment.uuid, remark_uuid=one.uuid, version=version, by=by)


def reopen(one, by):
    return reopen_point(assessment_uuid=one.assessment.uuid, remark_uuid=one.uuid, by=by)


def back() -> list[Remark]:
    return list(Remark.objects.back_on_the_desk())


def test_finding_closes_a_point_and_puts_its_element_back_on_the_desk(assessment, assessor, team_mate):
    one = close(point(assessment, assessor), team_mate, "  It hangs in the hall.\n")
    assert (one.finding, one.closed_by, one.is_closed) == ("It hangs in the hall.", team_mate, True)
    assert back() == [one]


def test_considered_finding_leaves_the_desk(assessment, assessor, team_mate):
    one = consider(found(assessment, assessor), team_mate)
    first = one.considered_at
    assert (back(), one.considered_by) == ([], team_mate)
    assert consider(one, assessor).considered_at == first


def test_a_point_is_not_closed_without_words(assessment, assessor):
    one = point(assessment, assessor)
    with pytest.raises(NoFindingError):
        close(one, assessor, " \n ")
    assert back() == []


def test_same_finding_sent_again_counts_once(assessment, assessor):
    one = close(point(assessment, assessor), assessor)
    again = close(one, assessor)
    assert (again.version, again.closed_at) == (1, one.closed_at)


def test_who_was_slower_is_told_and_theirs_stands_until_put_in_place_of_it(assessment, assessor, team_mate):
    one = close(point(assessment, assessor), team_mate, "Theirs")
    with pytest.raises(StaleRemarkError) as refused:
        close(one, assessor, "Mine")
    assert refused.value.current.finding == "Theirs"
    assert close(one, assessor, "Mine", version=1).closed_by == assessor


def test_new_finding_has_to_be_considered_again(assessment, assessor):
    one = consider(found(assessment, assessor), assessor)
    assert back() == []
    close(one, assessor, "Only in one hall.", version=1)
    assert back() == [one]
    with pytest.raises(StaleRemarkError):
        consider(one, assessor, version=1)


def test_point_is_opened_again_with_what_was_found_still_written(assessment, assessor, team_mate):
    one = reopen(consider(found(assessment, assessor), assessor), team_mate)
    assert (one.is_closed, one.finding, one.considered_at, back()) == (False, "It hangs in the hall.", None, [])
    assert reopen(one, assessor).version == one.version
    with pytest.raises(StillOpenError):
        consider(one, assessor, version=one.version)


def test_only_open_points_are_closed(assessment, assessor):
    one = note(assessment, assessor)
    for action in (close, reopen, consider):
        with pytest.raises(Http404):
            action(one, assessor)


def test_considered_by_those_who_may_answer_there_only(assessment, assessor, team_mate, manager, stranger):
    one = found(assessment, assessor)
    assign_duties(assessment=assessment, duties={assessor: Duty(scope="D1"), team_mate: Duty(scope="D3")}, by=manager)
    for person in (team_mate, manager):
        with pytest.raises(PermissionDenied):
            consider(one, person)
    with pytest.raises(Http404):
        consider(one, stranger)
    assert consider(one, assessor).considered_by == assessor


def test_in_consensus_the_lead_considers(organisation, version, assessor, team_mate, manager):
    blind = make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)
    one = found(blind, assessor)
    with pytest.raises(Http404):
        consider(one, manager)
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    with pytest.raises(PermissionDenied):  # the sheet is submitted: there is nothing to change in it any more
        consider(one, assessor)
    close_round(assessment_uuid=blind.uuid, reason="Time is up", by=manager)
    with pytest.raises(WrongStateError):
        consider(one, assessor)
    assert consider(one, manager).considered_by == manager


@pytest.mark.parametrize("state", [Assessment.State.REVIEW, Assessment.State.APPROVED])
def test_nothing_of_a_point_changes_in_review_and_once_approved(assessment, assessor, manager, state):
    one = found(assessment, assessor)
    Assessment.objects.update(state=state)
    for action in (
        lambda: close(one, assessor, "x", 1),
        lambda: reopen(one, assessor),
        lambda: consider(one, assessor),
    ):
        with pytest.raises(WrongStateError):
            action()
    assert Remark.objects.get().version == one.version
