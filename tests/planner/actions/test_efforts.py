"""Changing what steps take: who may, what is kept, and two people at once."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from planner.actions.efforts import StaleEffortsError, save_efforts
from planner.efforts import Efforts, default_efforts
from planner.models import EffortEstimate
from planner.reading import efforts_of
from tests.definitions import tiny_definition

TINY = tiny_definition()
DEAR = Efforts({2: 30, 3: 70, 4: 110, 5: 150}, {"partial": 200, "full": 300}, {"D1.1": 200, "D1.2": 100})


def change(assessment, by, efforts=DEAR, version=0):
    return save_efforts(assessment_uuid=assessment.uuid, efforts=efforts, version=version, by=by)


def test_the_default_rule_holds_until_somebody_changes_it(assessment, manager):
    assert efforts_of(assessment, TINY) == default_efforts(TINY)
    change(assessment, manager)
    assert efforts_of(assessment, TINY) == replace(DEAR, factors={"D1.1": 200})


def test_an_assessor_may_not(assessment, assessor):
    with pytest.raises(PermissionDenied):
        change(assessment, assessor)


@pytest.mark.parametrize("seen", [0, 7])
def test_who_read_an_older_version_is_told_and_nothing_is_lost(assessment, manager, seen):
    assert change(assessment, manager).version == 1
    with pytest.raises(StaleEffortsError):
        change(assessment, manager, default_efforts(TINY), seen)
    assert efforts_of(assessment, TINY).ratings == DEAR.ratings


def test_the_same_efforts_sent_twice_are_no_conflict(assessment, manager):
    first = change(assessment, manager)
    assert (change(assessment, manager), EffortEstimate.objects.get().version) == (first, 1)


def test_a_change_of_what_was_read_counts_on(assessment, manager):
    change(assessment, manager)
    assert change(assessment, manager, version=1).version == 2
    assert EffortEstimate.objects.count() == 1


def test_what_another_framework_version_knows_not_is_left_out(assessment, manager):
    estimate = change(assessment, manager)
    estimate.ratings = {"2": 30, "9": 1}
    estimate.factors = {"D9.9": 150}
    estimate.save()
    efforts = efforts_of(assessment, TINY)
    assert efforts.ratings == default_efforts(TINY).ratings | {2: 30}
    assert efforts.factors == {}
