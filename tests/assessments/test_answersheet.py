"""Stored answers as what scoring takes, and as the assessment document."""

import json

import pytest

from assessments.answersheet import assessment_document, element_answers
from assessments.document import document_to_json, parse_document
from assessments.models import Answer
from assessments.scoring import ElementAnswers

pytestmark = pytest.mark.django_db


def answer(item: str, value: str, reason: str = "") -> Answer:
    return Answer(element="D1.1", item=item, value=value, reason=reason)


def test_empty_rows_are_not_answered():
    rows = [answer("1", ""), answer("objective", ""), answer("scope", ""), answer("comment", "Words")]
    assert element_answers(rows) == ElementAnswers({}, None, excluded=False)


def test_rows_become_what_scoring_takes():
    rows = [
        answer("1", "4"),
        answer("2", "n/a", "No"),
        answer("objective", "partial"),
        answer("scope", "excluded", "No"),
    ]
    assert element_answers(rows) == ElementAnswers({1: 4, 2: "n/a"}, "partial", excluded=True)


def store(assessment, element, item, value, reason="") -> None:
    assessment.answers.filter(element=element, item=item).update(value=value, reason=reason)


def test_document_holds_reasons_notes_and_comments(assessment):
    store(assessment, "D1.1", "1", "4", "Once n/a")
    store(assessment, "D1.1", "2", "n/a", "No shops")
    store(assessment, "D1.1", "objective", "full")
    store(assessment, "D1.1", "comment", "Well done")
    store(assessment, "D1.1", "confidence", "stated")
    store(assessment, "D2.1", "scope", "excluded", "Not sold here")
    store(assessment, "E1", "2", "5")
    document = document_to_json(assessment_document(assessment, assessment.answers.all()))
    assert document["ratings"] == {
        "D1.1": {
            "objective": "full",
            "indicators": {"1": {"rating": 4, "note": "Once n/a"}, "2": {"rating": "n/a", "reason": "No shops"}},
            "confidence": "stated",
            "comment": "Well done",
        },
        "D2.1": {"excluded": "Not sold here"},
        "E1": {"indicators": {"2": 5}},
    }
    assert (document["organisation"], document["title"]) == ("Harbour Bank", "2026 self-assessment")
    assert (document["framework"], document["framework_version"]) == ("tiny", "1.0")


def test_document_can_be_read_back(assessment):
    store(assessment, "D1.1", "2", "n/a", "No shops")
    store(assessment, "D1.2", "3", "2")
    written = document_to_json(assessment_document(assessment, assessment.answers.all()))
    definition = assessment.version.definition()
    read = parse_document(json.dumps(written).encode(), lambda framework, version: definition)
    assert document_to_json(read) == written
