"""Two who wrote at once: each text comes from whoever changed it."""

import pytest

from reports.merging import mark_of, merged

pytestmark = [pytest.mark.sqlite]


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ("read", "read", "read"),
        ("mine", "read", "mine"),
        ("read", "theirs", "theirs"),
        ("", "read", ""),
        ("read", "", ""),
        ("alike", "alike", "alike"),
        ("mine", "theirs", None),
        ("mine", "", None),
    ],
)
def test_each_text_comes_from_whoever_changed_it(mine, theirs, kept):
    assert merged(mine, theirs, mark_of("read")) == kept


def test_without_a_mark_nothing_is_taken_for_unchanged():
    assert (merged("", "theirs", ""), merged("mine", "", "")) == (None, None)


def test_line_ends_and_space_around_make_no_other_text():
    assert mark_of("a\r\nb\r\n") == mark_of("a\nb") == mark_of("\n a\nb ") != mark_of("a\n\nb")
