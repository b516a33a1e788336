"""Two texts, word by word."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.difference.words import pieces

TEXTS = st.text("ab ,.’\n", max_size=60) | st.text(max_size=60)


def joined(found, *kinds: str) -> str:
    return "".join(piece.text for piece in found if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_pieces_make_both_texts_again(old, new):
    found = pieces(old, new)
    assert joined(found, "kept", "removed") == old
    assert joined(found, "kept", "added") == new


@given(TEXTS, TEXTS)
def test_changes_are_joined_to_phrases_removed_before_added(old, new):
    kinds = [piece.kind for piece in pieces(old, new)]
    never = {("added", "removed"), *((kind, kind) for kind in kinds)}
    assert set(pairwise(kinds)) & never == set()


@given(TEXTS)
def test_same_text_is_kept_whole(text):
    assert [(piece.kind, piece.text) for piece in pieces(text, text)] == ([("kept", text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It knows its customers.", "It knows its best customers.", "It knows its +best +customers."),
        ("It knows its customers.", "It knows customers.", "It knows -its -customers."),
        ("It asks once a year.", "It asks every month.", "It asks -once a year-+every month+."),
        ("Customers", "customers, too", "-Customers-+customers, too+"),
        ("the customer’s view", "the customers’ view", "the -customer’s-+customers’+ view"),
        ("", "All new.", "+All new.+"),
        ("All gone.", "", "-All gone.-"),
    ],
)
def test_words_are_told_apart_as_a_reader_would(old, new, expected):
    marks = {"kept": "", "removed": "-", "added": "+"}
    assert "".join(f"{marks[piece.kind]}{piece.text}{marks[piece.kind]}" for piece in pieces(old, new)) == expected


@pytest.mark.parametrize("unlike", [("a " * 20_000, "b " * 20_000), ("a b " * 10_000, "b b a " * 10_000)])
def test_texts_made_to_be_slow_are_shown_whole(unlike):
    started = time.process_time()
    found = pieces(*unlike)
    assert [piece.text for piece in found] == list(unlike)
    assert time.process_time() - started < 30  # word by word it would take many minutes
