"""How far an action is: who may say so, and what is kept of it."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.models import AppendOnlyError
from plans.actions.actions import StaleActionError, edit_action
from plans.actions.approval import approve_plan
from plans.actions.reports import Report, add_note, attach_evidence, detach_evidence, report_progress
from plans.models import Action, ActionEvidence, ActionNote, Plan, Status
from tests.assessments.evidence import add_file
from tests.plans.making import given

HALF = Report(Status.IN_PROGRESS, 50, "Half of the workshops were held.")


def place(assessment, action, by):
    return {"assessment_uuid": assessment.uuid, "action_uuid": action.uuid, "by": by}


def notes():
    return list(ActionNote.objects.values_list("text", "status", "progress", "by__full_name"))


def test_an_owner_reports_on_their_own_action_also_after_approval(rated, action, assessor, manager):
    approve_plan(assessment_uuid=rated.uuid, version=Plan.objects.get().version, by=manager)
    report_progress(**place(rated, action, assessor), report=HALF, version=0)
    stored = Action.objects.get()
    assert (stored.status, stored.progress, stored.report_version, stored.version) == ("in-progress", 50, 1, 0)
    assert notes() == [("Half of the workshops were held.", "in-progress", 50, "Amal Assessor")]


def test_who_neither_owns_nor_plans_reports_nothing(rated, action, team_mate, stranger):
    with pytest.raises(PermissionDenied):
        report_progress(**place(rated, action, team_mate), report=HALF, version=0)
    with pytest.raises(PermissionDenied):
        add_note(**place(rated, action, team_mate), text="I think so.")
    with pytest.raises(Http404):
        add_note(**place(rated, action, stranger), text="I think so.")
    assert notes() == []


def test_what_is_done_is_at_a_hundred_percent(rated, action, assessor):
    report_progress(**place(rated, action, assessor), report=Report(Status.DONE, 40), version=0)
    assert Action.objects.get().progress == 100


def test_of_two_reports_the_second_is_told(rated, action, assessor, lead):
    report_progress(**place(rated, action, assessor), report=HALF, version=0)
    with pytest.raises(StaleActionError) as refusal:
        report_progress(**place(rated, action, lead), report=Report(Status.BLOCKED, 10), version=0)
    assert refusal.value.current.status == "in-progress"


def test_a_report_is_in_nobodys_way_who_edits(rated, action, assessor, manager):
    report_progress(**place(rated, action, assessor), report=HALF, version=0)
    edit_action(**place(rated, action, manager), given=given("Map all journeys"), version=0)
    stored = Action.objects.get()
    assert (stored.title, stored.status) == ("Map all journeys", "in-progress")


def test_the_same_report_again_is_noted_once(rated, action, assessor):
    for _again in range(2):
        report_progress(**place(rated, action, assessor), report=HALF, version=0)
    assert len(notes()) == 1


def test_a_new_word_on_the_same_progress_is_noted(rated, action, assessor):
    report_progress(**place(rated, action, assessor), report=HALF, version=0)
    report_progress(**place(rated, action, assessor), report=Report(Status.IN_PROGRESS, 50, "Still."), version=1)
    assert [text for text, *_rest in notes()] == [HALF.text, "Still."]


def test_the_same_progress_with_nothing_to_say_changes_nothing(rated, action, assessor, lead):
    still = Report(Status.PLANNED, 0)
    report_progress(**place(rated, action, assessor), report=still, version=7)
    assert (notes(), Action.objects.get().report_version) == ([], 0)
    report_progress(**place(rated, action, assessor), report=Report(Status.PLANNED, 0, "Not yet."), version=0)
    report_progress(**place(rated, action, lead), report=Report(Status.PLANNED, 0, "Not yet."), version=1)
    report_progress(**place(rated, action, lead), report=still, version=7)
    assert [by for *_rest, by in notes()] == ["Amal Assessor", "Tom Teammate"]


def test_evidence_goes_piece_by_piece(rated, action, assessor):
    pieces = [add_file(rated, assessor, title=title, name=f"{title}.pdf") for title in ("One", "Two")]
    for piece in pieces:
        attach_evidence(**place(rated, action, assessor), evidence_uuid=piece.uuid)
    detach_evidence(**place(rated, action, assessor), evidence_uuid=pieces[0].uuid)
    assert ActionEvidence.objects.get().evidence == pieces[1]


def test_notes_are_added_once_each_and_never_changed(rated, action, assessor):
    for text in ("The room is booked.", "The room is booked.", "It is too small."):
        add_note(**place(rated, action, assessor), text=text)
    assert [text for text, *_rest in notes()] == ["The room is booked.", "It is too small."]
    with pytest.raises(AppendOnlyError):
        ActionNote.objects.first().save()
    with pytest.raises(AppendOnlyError):
        ActionNote.objects.first().delete()


def test_evidence_of_the_organisation_is_shown_and_taken_away(rated, action, assessor):
    piece = add_file(rated, assessor)
    for _again in range(2):
        attach_evidence(**place(rated, action, assessor), evidence_uuid=piece.uuid)
    assert ActionEvidence.objects.get().evidence == piece
    detach_evidence(**place(rated, action, assessor), evidence_uuid=piece.uuid)
    assert not ActionEvidence.objects.exists()


def test_evidence_of_another_organisation_is_not_there(rated, action, manager, other_assessment, stranger):
    theirs = add_file(other_assessment, stranger)
    for evidence_uuid in (theirs.uuid, uuid.uuid4()):
        with pytest.raises(Http404):
            attach_evidence(**place(rated, action, manager), evidence_uuid=evidence_uuid)
