"""Data from before a migration: what was approved then is as it was."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.actions.approval import sign_off
from assessments.models import Assessment, Snapshot
from tests.assessments.views.conftest import answer_everything

pytestmark = pytest.mark.django_db(transaction=True)


def migrate_to(name: str | None) -> None:
    """To this migration, or forward to the newest."""
    executor = MigrationExecutor(connection)
    executor.migrate([("assessments", name)] if name else executor.loader.graph.leaf_nodes("assessments"))


def test_older_approvals_get_the_version_that_they_were_made_under(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    approved = sign_off(assessment_uuid=assessment.uuid, by=manager)
    try:
        migrate_to("0001_initial")
    finally:
        migrate_to(None)
    snapshot = Snapshot.objects.get()
    assert (snapshot.version, snapshot.name) == (assessment.version, "")
    assert (snapshot.document, snapshot.result) == (approved.document, approved.result)
    assert snapshot.uuid != approved.uuid


def test_what_was_open_is_being_scored_and_has_a_grade_of_confidence_to_give(assessment):
    try:
        migrate_to("0002_upgrades")
        with connection.cursor() as cursor:
            cursor.execute("SELECT state FROM assessments_assessment")
            assert cursor.fetchall() == [("open",)]
            cursor.execute("SELECT count(*) FROM assessments_answer WHERE item = 'confidence'")
            assert cursor.fetchone() == (0,)
    finally:
        migrate_to(None)
    assessment.refresh_from_db()
    assert assessment.state == Assessment.State.SCORING
    graded = assessment.answers.filter(item="confidence").order_by("element").values_list("element", flat=True)
    assert list(graded) == sorted(assessment.version.definition().element_by_code)
