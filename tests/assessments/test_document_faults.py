"""What is wrong with an assessment document: each fault with its place and its words."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.document import DOCUMENT_KEYS, DocumentFaults, parse_document, parse_documents
from assessments.scoring import score
from tests.assessments.documents import NOT_APPLICABLE_RATING, document, find
from tests.definitions import RATINGS, make_element, one_element, tiny_definition

ELEMENT_KEYS = "indicators, objective, excluded, confidence, comment"


def faults_of(data, parse=parse_document):
    with pytest.raises(DocumentFaults) as refusal:
        parse(data, find)
    return [str(fault) for fault in refusal.value.faults]


def faults_in(ratings):
    return faults_of(json.dumps(document(ratings=ratings)).encode())


# What is no document


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "line 1 column 1: is not JSON: Expecting value"),
        (b'{"a": 1,\n "b" 2}', "line 2 column 6: is not JSON: Expecting ':' delimiter"),
        (b'{"title": "\xff"}', "document: is not UTF-8 text: see byte 12"),
        ("{}".encode("utf-16"), "document: is not UTF-8 text: see byte 1"),
        (b"[" * 200_000, "document: is nested too deeply"),
        (b'{"a":' * 200_000, "document: is nested too deeply"),
        (b"3", "document: must be an object, not 3"),
        (b"null", "document: must be an object, not null"),
        (b'"text"', 'document: must be an object, not "text"'),
        (b"NaN", "document: must be an object, not NaN"),
        (b"[]", "document: must be an object, not a list"),
    ],
)
def test_data_that_is_no_document_is_refused(data, fault):
    assert faults_of(data) == [fault]


def test_faults_in_a_list_say_which_document():
    data = json.dumps([document(), 5, document(ratings={"D1.1": {"indicators": {"9": 1}}}), []]).encode()
    assert faults_of(data, parse_documents) == [
        "[1]: must be an object, not 5",
        "[2].ratings.D1.1.indicators.9: D1.1 has 2 indicators",
        "[3]: must be an object, not a list",
    ]


# What is wrong at the top


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"format": None}, ["format: is missing"]),
        (
            {"format": "cxmaturity-assessment/2"},
            ['format: must be "cxmaturity-assessment/1", not "cxmaturity-assessment/2"'],
        ),
        ({"format": 1}, ['format: must be "cxmaturity-assessment/1", not 1']),
        ({"framework": None}, ["framework: is missing"]),
        ({"framework": ""}, ["framework: is empty"]),
        ({"framework": ["tiny"]}, ["framework: must be text, not a list"]),
        ({"framework": "huge"}, ['framework: no published framework "huge" is loaded']),
        ({"framework": "huge", "framework_version": "9"}, ['framework: no published framework "huge" is loaded']),
        ({"framework": "ti\0ny"}, ["framework: holds a character that can't be stored"]),
        ({"framework_version": "9"}, ['framework_version: tiny has no published version "9"']),
        ({"framework_version": 1.0}, ["framework_version: must be text, not 1.0"]),
        ({"framework_version": ""}, ["framework_version: is empty"]),
        ({"organisation": 5}, ["organisation: must be text, not 5"]),
        ({"title": True}, ["title: must be text, not true"]),
        ({"title": float("nan")}, ["title: must be text, not NaN"]),
        ({"title": "\ud800"}, ["title: holds a character that can't be stored"]),
        ({"ratings": None}, ["ratings: is missing"]),
        ({"ratings": []}, ["ratings: must be an object, not a list"]),
        (
            {"answers": {}},
            [f"answers: unknown key; the keys here are {', '.join(DOCUMENT_KEYS)}"],
        ),
    ],
)
def test_wrong_top_level_value_is_refused(changes, faults):
    assert faults_of(json.dumps(document(**changes)).encode()) == faults


def test_version_that_is_not_loaded_leaves_the_ratings_checked():
    data = json.dumps(document(framework_version="9", ratings={"D9": {}})).encode()
    assert faults_of(data) == [
        'framework_version: tiny has no published version "9"',
        "ratings.D9: tiny 1.1 has no such element",
    ]


# What is wrong with an element


@pytest.mark.parametrize(
    ("element", "faults"),
    [
        (3, ["ratings.D1.1: must be an object, not 3"]),
        ([], ["ratings.D1.1: must be an object, not a list"]),
        (
            {"indicator": {"1": 3}},
            [f"ratings.D1.1.indicator: unknown key; the keys here are {ELEMENT_KEYS}"],
        ),
        (
            {"note": None},
            [f"ratings.D1.1.note: unknown key; the keys here are {ELEMENT_KEYS}"],
        ),
        ({"comment": 5}, ["ratings.D1.1.comment: must be text, not 5"]),
        ({"objective": "half"}, ['ratings.D1.1.objective: must be "full", "partial" or "none", not "half"']),
        ({"objective": True}, ['ratings.D1.1.objective: must be "full", "partial" or "none", not true']),
        ({"objective": []}, ['ratings.D1.1.objective: must be "full", "partial" or "none", not a list']),
        ({"excluded": True}, ["ratings.D1.1.excluded: must be text, not true"]),
        ({"excluded": ""}, ["ratings.D1.1.excluded: an exclusion needs its reason"]),
        ({"excluded": " \n"}, ["ratings.D1.1.excluded: an exclusion needs its reason"]),
        (
            {"excluded": "Out of scope", "objective": "full"},
            ["ratings.D1.1: is excluded and answered at once: leave out one of the two"],
        ),
        (
            {"excluded": "Out of scope", "indicators": {"1": 1}},
            ["ratings.D1.1: is excluded and answered at once: leave out one of the two"],
        ),
        ({"indicators": [1, 2]}, ["ratings.D1.1.indicators: must be an object, not a list"]),
        ({"indicators": {"3": 1}}, ["ratings.D1.1.indicators.3: D1.1 has 2 indicators"]),
        (
            {"confidence": "sure"},
            ['ratings.D1.1.confidence: must be "stated", "documented" or "verified", not "sure"'],
        ),
        ({"confidence": ""}, ['ratings.D1.1.confidence: must be "stated", "documented" or "verified", not ""']),
        ({"confidence": 2}, ['ratings.D1.1.confidence: must be "stated", "documented" or "verified", not 2']),
        ({"indicators": {"0": 1}}, ["ratings.D1.1.indicators.0: D1.1 has 2 indicators"]),
        (
            {"indicators": {"3": None, "x": None}},
            [
                "ratings.D1.1.indicators.3: D1.1 has 2 indicators",
                "ratings.D1.1.indicators.x: is not the number of an indicator",
            ],
        ),
        ({"indicators": {"01": 1}}, ["ratings.D1.1.indicators.01: D1.1 has 2 indicators"]),
        ({"indicators": {" 1": 1}}, ['ratings.D1.1.indicators." 1": is not the number of an indicator']),
        ({"indicators": {"1.0": 1}}, ["ratings.D1.1.indicators.1.0: is not the number of an indicator"]),
        ({"indicators": {"D1.1/1": 1}}, ["ratings.D1.1.indicators.D1.1/1: is not the number of an indicator"]),
        (
            {"indicators": {"1": NOT_APPLICABLE_RATING, "2": NOT_APPLICABLE_RATING}},
            ["ratings.D1.1.indicators: not every indicator can be not applicable: exclude D1.1 with a reason instead"],
        ),
    ],
)
def test_wrong_element_is_refused(element, faults):
    assert faults_in({"D1.1": element}) == faults


def test_scale_with_a_rating_of_0_can_be_excluded_or_answered_but_not_both():
    ratings = tuple(replace(step, value=step.value - 1) for step in RATINGS)
    definition = one_element(make_element(), ratings=ratings)
    data = json.dumps(document(ratings={"D1.1": {"excluded": "No", "indicators": {"1": 0}}})).encode()
    with pytest.raises(DocumentFaults) as refusal:
        parse_document(data, lambda *_: definition)
    assert [fault.place for fault in refusal.value.faults] == ["ratings.D1.1"]


@pytest.mark.parametrize("value", [{}, None])
@pytest.mark.parametrize("code", ["D9.9", "d1.1", "", "D1", "D1.1/1"])
def test_unknown_element_is_refused(code, value):
    assert faults_in({code: value}) == [f"ratings.{code or json.dumps('')}: tiny 1.1 has no such element"]


@pytest.mark.parametrize(
    ("enabler", "faults"),
    [
        ({"objective": "full"}, ["ratings.E1.objective: E1 has no statement of objective to answer"]),
        (
            {"excluded": "Not ours"},
            ["ratings.E1.excluded: an enabler can't be excluded: it adds no points; leave it unanswered instead"],
        ),
        (
            {"indicators": {"1": NOT_APPLICABLE_RATING, "2": NOT_APPLICABLE_RATING}},
            ["ratings.E1.indicators: not every indicator can be not applicable: leave E1 unanswered instead"],
        ),
    ],
)
def test_wrong_enabler_is_refused(enabler, faults):
    assert faults_in({"E1": enabler}) == faults


def test_objective_of_a_framework_without_objectives_is_refused():
    changes = {"indicators_share": Decimal(100), "objective_share": Decimal(0), "objective_answers": ()}
    data = json.dumps(document(ratings={"D1.1": {"objective": "full"}})).encode()
    with pytest.raises(DocumentFaults) as refusal:
        parse_document(data, lambda *_: tiny_definition(**changes))
    assert str(refusal.value) == "ratings.D1.1.objective: D1.1 has no statement of objective to answer"


# What is wrong with a rating


@pytest.mark.parametrize(
    ("rating", "shown"),
    [
        (0, "0"),
        (6, "6"),
        (-1, "-1"),
        (3.0, "3.0"),
        (3.5, "3.5"),
        (True, "true"),
        ("3", '"3"'),
        ("N/A", '"N/A"'),
        ("", '""'),
        ([3], "a list"),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        ("x" * 100, '"' + "x" * 39 + "..."),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_rating_that_is_not_on_the_scale_is_refused(rating, shown, wrapped):
    place = "ratings.D1.1.indicators.1" + (".rating" if wrapped else "")
    value = {"rating": rating} if wrapped else rating
    assert faults_in({"D1.1": {"indicators": {"1": value}}}) == [
        f'{place}: must be 1, 2, 3, 4, 5 or "n/a", not {shown}'
    ]


@pytest.mark.parametrize("digits", ["3e0", "9" * 5000, "1e999"])
def test_rating_written_as_an_odd_number_is_refused(digits):
    data = json.dumps(document(ratings={"D1.1": {"indicators": {"1": "HERE"}}})).replace('"HERE"', digits)
    (fault,) = faults_of(data.encode())
    assert fault.startswith('ratings.D1.1.indicators.1: must be 1, 2, 3, 4, 5 or "n/a", not ')


NEEDS_REASON = 'not applicable needs a reason: {"rating": "n/a", "reason": "..."}'


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("n/a", f"ratings.D1.1.indicators.1: {NEEDS_REASON}"),
        ({"rating": "n/a"}, f"ratings.D1.1.indicators.1: {NEEDS_REASON}"),
        ({"rating": "n/a", "reason": None}, f"ratings.D1.1.indicators.1: {NEEDS_REASON}"),
        ({"rating": "n/a", "note": "No"}, f"ratings.D1.1.indicators.1: {NEEDS_REASON}"),
        ({"rating": "n/a", "reason": " "}, "ratings.D1.1.indicators.1.reason: not applicable needs a reason"),
        ({"rating": "n/a", "reason": 5}, "ratings.D1.1.indicators.1.reason: must be text, not 5"),
        (
            {"rating": 3, "reason": "No"},
            'ratings.D1.1.indicators.1.reason: only "n/a" has a reason; write it as a note',
        ),
        ({"rating": 3, "note": 5}, "ratings.D1.1.indicators.1.note: must be text, not 5"),
        ({"rate": 3}, "ratings.D1.1.indicators.1.rate: unknown key; the keys here are rating, reason, note"),
    ],
)
def test_wrong_indicator_object_is_refused(value, fault):
    assert faults_in({"D1.1": {"indicators": {"1": value}}}) == [fault]


# Keys


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"D1.1": {}, "D1.1": {}}', "ratings.D1.1: is there more than once"),
        ('{"D1.1": {"indicators": {"1": 1, "1": 1, "1": 2}}}', "ratings.D1.1.indicators.1: is there more than once"),
        ('{"D1.1": {"objective": null, "objective": null}}', "ratings.D1.1.objective: is there more than once"),
        (
            '{"D1.1": {"indicators": {"1": {"rating": 1, "rating": 1}}}}',
            "ratings.D1.1.indicators.1.rating: is there more than once",
        ),
        ('{"D1.1": {"indicators": {"1": 1, "\\u0031": 2}}}', "ratings.D1.1.indicators.1: is there more than once"),
    ],
)
def test_key_that_is_there_twice_is_refused(text, fault):
    assert faults_of(json.dumps(document(ratings="HERE")).replace('"HERE"', text).encode()) == [fault]


def test_top_level_key_that_is_there_twice_is_refused():
    data = json.dumps(document())[:-1] + ', "title": "other"}'
    assert faults_of(data.encode()) == ["title: is there more than once"]


def test_fault_stays_on_one_line_whatever_the_key():
    keys = ["a\nb", "a\x1b[31m", "\ud800", "k" * 100]
    assert faults_in(dict.fromkeys(keys)) == [
        'ratings."a\\nb": tiny 1.1 has no such element',
        'ratings."a\\u001b[31m": tiny 1.1 has no such element',
        'ratings."\\ud800": tiny 1.1 has no such element',
        f'ratings."{"k" * 40}": tiny 1.1 has no such element',
    ]


def test_every_fault_is_named_at_once():
    data = document(
        format="x",
        title=3,
        extra=1,
        ratings={
            "D1.1": {"indicators": {"1": 7, "3": 1}, "objective": "half"},
            "D9.9": {},
            "E1": {"excluded": "No"},
        },
    )
    assert [fault.partition(":")[0] for fault in faults_of(json.dumps(data).encode())] == [
        "extra",
        "format",
        "title",
        "ratings.D1.1.indicators.1",
        "ratings.D1.1.indicators.3",
        "ratings.D1.1.objective",
        "ratings.D9.9",
        "ratings.E1.excluded",
    ]


# Anything at all


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-1, 6) | st.floats() | st.sampled_from(["n/a", "full", "", "x"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "format",
                        "framework",
                        "ratings",
                        "D1.1",
                        "E1",
                        "indicators",
                        "1",
                        "objective",
                        "rating",
                        "reason",
                        "excluded",
                        "note",
                        "?",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused_with_places(ratings):
    data = json.dumps(document(ratings=ratings)).encode()
    try:
        found = parse_document(data, find)
    except DocumentFaults as refusal:
        elsewhere = [fault for fault in refusal.faults if not fault.place.startswith("ratings")]
    else:
        score(found.definition, found.to_answers())
        elsewhere = []
    assert elsewhere == []
