"""Approval freezes the answers and keeps what they came to."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.access import WrongStateError
from assessments.actions.answers import GivenAnswer, save_answer
from assessments.actions.approval import (
    IncompleteError,
    NothingCountedError,
    sign_off,
)
from assessments.answersheet import assessment_answers
from assessments.models import Assessment, Snapshot
from assessments.names import Names, names_of
from assessments.results import result_to_json
from assessments.scoring import score
from tests.assessments.views.conftest import answer_everything

pytestmark = pytest.mark.django_db


def test_snapshot_holds_document_and_result(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    snapshot = sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert snapshot.document["ratings"]["D1.1"] == {"objective": "partial", "indicators": {"1": 4, "2": 4}}
    assert snapshot.document["organisation"] == "Harbour Bank"
    fresh = score(assessment.version.definition(), assessment_answers(assessment.answers.all()))
    assert snapshot.result == result_to_json(fresh)
    assert (snapshot.taken_by, snapshot.kind) == (manager, Snapshot.Kind.APPROVAL)


def test_snapshot_keeps_the_names_of_the_day(assessment, organisation, assessor, team_mate, manager):
    answer_everything(assessment, assessor)
    organisation.sector = "Banking"
    organisation.save()
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    organisation.name = "Harbour Holding"
    organisation.save()
    assessment.assignments.filter(user=team_mate).delete()
    team = ("Amal Assessor", "Tom Teammate")
    kept = Names("Harbour Bank", ("Banking",), team, "Mona Manager", "2026 self-assessment", "2026")
    assert names_of(Assessment.objects.get()) == kept


def test_names_of_an_open_assessment_are_those_of_now(assessment, organisation):
    organisation.name = "Harbour Holding"
    organisation.save()
    assert names_of(Assessment.objects.get()).organisation == "Harbour Holding"


def test_answers_are_frozen_from_then_on(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    given = GivenAnswer("1", "", 1)
    with pytest.raises(WrongStateError):
        save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item="1", given=given, by=assessor)


def test_enablers_may_be_open(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    save_answer(assessment_uuid=assessment.uuid, element_code="E1", item="1", given=GivenAnswer("", "", 1), by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    assessment.refresh_from_db()
    assert assessment.is_approved


def test_incomplete_one_is_refused(assessment, manager):
    with pytest.raises(IncompleteError):
        sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert not Snapshot.objects.exists()
    assert Assessment.objects.get().is_open


def test_one_with_every_element_excluded_is_refused(assessment, assessor, manager):
    for element in assessment.version.definition().elements:
        out = GivenAnswer("excluded", "Not ours.", 0)
        save_answer(assessment_uuid=assessment.uuid, element_code=element.code, item="scope", given=out, by=assessor)
    with pytest.raises(NothingCountedError):
        sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert not Snapshot.objects.exists()
    assert Assessment.objects.get().is_open


def test_approved_one_is_refused(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    with pytest.raises(WrongStateError):
        sign_off(assessment_uuid=assessment.uuid, by=manager)
    assert Snapshot.objects.count() == 1


def test_only_the_manager_approves(assessment, assessor, stranger, admin):
    answer_everything(assessment, assessor)
    with pytest.raises(PermissionDenied):
        sign_off(assessment_uuid=assessment.uuid, by=assessor)
    for person in (stranger, admin):
        with pytest.raises(Http404):
            sign_off(assessment_uuid=assessment.uuid, by=person)
