"""Keeping an upload and saving what was chosen of it: who may when, what is refused, and what changed meanwhile."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from assessments.access import Desk, WrongStateError, desk_of, visible_assessment
from assessments.actions.answers import (
    GivenAnswer,
    OtherSheetError,
    OtherVersionError,
    SubmittedSheetError,
    save_answer,
)
from assessments.actions.assessments import Duty, assign_duties
from assessments.actions.uploads import apply_upload, keep_upload
from assessments.actions.workflow import submit_sheet
from assessments.models import Answer, AnswerChange, Assessment, Source, Upload
from assessments.uploaded import GivenPlace, Uploaded
from assessments.workflow import Mode, State
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version

WHERE = "Dimension D1!C7"


def place(item, value, version=0, reason="", element="D1.1"):
    return GivenPlace(element, item, value, reason, WHERE, version)


def keep(assessment, by, *answers, sheet=None, **marks):
    desk = desk_of(by, visible_assessment(by, assessment.uuid))
    own = str(desk.own_sheet.uuid) if desk.own_sheet else ""
    origin = {"assessment": str(assessment.uuid), "sheet": own if sheet is None else sheet} | marks
    return keep_upload(desk=desk, uploaded=Uploaded(answers, **origin), file_name="answers.xlsx", by=by)


def apply(upload, by, chosen=None):
    return apply_upload(assessment_uuid=upload.assessment.uuid, upload_uuid=upload.uuid, chosen=chosen, by=by)


def answer(assessment, item, element="D1.1"):
    row = Answer.objects.get(assessment=assessment, element=element, item=item)
    return row.value, row.reason, row.version


def save(assessment, by, item, value):
    row = Answer.objects.get(assessment=assessment, element="D1.1", item=item)
    given = GivenAnswer(value, "", row.version)
    save_answer(assessment_uuid=assessment.uuid, element_code="D1.1", item=item, given=given, by=by)


@pytest.fixture
def blind(organisation, version, manager, assessor, team_mate):
    return make_assessment(organisation, version, by=manager, assessors=[assessor, team_mate], mode=Mode.INDEPENDENT)


# What is saved


def test_everything_is_saved_in_one_go_with_its_history_and_scores(assessment, assessor):
    upload = keep(assessment, assessor, place("1", "5"), place("2", "n/a", reason="No shops"), place("comment", "x"))
    applied = apply(upload, assessor)
    assert (applied.saved, applied.refused, applied.more) == (3, {}, False)
    assert [answer(assessment, item) for item in ("1", "2", "comment")] == [
        ("5", "", 1),
        ("n/a", "No shops", 1),
        ("x", "", 1),
    ]
    changes = list(AnswerChange.objects.values_list("source", "changed_by", "version"))
    assert changes == [(Source.IMPORT, assessor.pk, 1)] * 3
    assert len(set(AnswerChange.objects.values_list("operation"))) == 1
    assert str(Assessment.objects.get(pk=assessment.pk).points) == "7.00"
    assert not Upload.objects.exists()


def test_only_the_chosen_ones_are_saved(assessment, assessor):
    upload = keep(assessment, assessor, place("1", "5"), place("2", "4"))
    assert apply(upload, assessor, {("D1.1", "2"): 0}).saved == 1
    assert (answer(assessment, "1"), answer(assessment, "2")) == (("", "", 0), ("4", "", 1))
    assert not Upload.objects.exists()


def test_nothing_chosen_is_nothing_saved(assessment, assessor):
    assert apply(keep(assessment, assessor, place("1", "5")), assessor, {}).saved == 0
    assert not AnswerChange.objects.exists()


def test_place_that_is_not_in_the_file_is_refused(assessment, assessor):
    applied = apply(keep(assessment, assessor, place("1", "5")), assessor, {("D3.1", "1"): 0, ("X", "9"): 0})
    assert (applied.saved, applied.refused.keys()) == (0, {("D3.1", "1"), ("X", "9")})


def test_conflict_is_left_as_it_is_unless_it_is_chosen(assessment, assessor, team_mate):
    save(assessment, team_mate, "1", "2")
    upload = keep(assessment, assessor, place("1", "5"), place("2", "4"))
    assert apply(upload, assessor).saved == 1
    assert answer(assessment, "1") == ("2", "", 1)
    upload = keep(assessment, assessor, place("1", "5"))
    assert apply(upload, assessor, {("D1.1", "1"): 1}).saved == 1
    assert answer(assessment, "1") == ("5", "", 2)


def test_answer_that_changes_between_preview_and_saving_is_refused_and_said(assessment, assessor, team_mate):
    upload = keep(assessment, assessor, place("1", "5"), place("2", "4"))
    save(assessment, team_mate, "1", "2")
    applied = apply(upload, assessor, {("D1.1", "1"): 0, ("D1.1", "2"): 0})
    words = "Somebody changed this answer while you looked, so it was not saved."
    assert (applied.saved, applied.refused) == (1, {("D1.1", "1"): words})
    assert answer(assessment, "1") == ("2", "", 1)
    assert Upload.objects.get() == upload  # to choose again
    assert apply(upload, assessor, {("D1.1", "1"): 1}).saved == 1
    assert answer(assessment, "1") == ("5", "", 2)
    assert not Upload.objects.exists()


def test_answer_that_became_the_same_meanwhile_is_no_refusal(assessment, assessor, team_mate):
    upload = keep(assessment, assessor, place("1", "5"))
    save(assessment, team_mate, "1", "5")
    assert apply(upload, assessor, {("D1.1", "1"): 0}).refused == {}
    assert answer(assessment, "1") == ("5", "", 1)


def test_choice_that_would_leave_nothing_applicable_is_refused(assessment, assessor):
    save(assessment, assessor, "2", "3")
    answers = [place("1", "n/a", reason="No"), place("2", "n/a", 1, reason="No"), place("objective", "full")]
    first = keep(assessment, assessor, place("1", "n/a", reason="No"))
    assert apply(first, assessor).saved == 1
    upload = keep(assessment, assessor, *answers[1:])
    applied = apply(upload, assessor, {("D1.1", "2"): 1, ("D1.1", "objective"): 0})
    assert (applied.saved, applied.refused.keys()) == (1, {("D1.1", "2")})
    assert answer(assessment, "2") == ("3", "", 1)


def test_part_of_a_file_that_only_holds_together_is_refused(assessment, assessor):
    save(assessment, assessor, "1", "3")
    upload = keep(assessment, assessor, place("1", "n/a", 1, reason="No"), place("2", "4"))
    apply(upload, assessor, {("D1.1", "1"): 1})
    both = keep(assessment, assessor, place("1", "3", 2, reason="Why"), place("2", "n/a", reason="No"))
    applied = apply(both, assessor, {("D1.1", "2"): 0})
    words = "Not every indicator can be “not applicable”. If D1.1 is out of scope, exclude it instead."
    assert (applied.saved, applied.refused) == (0, {("D1.1", "2"): words})


def test_more_than_a_page_is_saved_page_by_page(assessment, assessor, monkeypatch):
    monkeypatch.setattr("assessments.actions.uploads.LINES_SHOWN", 1)
    upload = keep(assessment, assessor, place("1", "5"), place("2", "4"))
    assert apply(upload, assessor, {("D1.1", "1"): 0}).more
    assert not apply(upload, assessor, {("D1.1", "2"): 0}).more
    assert not Upload.objects.exists()


def test_no_element_of_somebody_else_is_written(assessment, assessor, team_mate, manager):
    assign_duties(assessment=assessment, duties={assessor: Duty(scope="D2"), team_mate: Duty()}, by=manager)
    upload = keep(assessment, assessor, place("1", "5"), place("1", "4", element="D2.1"))
    assert apply(upload, assessor, {("D1.1", "1"): 0, ("D2.1", "1"): 0}).refused.keys() == {("D1.1", "1")}
    assert (answer(assessment, "1")[0], answer(assessment, "1", "D2.1")[0]) == ("", "4")


# One's own sheet


def test_upload_goes_to_ones_own_sheet_while_everybody_scores_alone(blind, assessor):
    apply(keep(blind, assessor, place("1", "5")), assessor)
    [row] = Answer.on_sheets.exclude(value="")
    assert (row.sheet.assessor, row.value) == (assessor, "5")
    assert row.sheet.points > 0
    assert not Answer.objects.exclude(value="").exists()


def test_sheet_of_somebody_else_is_refused(blind, assessor, team_mate):
    theirs = blind.sheets.get(assessor=team_mate)
    with pytest.raises(OtherSheetError):
        keep(blind, assessor, place("1", "5"), sheet=str(theirs.uuid))


def test_workbook_from_before_the_round_knows_no_versions_of_the_sheet(blind, assessor):
    assert not keep(blind, assessor, place("1", "5"), sheet="").is_own
    assert keep(blind, assessor, place("1", "5")).is_own


def test_submitted_sheet_takes_nothing(blind, assessor):
    upload = keep(blind, assessor, place("1", "5"))
    submit_sheet(assessment_uuid=blind.uuid, by=assessor)
    with pytest.raises(SubmittedSheetError):
        apply(upload, assessor)
    with pytest.raises(SubmittedSheetError):
        keep(blind, assessor, place("1", "5"))
    assert not Answer.on_sheets.exclude(value="").exists()


def test_upload_for_a_sheet_does_not_reach_the_joint_one(blind, assessor):
    upload = keep(blind, assessor, place("1", "5"))
    Assessment.objects.filter(pk=blind.pk).update(mode=Mode.JOINT)
    with pytest.raises(OtherSheetError):
        apply(upload, assessor)


# Who may, and when


@pytest.mark.parametrize("state", [state for state in State if state != State.SCORING])
def test_only_while_it_is_scored(assessment, assessor, state):
    upload = keep(assessment, assessor, place("1", "5"))
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    with pytest.raises(WrongStateError):
        apply(upload, assessor)
    with pytest.raises(WrongStateError):
        keep(assessment, assessor, place("1", "5"))
    assert answer(assessment, "1") == ("", "", 0)


def test_only_by_who_scores_it(assessment, assessor, manager, stranger):
    upload = keep(assessment, assessor, place("1", "5"))
    with pytest.raises(PermissionDenied):
        apply(upload, manager)
    with pytest.raises(PermissionDenied):
        keep(assessment, manager, place("1", "5"))
    with pytest.raises(Http404):
        apply(upload, stranger)


def test_only_by_who_sent_it_and_to_what_it_was_sent(assessment, assessor, team_mate, organisation, version, manager):
    upload = keep(assessment, assessor, place("1", "5"))
    other = make_assessment(organisation, version, by=manager, assessors=[assessor])
    with pytest.raises(Upload.DoesNotExist):
        apply(upload, team_mate)
    with pytest.raises(Upload.DoesNotExist):
        apply_upload(assessment_uuid=other.uuid, upload_uuid=upload.uuid, chosen=None, by=assessor)


def test_other_framework_version_takes_nothing(assessment, assessor):
    upload = keep(assessment, assessor, place("1", "5"))
    newer = make_version(tiny_definition(version="1.1"))
    Assessment.objects.filter(pk=assessment.pk).update(version=newer)
    with pytest.raises(OtherVersionError):
        apply(upload, assessor)


# How long it is kept


def test_upload_is_gone_after_an_hour_and_deleted_with_the_next(assessment, assessor, team_mate):
    upload = keep(assessment, assessor, place("1", "5"))
    Upload.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=61))
    with pytest.raises(Upload.DoesNotExist):
        apply(upload, assessor)
    assert Upload.objects.exists()
    newer = keep(assessment, team_mate, place("1", "5"))
    assert list(Upload.objects.all()) == [newer]


def test_upload_goes_with_its_assessment(assessment, assessor):
    keep(assessment, assessor, place("1", "5"))
    Assessment.objects.all().delete()
    assert not Upload.objects.exists()


# What it costs


def test_queries_are_the_same_for_one_answer_and_for_many(assessment, assessor, django_assert_num_queries):
    one = keep(assessment, assessor, place("1", "5"))
    many = keep(assessment, assessor, place("1", "4", 1), place("2", "4"), place("objective", "full"))
    assessment.version.definition()
    for upload in (one, many):
        with django_assert_num_queries(14):
            assert apply(upload, assessor).refused == {}


def test_desk_without_a_sheet_while_others_have_theirs_is_locked(blind, manager):
    desk = Desk(visible_assessment(manager, blind.uuid), None)
    with pytest.raises(PermissionDenied):
        keep_upload(desk=desk, uploaded=Uploaded(()), file_name="x", by=manager)
