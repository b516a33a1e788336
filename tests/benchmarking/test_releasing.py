"""From one release to the next: a cell keeps its figures until five in it have changed, then all changes come in."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarking.cells import ALL, Entry, Group
from benchmarking.privacy import RULES
from benchmarking.releasing import Release, _may_follow, next_release, publish
from benchmarking.stored import release_from_json, release_to_json

pytestmark = [pytest.mark.sqlite]

FIRST, SECOND, THIRD = (datetime.date(2026, month, 1) for month in (1, 4, 7))
BANKING, GULF = Group("sector", "banking"), Group("region", "gulf")


def data(numbers, groups=(), *, approval="1", total=50):
    """Organisations by number, all with this total."""
    return {Entry(str(one), approval, frozenset(groups)): {"total": Decimal(total)} for one in numbers}


def released(*quarters):
    """Release after release, from these data."""
    release = Release()
    for day, each in zip((FIRST, SECOND, THIRD), quarters, strict=False):
        release = next_release(each, release, day, RULES)
    return release


def told(release, group=ALL):
    """What is told of a group: size, middle, dates."""
    (found,) = [one for one in publish(release, RULES) if one.group == group]
    return found.size, found.figures["total"][50], found.oldest, found.newest


def test_fewer_than_five_make_no_release():
    release = released(data(range(4)))
    assert publish(release, RULES) == []


def test_all_are_told_with_size_and_date():
    assert told(released(data(range(12)))) == (10, 55, FIRST, FIRST)


def test_four_changes_change_nothing():
    later = data(range(8)) | data(range(8, 12), approval="2", total=90)
    assert told(released(data(range(12)), later)) == (10, 55, FIRST, FIRST)


def test_five_changes_change_the_figures():
    later = data(range(4)) | data(range(4, 12), approval="2", total=90)
    assert told(released(data(range(12)), later)) == (10, 95, SECOND, SECOND)


def test_changes_gather_over_the_quarters():
    second = data(range(9)) | data(range(9, 12), approval="2", total=90)
    third = data(range(3)) | data(range(3, 12), approval="2", total=90)
    assert told(released(data(range(12)), second, third)) == (10, 95, THIRD, THIRD)


def test_four_who_join_wait_for_a_fifth():
    assert told(released(data(range(12)), data(range(16))))[0] == 10
    assert told(released(data(range(12)), data(range(17))))[0] == 15


def test_four_who_leave_stay_in_what_was_published_until_a_fifth_change():
    assert told(released(data(range(12)), data(range(8))))[0] == 10
    assert told(released(data(range(12)), data(range(7))))[0] == 5


def test_one_change_of_each_kind_counts_once():
    """Two joined, two left, one was assessed again: five organisations."""
    later = data(range(2, 11)) | data([11], approval="2") | data([20, 21])
    assert told(released(data(range(12)), later))[2] == SECOND
    assert told(released(data(range(12)), data(range(2, 12)) | data([20, 21])))[2] == FIRST


def test_each_cell_waits_for_itself():
    before = data(range(10), [BANKING]) | data(range(10, 20))
    later = data(range(5), [BANKING]) | data(range(5, 10), [BANKING], approval="2", total=90) | data(range(10, 19))
    release = released(before, later | data([19], approval="2", total=90))
    assert told(release, BANKING)[2:] == (SECOND, SECOND)
    assert told(release)[2:] == (FIRST, SECOND)


def test_group_of_five_by_one_who_joined_waits():
    """Beside the old figures of all, those of banking and of the rest would tell of the one."""
    before = data(range(4), [BANKING]) | data(range(4, 14))
    assert released(before, before | data([20], [BANKING])).family == set()


def test_group_waits_where_what_was_in_it_before_would_be_told():
    """All as they were, less the rest as it is, are the four banks of then: so banking waits one quarter more."""
    before = data(range(4), [BANKING]) | data(range(4, 14))
    later = before | data(range(20, 25), [BANKING])
    assert released(before, later).family == set()
    assert released(before, later, later).family == {BANKING}


def test_group_that_fell_under_five_keeps_its_figures():
    before = data(range(6), [BANKING]) | data(range(6, 16))
    later = data(range(4), [BANKING]) | data(range(6, 16))
    assert told(released(before, later), BANKING)[2:] == (FIRST, FIRST)


def test_group_that_fell_under_five_goes_once_enough_has_changed_beside_it():
    before = data(range(6), [BANKING]) | data(range(6, 16))
    later = data(range(4), [BANKING]) | data(range(6, 13)) | data(range(13, 16), approval="2")
    release = released(before, later)
    assert release.family == set()
    assert told(release) == (10, 55, SECOND, SECOND)


def test_groups_are_not_cut_anew_where_an_old_and_a_new_one_would_tell_of_few():
    """Banking was told; now the Gulf could be, which has two banks, had banking not been told before."""
    before = data(range(8), [BANKING]) | data(range(8, 18))
    release = released(before)
    assert release.family == {BANKING}
    gulf = {replace(one, groups=one.groups | {GULF}): scores for one, scores in before.items()}
    now = dict(list(before.items())[:6]) | dict(list(gulf.items())[6:])
    assert next_release(now, release, SECOND, RULES).family == {BANKING}


def test_measure_that_few_of_a_cell_have_stays_out_of_every_group():
    before = data(range(10), [BANKING]) | data(range(10, 20))
    for number, scores in enumerate(before.values()):
        scores["D1.1"] = Decimal(50) if number < 3 or number >= 10 else None
    by_group = {one.group: one for one in publish(released(before), RULES)}
    assert "D1.1" not in by_group[BANKING].figures
    assert by_group[ALL].figures["D1.1"].keys() == {50}  # of ten, not of thirteen


def with_element(scores_by_number, *, approval="1"):
    """Organisations by number with a percentage of the element, None where it is out of scope."""
    return {
        Entry(str(number), approval, frozenset()): {"total": Decimal(50), "D1.1": percent and Decimal(percent)}
        for number, percent in scores_by_number.items()
    }


@pytest.mark.parametrize("later", [5, 45, 55, 75])
def test_measure_that_one_of_the_five_changed_ones_has_keeps_its_figures(later):
    """Else they would follow that one's score alone."""
    have_it = dict(zip(range(1, 7), [20, 30, 50, 60, 70, 45], strict=True))
    others = dict.fromkeys(range(7, 13))
    first = with_element(have_it | others)
    stayed = {entry: scores for entry, scores in first.items() if int(entry.organisation) not in range(6, 11)}
    changed = with_element({6: later} | dict.fromkeys(range(7, 11)), approval="2")
    (before,), (now,) = publish(released(first), RULES), publish(released(first, stayed | changed), RULES)
    assert now.figures["D1.1"] == before.figures["D1.1"]
    assert (now.oldest, now.newest) == (FIRST, SECOND)


