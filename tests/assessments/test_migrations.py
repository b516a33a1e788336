"""Data from before a migration: what was approved then is as it was."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.actions.approval import sign_off
from assessments.models import Assessment, Snapshot
from tests.assessments.views.conftest import answer_everything

pytestmark = pytest.mark.django_db(transaction=True)


def migrate_to(name: str | None) -> None:
    """To this migration, or forward to the newest of all: others hang on it."""
    executor = MigrationExecutor(connection)
    executor.migrate([("assessments", name)] if name else executor.loader.graph.leaf_nodes())


def test_way_back_and_forward_keeps_what_was_approved_and_what_is_open(assessment, other_assessment, assessor, manager):
    """One way for both: each migration back and forth takes most of a second."""
    answer_everything(assessment, assessor)
    approved = sign_off(assessment_uuid=assessment.uuid, by=manager)
    try:
        migrate_to("0002_upgrades")
        assert_open_and_without_grades(other_assessment)
        migrate_to("0001_initial")
    finally:
        migrate_to(None)
    assert_older_approvals_have_the_version_that_they_were_made_under(assessment, approved)
    assert_is_being_scored_and_has_a_grade_of_confidence_to_give(other_assessment)


def assert_open_and_without_grades(assessment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM assessments_assessment WHERE id = %s", [assessment.pk])
        assert cursor.fetchall() == [("open",)]
        cursor.execute("SELECT count(*) FROM assessments_answer WHERE item = 'confidence'")
        assert cursor.fetchone() == (0,)


def assert_older_approvals_have_the_version_that_they_were_made_under(assessment, approved) -> None:
    snapshot = Snapshot.objects.get()
    assert (snapshot.version, snapshot.name) == (assessment.version, "")
    assert (snapshot.document, snapshot.result) == (approved.document, approved.result)
    assert snapshot.uuid != approved.uuid


def assert_is_being_scored_and_has_a_grade_of_confidence_to_give(assessment) -> None:
    assessment.refresh_from_db()
    assert assessment.state == Assessment.State.SCORING
    graded = assessment.answers.filter(item="confidence").order_by("element").values_list("element", flat=True)
    assert list(graded) == sorted(assessment.version.definition().element_by_code)
