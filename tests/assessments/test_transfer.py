"""Answers out as files and in again: equal bytes for every shipped framework, and documents that can't be taken."""

import json
import uuid
from pathlib import Path

import pytest

from assessments.access import Desk, visible_assessment
from assessments.actions.answers import GivenAnswer
from assessments.actions.many_answers import save_many
from assessments.actions.uploads import apply_upload, keep_upload
from assessments.models import AnswerChange, Assessment, Source
from assessments.transfer import UnreadableError, document_of, file_name, read_upload, workbook_of
from frameworks.content import read_content
from tests.assessments.documents import document
from tests.assessments.workbooks import every_answer
from tests.definitions import tiny_definition
from tests.factories import make_assessment, make_version

FILES = [*sorted(Path("fixtures").glob("*.yaml")), Path("tests/frameworks/data/baldrige.yaml")]
TINY = tiny_definition()
OLD = "an old workbook (.xls) or protected by a password"


def read(value, definition=TINY):
    return read_upload(json.dumps(value).encode(), definition)


def answers_in(uploaded):
    return {f"{one.element}/{one.item}": (one.value, one.reason, one.where, one.version) for one in uploaded.answers}


def refusal_of(data, definition=TINY):
    with pytest.raises(UnreadableError) as refusal:
        read_upload(data if isinstance(data, bytes) else json.dumps(data).encode(), definition)
    return str(refusal.value), refusal.value.faults


# Documents


def test_document_says_only_what_is_in_it():
    ratings = {
        "D1.1": {
            "objective": "partial",
            "indicators": {"1": 3, "2": {"rating": "n/a", "reason": " No shops "}},
            "confidence": "stated",
            "comment": "One\r\ntwo",
        },
        "D1.2": {"indicators": {"1": {"note": "Ask"}, "2": {"rating": 4, "note": "Seen"}, "3": None}},
        "D2.1": {"excluded": "Not sold here"},
        "D3.1": {"comment": "Only words"},
        "E1": None,
    }
    assert answers_in(read(document(ratings=ratings))) == {
        "D1.1/1": ("3", None, "ratings.D1.1.indicators.1", None),
        "D1.1/2": ("n/a", "No shops", "ratings.D1.1.indicators.2", None),
        "D1.1/objective": ("partial", None, "ratings.D1.1.objective", None),
        "D1.1/confidence": ("stated", None, "ratings.D1.1.confidence", None),
        "D1.1/comment": ("One\ntwo", None, "ratings.D1.1.comment", None),
        "D1.1/scope": ("", None, "ratings.D1.1", None),
        "D1.2/1": (None, "Ask", "ratings.D1.2.indicators.1", None),
        "D1.2/2": ("4", "Seen", "ratings.D1.2.indicators.2", None),
        "D1.2/scope": ("", None, "ratings.D1.2", None),
        "D2.1/scope": ("excluded", "Not sold here", "ratings.D2.1.excluded", None),
        "D3.1/comment": ("Only words", None, "ratings.D3.1.comment", None),
    }


def test_enabler_has_no_scope():
    assert answers_in(read(document(ratings={"E1": {"indicators": {"1": 2}}}))) == {
        "E1/1": ("2", None, "ratings.E1.indicators.1", None)
    }


def test_document_with_faults_is_refused_with_all_of_them():
    ratings = {"D1.1": {"indicators": {"9": 3}}, "D9": {}}
    assert refusal_of(document(ratings=ratings)) == (
        "The file is no sound assessment document, so nothing of it was read.",
        ("ratings.D1.1.indicators.9: D1.1 has 2 indicators", "ratings.D9: tiny 1.0 has no such element"),
    )


@pytest.mark.parametrize("changes", [{}, {"framework_version": "1.0"}])
def test_document_of_this_version_is_read(changes):
    assert read(document(**changes)).answers == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"framework": "other"}, "other"),
        ({"framework": "other", "framework_version": "1.0"}, "other 1.0"),
        ({"framework_version": "2.0", "ratings": {"D9": {}}}, "tiny 2.0"),
    ],
)
def test_document_of_another_framework_is_refused_as_such(changes, said):
    words = f"This document is about {said}, and the assessment stands under tiny 1.0."
    assert refusal_of(document(**changes)) == (words, ())


