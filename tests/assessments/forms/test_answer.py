"""What is read from the scoring page's data."""

import pytest

from assessments.actions.answers import GivenAnswer
from assessments.forms.answer import MangledSheetError, given_answer, given_answers


def test_answer_is_read_by_its_item():
    data = {"1-value": "3", "1-reason": "", "1-version": "2", "2-value": "5", "2-version": "0"}
    assert given_answer(data, "1") == GivenAnswer("3", "", 2)
    assert given_answer(data, "2") == GivenAnswer("5", "", 0)


def test_missing_value_is_not_answered():
    assert given_answer({"scope-version": "4"}, "scope") == GivenAnswer("", "", 4)


def test_text_loses_space_around_it_and_doubled_line_ends():
    data = {"comment-value": "\r\n one\r\n\r\ntwo ", "comment-reason": "\t", "comment-version": "0"}
    assert given_answer(data, "comment") == GivenAnswer("one\n\ntwo", "", 0)


@pytest.mark.parametrize("version", ["", "-1", "1.0", "x", "٣", "1" * 10])
def test_version_is_a_plain_number(version):
    with pytest.raises(MangledSheetError):
        given_answer({"1-value": "3", "1-version": version}, "1")


def test_own_answer_chosen_in_a_conflict_goes_on_top_of_the_other():
    data = {"1-value": "2", "1-version": "0", "1-current": "5", "1-choice": "mine"}
    assert given_answer(data, "1") == GivenAnswer("2", "", 5)
    with pytest.raises(MangledSheetError):
        given_answer(data | {"1-current": ""}, "1")


def test_sheet_leaves_out_what_gives_way():
    data = {"1-value": "2", "1-version": "0", "1-choice": "theirs", "objective-value": "full", "objective-version": "1"}
    assert given_answers(data | {"then": "next", "csrfmiddlewaretoken": "x"}) == {
        "objective": GivenAnswer("full", "", 1)
    }
