"""The assessment document: what is read, and that writing gives it back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.document import (
    AssessmentDocument,
    ElementEntry,
    IndicatorEntry,
    document_to_json,
    parse_document,
    parse_documents,
)
from assessments.items import CONFIDENCE_GRADES
from assessments.scoring import NOT_APPLICABLE, ElementAnswers, score
from tests.assessments.documents import NEWER, NOT_APPLICABLE_RATING, TINY, document, find
from tests.assessments.strategies import assessments


def read(value):
    return parse_document(json.dumps(value).encode(), find)


# What is read


def test_document_is_read_whole():
    found = read(
        document(
            ratings={
                "D1.1": {
                    "objective": "partial",
                    "indicators": {"1": 3, "2": NOT_APPLICABLE_RATING},
                    "confidence": "verified",
                    "comment": "Asked the team",
                },
                "D1.2": {"indicators": {"1": {"rating": 4, "note": "Seen in June"}, "2": {"note": "Still open"}}},
                "D3.1": {"excluded": "No partners", "comment": "Next year"},
                "E1": {"indicators": {"1": 2}, "confidence": None},
            }
        )
    )
    assert found == AssessmentDocument(
        definition=NEWER,
        framework_version=None,
        organisation="Harbour Bank",
        title="2026 self-assessment",
        answers={
            "D1.1": ElementEntry(
                {1: IndicatorEntry(3), 2: IndicatorEntry("n/a", "No such channel")},
                "partial",
                comment="Asked the team",
                confidence="verified",
            ),
            "D1.2": ElementEntry({1: IndicatorEntry(4, note="Seen in June"), 2: IndicatorEntry(note="Still open")}),
            "D3.1": ElementEntry(excluded="No partners", comment="Next year"),
            "E1": ElementEntry({1: IndicatorEntry(2)}),
        },
    )
    assert found.framework == "tiny"
    assert found.to_answers() == {
        "D1.1": ElementAnswers({1: 3, 2: "n/a"}, "partial"),
        "D1.2": ElementAnswers({1: 4}),
        "D3.1": ElementAnswers(excluded=True),
        "E1": ElementAnswers({1: 2}),
    }


@pytest.mark.parametrize(
    "element",
    [
        None,
        {},
        {"indicators": None, "objective": None, "excluded": None, "comment": None},
        {"indicators": {}},
        {"indicators": {"1": None, "2": {"rating": None}, "3": {}}},
        {"indicators": {"1": {"rating": None, "reason": None, "note": None}}, "comment": ""},
    ],
)
def test_null_and_missing_are_not_answered(element):
    assert read(document(ratings={"D1.2": element})).answers == {}


def test_organisation_and_title_may_be_left_out():
    found = read({"format": "cxmaturity-assessment/1", "framework": "tiny", "ratings": {}})
    assert (found.organisation, found.title) == ("", "")


@pytest.mark.parametrize(("named", "definition"), [(None, NEWER), ("1.0", TINY), ("1.1", NEWER)])
def test_framework_version_is_the_named_one_or_the_newest(named, definition):
    found = read(document(framework_version=named))
    assert (found.definition, found.framework_version) == (definition, named)


def test_byte_order_mark_is_no_fault():
    assert parse_document(b"\xef\xbb\xbf" + json.dumps(document()).encode(), find) == read(document())


def test_list_of_documents_is_read_in_order():
    data = json.dumps([document(title="first"), document(title="second")]).encode()
    assert [found.title for found in parse_documents(data, find)] == ["first", "second"]
    assert parse_documents(b"[]", find) == []


def test_single_document_is_read_as_itself():
    assert parse_documents(json.dumps(document()).encode(), find) == read(document())


# What is written


def test_document_is_written_in_the_frameworks_order_without_what_is_not_answered():
    written = document_to_json(
        AssessmentDocument(
            TINY,
            "1.0",
            "Harbour Bank",
            "2026",
            {
                "E1": ElementEntry({2: IndicatorEntry(2), 1: IndicatorEntry(None, note="Open")}),
                "D2.1": ElementEntry(),
                "D1.2": ElementEntry(
                    {1: IndicatorEntry(3)}, excluded="Not in scope", comment="Next year", confidence="stated"
                ),
                "D1.1": ElementEntry(
                    {2: IndicatorEntry("n/a", "No", "Ask"), 1: IndicatorEntry()}, "none", comment="Asked"
                ),
            },
        )
    )
    assert json.dumps(written) == json.dumps(
        {
            "format": "cxmaturity-assessment/1",
            "framework": "tiny",
            "framework_version": "1.0",
            "organisation": "Harbour Bank",
            "title": "2026",
            "ratings": {
                "D1.1": {
                    "objective": "none",
                    "indicators": {"2": {"rating": "n/a", "reason": "No", "note": "Ask"}},
                    "comment": "Asked",
                },
                "D1.2": {"excluded": "Not in scope", "confidence": "stated", "comment": "Next year"},
                "E1": {"indicators": {"1": {"rating": None, "note": "Open"}, "2": 2}},
            },
        }
    )


words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
reasons = words.filter(str.strip)


@st.composite
def documents(draw):
    """A document whose entries carry reasons, notes and comments beside the answers."""
    definition, answers = draw(assessments())
    entries = {}
    for code, answer in answers.items():
        indicators = {
            number: IndicatorEntry(rating, draw(reasons) if rating == NOT_APPLICABLE else "", draw(words))
            for number, rating in answer.indicators.items()
        }
        excluded = draw(reasons) if answer.excluded else ""
        grade = draw(st.sampled_from(["", *CONFIDENCE_GRADES]))
        entries[code] = ElementEntry(indicators, answer.objective, excluded, draw(words), grade)
    said = {code: entry for code, entry in entries.items() if entry != ElementEntry()}
    version = draw(st.sampled_from([None, definition.version]))
    return AssessmentDocument(definition, version, draw(words), draw(words), said)


@settings(deadline=None, max_examples=30)
@given(documents())
def test_written_document_is_read_back_as_it_was(found):
    data = json.dumps(document_to_json(found)).encode()
    assert parse_document(data, lambda *_: found.definition) == found


@settings(deadline=None, max_examples=30)
@given(documents())
def test_words_move_no_score(found):
    silent = {
        code: replace(
            entry,
            comment="",
            confidence="",
            indicators={number: replace(one, note="", reason="Why") for number, one in entry.indicators.items()},
        )
        for code, entry in found.answers.items()
    }
    assert score(found.definition, replace(found, answers=silent).to_answers()) == score(
        found.definition, found.to_answers()
    )