def test_text_that_is_too_long_is_one_wrong_place():
    ratings = {"D1.1": {"comment": "x" * 10_001, "indicators": {"1": {"rating": 3, "note": "y" * 10_001}, "2": 4}}}
    uploaded = read(document(ratings=ratings))
    words = "This is longer than 10000 characters."
    assert [(one.where, one.words) for one in uploaded.wrong] == [
        ("ratings.D1.1.indicators.1", words),
        ("ratings.D1.1.comment", words),
    ]
    assert answers_in(uploaded).keys() == {"D1.1/2", "D1.1/scope"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * 4_000_001, "The file has 4000001 bytes; at most 4000000 are read."),
        (b"\xd0\xcf\x11\xe0old", f"The workbook can’t be read: it is {OLD}; save it as .xlsx without one."),
        (b"PK\x03\x04", "The workbook can’t be read: it is no workbook, or a damaged one: it can't be unpacked."),
        (b"[" + b"{}," * 11_000, "The file is no assessment document: it holds far more values than one."),
    ],
)
def test_file_that_is_neither_is_refused(data, words):
    assert refusal_of(data) == (words, ())


@pytest.mark.parametrize("data", [b"", b"Code,Answer\nD1.1/1,3", b"\xff\xfe", b"[" * 5000, b"[]", b"3"])
def test_file_that_is_no_document_is_refused(data):
    words = "The file is neither a workbook (.xlsx) nor an assessment document (.json), so nothing of it was read."
    assert refusal_of(data) == (words, ())


# Round trips


def save_all(assessment: Assessment, answers, by) -> None:
    rows = {(row.element, row.item): row.version for row in assessment.answers.all()}
    given = {
        one.place: GivenAnswer(one.value, one.reason, rows[one.place]) for one in answers if one.value or one.reason
    }
    outcome = save_many(assessment=assessment, sheet=None, given=given, by=by)
    assert (outcome.stale, outcome.invalid) == ({}, {})


def take(assessment: Assessment, data: bytes, by) -> int:
    """Upload the file and save all that it says."""
    assessment = visible_assessment(by, assessment.uuid)
    desk = Desk(assessment, None)
    uploaded = read_upload(data, assessment.version.definition())
    upload = keep_upload(desk=desk, uploaded=uploaded, file_name="file", by=by)
    applied = apply_upload(assessment_uuid=assessment.uuid, upload_uuid=upload.uuid, chosen=None, by=by)
    assert applied.refused == {}
    return applied.saved


def fresh_desk(assessment: Assessment) -> Desk:
    return Desk(Assessment.objects.get(pk=assessment.pk), None)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def full(request, organisation, manager, assessor):
    """An assessment with an answer of each kind, and an empty one of the same framework beside it."""
    version = make_version(read_content(request.param.read_text("utf-8")))
    made = [make_assessment(organisation, version, by=manager, assessors=[assessor]) for _ in range(2)]
    save_all(made[0], every_answer(version.definition()), assessor)
    return made


def test_document_into_an_empty_assessment_gives_the_same_bytes(full, assessor):
    one, other = full
    data = document_of(fresh_desk(one))
    take(other, data, assessor)
    assert document_of(fresh_desk(other)) == data
    assert take(other, data, assessor) == 0


def test_workbook_into_an_empty_assessment_gives_the_same_bytes(full, assessor):
    """But for the name of the assessment, by which the two are told apart."""
    one, other = full
    data = workbook_of(fresh_desk(one))
    take(other, data, assessor)
    mark = one.uuid
    Assessment.objects.filter(pk=one.pk).update(uuid=uuid.uuid4())
    Assessment.objects.filter(pk=other.pk).update(uuid=mark)
    assert workbook_of(fresh_desk(other)) == data


def test_both_assessments_score_the_same(full, assessor):
    one, other = full
    take(other, workbook_of(fresh_desk(one)), assessor)
    for_each = [fresh_desk(each).assessment for each in (one, other)]
    assert for_each[0].element_scores == for_each[1].element_scores
    assert for_each[0].points == for_each[1].points


def test_own_workbook_changes_nothing(full, assessor):
    one, _other = full
    changes = AnswerChange.objects.count()
    assert take(one, workbook_of(fresh_desk(one)), assessor) == 0
    assert AnswerChange.objects.count() == changes


def test_history_says_that_it_was_an_import(assessment, assessor):
    take(assessment, json.dumps(document(ratings={"D1.1": {"indicators": {"1": 3}}})).encode(), assessor)
    [change] = AnswerChange.objects.all()
    assert (change.source, change.value, change.changed_by) == (Source.IMPORT, "3", assessor)
    assert change.operation is not None


def test_file_is_named_after_what_it_holds(assessment):
    desk = fresh_desk(assessment)
    assert file_name(desk, "xlsx") == "harbour-bank-2026-self-assessment.xlsx"
    assert file_name(desk, "json") == "harbour-bank-2026-self-assessment.json"
