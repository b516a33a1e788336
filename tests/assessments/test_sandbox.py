"""What a trial keeps: sound answers, of the last versions alone, and none that the content no longer takes."""

import uuid
from dataclasses import replace

import pytest

from assessments.actions.answers import GivenAnswer
from assessments.sandbox import KEPT_VERSIONS, LONGEST_KEPT, Sandbox
from tests.definitions import RATINGS, make_category, make_dimension, make_element, one_element, tiny_definition

CONTENT = tiny_definition()
D11 = CONTENT.elements[0]
VERSION = uuid.UUID(int=1)


def given(**answers):
    """Answers by item; an indicator's number with an underscore before it, and a reason behind a colon."""
    parts = {item.lstrip("_"): answer.partition(":") for item, answer in answers.items()}
    return {item: GivenAnswer(value, reason, 0) for item, (value, _colon, reason) in parts.items()}


def values(box, code="D1.1"):
    return {one.item: one.value for one in box.answers() if one.element == code and one.value}


@pytest.fixture
def session():
    return {}


@pytest.fixture
def box(session):
    return Sandbox(session, VERSION, CONTENT)


def test_answers_are_kept_and_scored(box):
    assert box.keep(D11, given(_1="5", _2="n/a:never", objective="full", comment="Seen.")) == {}
    assert values(box) == {"1": "5", "2": "n/a", "objective": "full", "comment": "Seen."}
    assert box.result().elements["D1.1"].points == 10


def test_what_is_no_answer_is_said_and_not_kept(box):
    faults = box.keep(D11, given(_1="9", _2="4", scope="excluded"))
    assert set(faults) == {"1", "scope"}
    assert values(box) == {"2": "4"}


def test_element_is_kept_whole_so_that_answers_can_be_taken_back(box):
    box.keep(D11, given(_1="5", _2="4"))
    box.keep(D11, given(_1="", _2="3"))
    assert values(box) == {"2": "3"}


def test_nothing_applicable_is_refused(box):
    faults = box.keep(D11, given(_1="n/a:no", _2="n/a:no"))
    assert set(faults) == {"1", "2"}
    assert values(box) == {}


def test_items_that_are_not_there_are_not_kept(box, session):
    box.keep(D11, given(_7="5", nothing="x"))
    assert session["sandbox"][str(VERSION)] == {"D1.1": {}}


@pytest.mark.parametrize(
    "changed",
    [
        one_element(make_element("D1.2")),
        one_element(make_element("D1.1", 10, (1,)), ratings=(replace(RATINGS[0], value=0), *RATINGS[1:4])),
    ],
)
def test_what_the_content_takes_no_more_drops_out(box, session, changed):
    box.keep(D11, given(_1="5", _2="4"))
    assert values(Sandbox(session, VERSION, changed)) == {}
    assert values(box) == {"1": "5", "2": "4"}  # and is there again when the content is as it was


def test_element_left_with_nothing_applicable_after_a_change_has_no_ratings(box, session):
    box.keep(D11, given(_1="n/a:no", _2="4", objective="full"))
    less = one_element(make_element("D1.1", 10, (1,)))
    assert values(Sandbox(session, VERSION, less)) == {"objective": "full"}
    assert Sandbox(session, VERSION, less).result().total.points == 3


def test_element_that_became_an_enabler_has_no_objective(box, session):
    box.keep(D11, given(_1="5", _2="5", objective="full", scope="excluded:no"))
    enabler = tiny_definition(
        categories=(make_category("A", 100, make_dimension("D9", make_element("D9.1", 100))),), enablers=(D11,)
    )
    assert values(Sandbox(session, VERSION, enabler)) == {"1": "5", "2": "5"}


def test_long_texts_are_cut(box):
    box.keep(D11, given(comment="x" * 5_000))
    assert values(box) == {"comment": "x" * LONGEST_KEPT}


def test_only_the_last_versions_are_kept(session):
    for number in range(KEPT_VERSIONS + 2):
        Sandbox(session, uuid.UUID(int=number), CONTENT).keep(D11, given(_1="5"))
    assert list(session["sandbox"]) == [str(uuid.UUID(int=number)) for number in range(2, KEPT_VERSIONS + 2)]


def test_cleared_trial_leaves_others(session, box):
    other = Sandbox(session, uuid.UUID(int=2), CONTENT)
    for each in (box, other):
        each.keep(D11, given(_1="5"))
    box.clear()
    assert (values(box), values(other)) == ({}, {"1": "5"})
