"""Whatever changes in the framework and whatever is answered: to a copy and back, or to anything and back."""

import contextlib
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions.upgrades import restore_snapshot, upgrade_assessment
from assessments.models import Assessment
from frameworks.definition import UpgradeRule
from tests.assessments.actions.test_answers_properties import save_something
from tests.assessments.actions.test_upgrades import assert_history_is_whole, assert_scores_follow_from_rows, state
from tests.definitions import RATINGS, make_category, make_dimension, make_element, make_enabler, tiny_definition
from tests.factories import make_version

pytestmark = pytest.mark.django_db

CODES = ("D1.1", "D1.2", "D2.1", "D3.1")
weights = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(tuple)


@st.composite
def newer_definitions(draw):
    """Version 1.1 with some of the codes, some new ones, other points, scales and splits, and rules for the rest."""
    codes = draw(st.permutations([*CODES, "D4.1", "D4.2"]))[: draw(st.integers(1, 5))]
    share = Decimal(draw(st.integers(0, 10)) * 10)
    elements = [make_element(code, 10, draw(weights)) for code in codes]
    gone = [code for code in CODES if code not in codes]
    rules = [UpgradeRule("1.0", "element", code, draw(st.sampled_from(codes))) for code in gone if draw(st.booleans())]
    worths = sorted(draw(st.sets(st.sampled_from([25, 40, 50, 75, 90]), max_size=3)))
    steps = zip(RATINGS, [0, *worths, 100], strict=False)
    return tiny_definition(
        version="1.1",
        points=Decimal(10 * len(codes)),
        indicators_share=100 - share,
        objective_share=share,
        ratings=tuple(replace(rating, percent=Decimal(worth)) for rating, worth in steps),
        categories=(make_category("A", 100, make_dimension("D1", *elements)),),
        enablers=(make_enabler("E1", draw(weights)),) if draw(st.booleans()) else (),
        upgrades=tuple(rules),
    )


@contextlib.contextmanager
def undone():
    """What one example stores is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer_some(assessment, by, seed: int) -> None:
    rnd = random.Random(seed)
    for _ in range(25):
        save_something(rnd, assessment, by)
    assessment.refresh_from_db()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(content=newer_definitions(), seed=st.integers(0, 10_000))
def test_there_and_back_gives_equal_answers_and_points(assessment, assessor, manager, content, seed):
    with undone():
        answer_some(assessment, assessor, seed)
        before = state(assessment)
        preview = upgrade_assessment(
            assessment_uuid=assessment.uuid, to=make_version(content), snapshot_name="Before", by=manager
        )
        here = Assessment.objects.get(pk=assessment.pk)
        assert here.points == preview.after.points
        assert_scores_follow_from_rows(here)
        answer_some(here, assessor, seed + 1)
        assert_scores_follow_from_rows(here)
        snapshot = here.snapshots.get()
        restore_snapshot(assessment_uuid=assessment.uuid, snapshot_uuid=snapshot.uuid, by=manager)
        assert state(Assessment.objects.get(pk=assessment.pk)) == before
        assert_history_is_whole(assessment)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000))
def test_upgrade_to_an_identical_copy_changes_nothing_but_the_version(assessment, assessor, manager, seed):
    with undone():
        answer_some(assessment, assessor, seed)
        before = state(assessment)
        copy = make_version(replace(tiny_definition(), version="1.1"))
        upgrade_assessment(assessment_uuid=assessment.uuid, to=copy, snapshot_name="Before", by=manager)
        here = Assessment.objects.get(pk=assessment.pk)
        assert state(here) == before | {"version_id": copy.pk}
