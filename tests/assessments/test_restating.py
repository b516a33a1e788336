"""A stored document read back as rows: what was approved is what is restated."""

from hypothesis import given

from assessments.answersheet import _entry, assessment_answers, rows_by_element
from assessments.document import AssessmentDocument, document_to_json
from assessments.items import PlainAnswer
from assessments.restating import document_answers, restate
from assessments.results import result_to_json
from assessments.scoring import score
from tests.assessments.strategies import assessments
from tests.assessments.test_upgrade_preview import rows_of
from tests.assessments.versions import changed_definition
from tests.definitions import tiny_definition

TINY = tiny_definition()
DOCUMENT = {
    "format": "cxmaturity-assessment/1",
    "framework": "tiny",
    "framework_version": "1.0",
    "organisation": "Harbour Bank",
    "title": "2026",
    "ratings": {
        "D1.1": {
            "objective": "full",
            "indicators": {"1": 3, "2": {"rating": "n/a", "reason": "No shops"}},
            "comment": "Said",
        },
        "D1.2": {"indicators": {"3": {"rating": 2, "note": "Seen"}}},
        "D2.1": {"excluded": "No suppliers"},
    },
}


def test_stored_document_becomes_every_answer_with_its_words():
    restated = restate(DOCUMENT, TINY, changed_definition())
    assert [answer for answer in restated.given if answer.is_given] == [
        PlainAnswer("D1.1", "1", "3"),
        PlainAnswer("D1.1", "2", "n/a", "No shops"),
        PlainAnswer("D1.1", "objective", "full"),
        PlainAnswer("D1.1", "comment", "Said"),
        PlainAnswer("D1.2", "3", "2", "Seen"),
        PlainAnswer("D2.1", "scope", "excluded", "No suppliers"),
    ]
    assert {answer.place: answer.value for answer in restated.carried.answers if answer.value} == {
        ("D1.1", "1"): "3",
        ("D1.1", "2"): "n/a",
        ("D1.1", "objective"): "full",
        ("D1.1", "comment"): "Said",
        ("D2.2", "1"): "2",
    }


@given(assessments())
def test_answers_read_back_score_as_the_document_did(drawn):
    definition, answers = drawn
    rows = rows_of(answers)
    fresh = score(definition, answers)
    document = AssessmentDocument(definition, definition.version, "Bank", "2026", _entries(rows, definition))
    restated = restate(document_to_json(document), definition, definition)
    assert result_to_json(restated.old_result) == result_to_json(fresh)
    assert score(definition, assessment_answers(document_answers(document))) == fresh


def _entries(rows, definition):
    return {code: _entry(group) for code, group in rows_by_element(rows).items()}
