"""Data from before a migration: what was approved then is as it was."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.actions.approval import sign_off
from assessments.models import Snapshot
from tests.assessments.views.conftest import answer_everything

pytestmark = pytest.mark.django_db(transaction=True)


def migrate_to(name: str) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("assessments", name)])


def test_older_approvals_get_the_version_that_they_were_made_under(assessment, assessor, manager):
    answer_everything(assessment, assessor)
    approved = sign_off(assessment_uuid=assessment.uuid, by=manager)
    try:
        migrate_to("0001_initial")
    finally:
        migrate_to("0002_upgrades")
    snapshot = Snapshot.objects.get()
    assert (snapshot.version, snapshot.name, snapshot.answers) == (assessment.version, "", [])
    assert (snapshot.document, snapshot.result) == (approved.document, approved.result)
    assert snapshot.uuid != approved.uuid
