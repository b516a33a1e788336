"""Which groups are published: none that leaves fewer than five by any sum, difference or crossing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarking.cells import Entry, Group, cells_of, choose
from benchmarking.privacy import NO_RULES, RULES

pytestmark = [pytest.mark.sqlite]

BANKING, RETAIL, GULF = Group("sector", "banking"), Group("sector", "retail"), Group("region", "gulf")
LARGE, SMALL = Group("size", "large"), Group("size", "small")
ENTRIES = st.lists(
    st.tuples(*(st.sampled_from([Group(kind, value) for value in "abc"]) for kind in ("sector", "region", "size"))),
    max_size=60,
).map(lambda drawn: [Entry(str(number), "1", frozenset(groups)) for number, groups in enumerate(drawn)])


def entries(*parts):
    """So many organisations of each set of groups."""
    made = [frozenset(groups) for number, groups in parts for _ in range(number)]
    return [Entry(str(number), "1", groups) for number, groups in enumerate(made)]


def test_under_five_nothing_is_published():
    assert choose(entries((4, [BANKING])), (), RULES) is None
    assert choose([], (), NO_RULES) is None


def test_group_of_five_is_published_where_five_others_are_left():
    assert choose(entries((5, [BANKING]), (5, [])), (), RULES) == {BANKING}


def test_group_is_held_back_where_it_leaves_fewer_than_five_of_all():
    assert choose(entries((9, [BANKING]), (4, [])), (), RULES) == set()


def test_group_of_all_is_published_for_it_leaves_nobody():
    assert choose(entries((7, [BANKING])), (), RULES) == {BANKING}


def test_group_of_four_is_held_back_with_what_would_tell_it():
    """All but four are in retail: retail would tell the four by subtraction from all."""
    assert choose(entries((4, [BANKING]), (9, [RETAIL])), (), RULES) == set()


def test_third_sector_goes_with_two_that_are_small_together():
    parts = entries((4, [BANKING]), (9, [RETAIL]), (3, []))
    assert choose(parts, (), RULES) == {RETAIL}


def test_crossing_of_two_groups_is_not_small_either():
    """Of ten banks two are in the Gulf, and eight in the Gulf are no banks: both together would tell of the two."""
    crossed = entries((2, [BANKING, GULF]), (8, [BANKING]), (8, [GULF]), (10, []))
    assert len(choose(crossed, (), RULES)) == 1
    assert choose(crossed, (), NO_RULES) == {BANKING, GULF}


def test_of_two_that_do_not_go_together_the_larger_is_published():
    crossed = entries((2, [BANKING, GULF]), (8, [BANKING]), (9, [GULF]), (10, []))
    assert choose(crossed, (), RULES) == {GULF}


def test_or_the_one_that_was_published_before():
    crossed = entries((2, [BANKING, GULF]), (8, [BANKING]), (9, [GULF]), (10, []))
    assert choose(crossed, {BANKING}, RULES) == {BANKING}


def test_cells_tell_apart_what_the_published_groups_do_and_no_more():
    parts = entries((2, [BANKING, LARGE]), (3, [BANKING, SMALL]), (1, [SMALL]))
    found = cells_of(parts, {BANKING})
    assert {signature: len(those) for signature, those in found.items()} == {frozenset({BANKING}): 5, frozenset(): 1}


@given(ENTRIES)
def test_every_cell_of_the_published_groups_has_five(drawn):
    family = choose(drawn, (), RULES)
    if family is None:
        assert len(drawn) < 5
    else:
        assert min(map(len, cells_of(drawn, family).values())) >= 5


@given(ENTRIES)
def test_no_group_more_could_be_published(drawn):
    family = choose(drawn, (), RULES) or frozenset()
    for group in {group for entry in drawn for group in entry.groups} - family if family else ():
        assert min(map(len, cells_of(drawn, family | {group}).values())) < 5
