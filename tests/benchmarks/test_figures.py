from itertools import count

import pytest

from benchmarks.figures import Times, by_turns, milliseconds, table, times


def test_times_odd_number_median_is_the_middle():
    assert Times((9.0, 1.0, 2.0)).median == 2.0


@pytest.mark.parametrize(("number", "p95"), [(1, 1), (19, 19), (20, 19), (100, 95), (200, 190)])
def test_times_p95_leaves_one_in_twenty_above(number, p95):
    assert Times.over(range(1, number + 1)).p95 == p95


def test_times_to_other_is_the_ratio_of_the_medians():
    assert Times((3.0, 6.0, 100.0)).to(Times((2.0, 3.0, 4.0))) == 2.0


def test_by_turns_every_subject_takes_each_place_in_the_order():
    called = []
    subjects = {name: lambda name=name: called.append(name) for name in "abc"}
    by_turns(subjects, 3, warm_up=0)
    assert "".join(called) == "abcbcacab"


def test_by_turns_warm_up_is_not_counted():
    taken = by_turns({"one": lambda: None}, 3, warm_up=2, clock=count().__next__)
    assert taken == {"one": Times((1, 1, 1))}


def test_by_turns_each_subject_gets_its_own_times():
    now = [0.0]

    def spend(seconds):
        now[0] += seconds

    taken = by_turns({"short": lambda: spend(1), "long": lambda: spend(4)}, 2, warm_up=0, clock=lambda: now[0])
    assert taken == {"short": Times((1.0, 1.0)), "long": Times((4.0, 4.0))}


def test_by_turns_what_comes_before_a_subject_is_not_timed():
    now = [0.0]

    def spend(seconds):
        now[0] += seconds

    taken = by_turns({"page": lambda: spend(1)}, 2, before={"page": lambda: spend(7)}, warm_up=0, clock=lambda: now[0])
    assert taken == {"page": Times((1.0, 1.0))}


def test_table_is_markdown():
    assert table(["what", "ratio"], [["autosave", times(1.5)]]) == (
        "| what | ratio |\n| --- | ---: |\n| autosave | 1.50 × |"
    )


def test_milliseconds_carry_one_decimal():
    assert milliseconds(0.01234) == "12.3 ms"
