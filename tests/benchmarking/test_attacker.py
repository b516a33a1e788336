"""Nobody's score follows from what is published; and would, without the rules. The attacker's ways: ``attacker``."""

import math
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from benchmarking.privacy import NO_RULES, RULES
from tests.benchmarking.attacker import (
    ROUNDING,
    claims,
    guesses,
    left_by_filters,
    left_by_time,
    left_to_coalition,
    singled_out,
    whole,
    whole_of,
)
from tests.benchmarking.world import MEASURES, histories, worlds

pytestmark = [pytest.mark.sqlite]

SEEDS = range(8)
MANY = pytest.mark.parametrize("seed", SEEDS)
EACH = pytest.mark.parametrize("measure", MEASURES)


@cache
def lived(seed, rules=RULES):
    """The quarters of one world under these rules."""
    return histories(worlds(seed), rules)


def small(sets):
    return [one for one in sets if 0 < len(one) < 5]


def truths(history, measure):
    each = ((entry, scores[measure]) for quarter in history for entry, scores in quarter.data.items())
    return {entry: percent for entry, percent in each if percent is not None}


def hits_and_luck(history, measure, found):
    """How many claims hold, and how many would if the scores were dealt out among all anew."""
    truth = truths(history, measure)
    hits = sum(claim.holds(truth[claim.entry]) for claim in found)
    luck = sum(sum(claim.holds(one) for one in truth.values()) / len(truth) for claim in found)
    return hits, luck


@MANY
def test_every_pair_of_filters_leaves_nobody_or_five(seed):
    for groups in whole(lived(seed)):
        assert small(left_by_filters(groups)) == []


@MANY
def test_every_pair_of_filters_in_consecutive_quarters_differs_in_nobody_or_five(seed):
    quarters = whole(lived(seed))
    for earlier, later in pairwise(quarters):
        assert small(left_by_time(earlier, later)) == []


@MANY
def test_who_knew_every_sum_of_every_quarter_would_still_know_nobody(seed):
    quarters = whole(lived(seed))
    assert singled_out(group for groups in quarters for group in groups) == set()


@MANY
@EACH
def test_of_those_who_have_a_measure_filters_and_quarters_leave_nobody_or_five(seed, measure):
    quarters = whole_of(lived(seed), measure)
    assert all(small(left_by_filters(groups)) == [] for groups in quarters)
    assert all(small(left_by_time(*pair)) == [] for pair in pairwise(quarters))


@MANY
@EACH
def test_who_knew_every_sum_of_a_measure_would_still_know_nobodys(seed, measure):
    quarters = whole_of(lived(seed), measure)
    assert singled_out(group for groups in quarters for group in groups) == set()


@MANY
def test_measure_that_is_often_left_out_is_told_and_renewed(seed):
    quarters = whole_of(lived(seed), "D1.1")
    assert any(quarters[0])
    assert quarters[0] != quarters[-1]


@pytest.mark.parametrize("attack", [claims, guesses])
def test_matching_and_guessing_from_the_figures_are_no_better_than_luck(attack):
    found = [
        hits_and_luck(history, measure, attack(history, measure))
        for history in (lived(seed) for seed in SEEDS)
        for measure in MEASURES
    ]
    hits, luck = sum(hit for hit, _luck in found), sum(luck for _hit, luck in found)
    assert hits <= luck + 3 * math.sqrt(luck)


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_who_knows_all_scores_but_one_is_left_with_twice_the_rounding_or_more(seed):
    history = lived(seed)
    for entry, score in truths(history, "total").items():
        left = left_to_coalition(history, entry, "total", RULES)
        assert len(left) >= 2 * ROUNDING
        assert any(abs(score - one) < 1 for one in left)


@MANY
def test_there_is_something_to_attack(seed):
    history = lived(seed)
    assert all(len(quarter.told) > 1 for quarter in history)
    assert history[0].told != history[-1].told


@MANY
def test_without_rules_sums_single_out_many(seed):
    history = lived(seed, NO_RULES)
    quarters = whole(history)
    assert any(small(left_by_filters(groups)) for groups in quarters)
    assert any(small(left_by_time(*pair)) for pair in pairwise(quarters))
    assert len(singled_out(group for groups in quarters for group in groups)) >= 1


def test_without_rules_figures_are_matched_to_organisations():
    found = [hits_and_luck(one, "total", claims(one, "total")) for one in (lived(s, NO_RULES) for s in SEEDS)]
    assert min(hits for hits, _luck in found) >= 1
    assert sum(hits for hits, _luck in found) > 3 * sum(luck for _hits, luck in found) + 30


def test_without_rules_who_knows_all_but_one_knows_that_one():
    history = lived(0, NO_RULES)[:1]
    some = list(history[0].data)[:3]
    assert all(len(left_to_coalition(history, entry, "total", NO_RULES)) < ROUNDING for entry in some)


# Each rule by itself: without it something is found that is not found with it


def test_without_the_minimum_a_small_group_stands_alone():
    rules = replace(RULES, minimum=1, changes=1)  # who waits for five changes never publishes fewer
    assert any(small(groups) for seed in SEEDS for groups in whole(lived(seed, rules)))


def test_without_complementary_suppression_a_pair_of_filters_leaves_few():
    rules = replace(RULES, complementary=False, changes=1)  # who waits for five changes seldom cuts groups so small
    assert any(small(left_by_filters(groups)) for seed in SEEDS for groups in whole(lived(seed, rules)))


def test_without_waiting_for_five_changes_a_quarter_tells_of_few():
    rules = replace(RULES, changes=1)
    found = [whole(lived(seed, rules)) for seed in SEEDS]
    assert any(small(left_by_time(*pair)) for quarters in found for pair in pairwise(quarters))


def test_without_waiting_for_five_of_a_measure_a_quarter_tells_of_few_who_have_it():
    rules = replace(RULES, by_measure=False)
    found = [whole_of(lived(seed, rules), "D1.1") for seed in SEEDS]
    assert any(small(left_by_time(*pair)) for quarters in found for pair in pairwise(quarters))


def test_without_steps_who_knows_all_but_one_is_left_with_less():
    rules = replace(RULES, step=0, rounding=1, stretch=1)
    history = lived(0, rules)
    some = list(history[0].data)[:4]
    assert any(len(left_to_coalition(history, entry, "total", rules)) < ROUNDING for entry in some)
