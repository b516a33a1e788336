"""What becomes of answers, in words: one group for each kind, in one order, and none that is empty."""

from dataclasses import replace

import pytest

from assessments.carrying import Why
from assessments.items import EXCLUDED, Item, PlainAnswer
from assessments.upgrade_preview import preview_upgrade
from assessments.upgrade_words import AT_A_GLANCE, Group, Line, groups_of, line_of, why_in_words
from tests.assessments.versions import changed_definition
from tests.definitions import make_category, make_dimension, make_element, tiny_definition

OLD = tiny_definition()
ANSWERS = [
    PlainAnswer("D1.1", "1", "5"),
    PlainAnswer("D1.1", "2", "4", "Because."),
    PlainAnswer("D2.1", "1", "3"),
    PlainAnswer("D3.1", "1", "5"),
    PlainAnswer("D3.1", "4", "2"),
]


def groups(new=None, answers=ANSWERS) -> dict[str, Group]:
    return {group.name: group for group in groups_of(preview_upgrade(OLD, new or changed_definition(), answers))}


def test_groups_come_in_one_order_with_their_titles():
    assert {name: group.title for name, group in groups().items()} == {
        "cleared": "1 answer is cleared",
        "lost": "Gone, with 2 answers",
        "new-elements": "1 new element",
        "reworded": "1 answer to look at again",
    }
    assert list(groups()) == ["cleared", "lost", "new-elements", "reworded"]


def test_nothing_is_said_of_a_version_that_says_the_same():
    assert groups(replace(OLD, version="1.1")) == {}


def test_lost_answers_stand_below_their_element():
    assert groups()["lost"].lines[:2] == (
        Line("D2.1", "Element D2.1", "", "The whole element"),
        Line("D2.1/1", "The organisation does 1 of D2.1.", "3 Defined"),
    )


def test_loss_without_answers_is_none():
    lost = groups(answers=[])["lost"]
    assert (lost.title, lost.is_loss, lost.is_short) == ("Gone, with 0 answers", False, False)


def test_new_question_of_an_old_element_is_named_with_its_sentence():
    dimensions = (make_dimension("D1", make_element("D1.1", 10, (1, 1, 1)), OLD.elements[1]), OLD.dimensions[1])
    new = tiny_definition(version="1.1", categories=(make_category("A", 40, *dimensions), OLD.categories[1]))
    (group,) = groups(new).values()
    assert (group.name, group.title, group.is_loss) == ("new-items", "1 new question", False)
    assert group.lines == (Line("D1.1/3", "The organisation does 3 of D1.1."),)


def test_reworded_sentence_is_shown_as_it_is_with_the_one_before():
    assert groups()["reworded"].lines == (
        Line(
            "D3.1/1",
            "The organisation does it well.",
            "5 Optimising",
            "Before: The organisation does 1 of D3.1.",
        ),
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (PlainAnswer("D1.1", "2", "4"), Line("D1.1/2", "The organisation does 2 of D1.1.", "4 Managed")),
        (PlainAnswer("D1.1", Item.OBJECTIVE, "partial"), Line("D1.1", "D1.1 is achieved.", "Partially achieved")),
        (PlainAnswer("D1.1", Item.COMMENT, "Seen."), Line("D1.1", "Comment", "Seen.")),
        (PlainAnswer("D1.1", Item.SCOPE, EXCLUDED, "No branch."), Line("D1.1", "Exclusion", "excluded: No branch.")),
        (PlainAnswer("D1.1", "9", "4"), Line("D1.1/9", "", "4 Managed")),
        (PlainAnswer("Z9.9", "1", "4"), Line("Z9.9/1", "", "4 Managed")),
    ],
    ids=["rating", "objective", "comment", "exclusion", "unknown indicator", "unknown element"],
)
def test_answer_is_a_line_in_the_words_of_its_version(answer, expected):
    assert line_of(OLD, answer) == expected


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_a_sentence_of_its_own(why):
    words = why_in_words(why)
    assert words.endswith(".")
    assert [one for one in Why if why_in_words(one) == words] == [why]


@pytest.mark.parametrize(
    ("is_loss", "lines", "expected"),
    [(True, 1, True), (True, AT_A_GLANCE, True), (True, AT_A_GLANCE + 1, False), (False, 1, False)],
)
def test_only_a_loss_that_is_read_at_a_glance_stands_unfolded(is_loss, lines, expected):
    group = Group("lost", "Gone", "", (Line("D1.1", "Element"),) * lines, is_loss)
    assert group.is_short is expected