def test_measure_follows_once_five_who_have_it_changed():
    first = with_element(dict.fromkeys(range(12), 50))
    second = with_element(dict.fromkeys(range(8), 50)) | with_element(dict.fromkeys(range(8, 12), 90), approval="2")
    third = second | with_element({20: 90})
    by_day = [
        publish(released(*quarters), RULES)[0].figures["D1.1"][50]
        for quarters in ((first, second), (first, second, third))
    ]
    assert by_day == [55, 55]  # five of thirteen stand at 95, the middle stays where it is
    assert released(first, second, third).cells[0].bases["D1.1"].as_of == THIRD


def test_measure_that_four_have_is_told_in_no_release():
    few = with_element(dict.fromkeys(range(4), 50) | dict.fromkeys(range(4, 12)))
    release = released(few)
    assert "D1.1" not in publish(release, RULES)[0].figures
    assert "D1.1" not in release.cells[0].counts


def test_measure_that_fewer_than_five_are_left_with_keeps_its_figures_until_they_are_too_old():
    first = with_element(dict.fromkeys(range(12), 50))
    later = with_element(dict.fromkeys(range(8)), approval="2") | with_element(dict.fromkeys(range(8, 12), 50))
    release = released(first, later)
    assert release.cells[0].bases["D1.1"].as_of == FIRST
    assert release.cells[0].bases["total"].as_of == SECOND
    (told_of_all,) = publish(release, RULES, oldest=SECOND)
    assert told_of_all.figures.keys() == {"total"}


def test_groups_are_not_cut_anew_where_a_measure_would_tell_of_few():
    """Twenty have the element; of the eight banks four have it: all less the others would be these four."""
    element = with_element({number: None if number < 4 else 50 for number in range(24)})
    banks = {
        replace(e, groups=frozenset([BANKING]) if int(e.organisation) < 8 else e.groups): s for e, s in element.items()
    }
    old = {replace(e, groups=frozenset()): s for e, s in banks.items()}
    assert released(banks).family == {BANKING}
    release = next_release(banks, with_groups_not_cut(old, banks), SECOND, RULES)
    assert release.family == set()


def with_groups_not_cut(old, now):
    """A release of the same entries as now, from when no group was published."""
    whole = next_release(old, Release(), FIRST, RULES).cells[0]
    bases = {
        measure: replace(base, entries=frozenset(e for e in now if now[e][measure] is not None))
        for measure, base in whole.bases.items()
    }
    return Release(frozenset(), (replace(whole, entries=frozenset(now), bases=bases),))


def test_figures_that_are_too_old_are_told_no_more():
    release = released(data(range(12)))
    assert publish(release, RULES, oldest=SECOND) == []


def test_too_few_are_left_keeps_what_was_published():
    assert told(released(data(range(12)), data(range(3)))) == (10, 55, FIRST, FIRST)


def test_stored_release_comes_back_whole():
    release = released(data(range(10), [BANKING]) | data(range(10, 20), total=77))
    assert release_from_json(release_to_json(release)) == release


def test_stored_release_holds_counts_of_steps_and_no_score():
    stored = release_to_json(released(data(range(12), total="61.3")))
    assert stored["cells"][0]["counts"] == {"total": {"65": 12}}
    assert "61.3" not in str(stored)


def test_where_there_are_too_many_cells_to_try_they_wait():
    """Nothing has changed, so any choice leaves whole cells; but of more than twelve not every choice is tried."""
    cells = [frozenset(data(range(first, first + 5))) for first in range(0, 35, 5)]
    assert _may_follow(tuple(cells[:6]), tuple(cells[:6]), RULES)
    assert not _may_follow(tuple(cells), tuple(cells), RULES)
