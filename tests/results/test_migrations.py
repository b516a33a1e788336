"""Links to results were made by the reports app: they go over to their own with everything in them, and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from assessments.actions.approval import sign_off
from results.actions.shares import find_shared, share_result
from results.models import ShareLink
from tests.factories import rate_all
from tests.results.views.test_share import WEEK

pytestmark = pytest.mark.django_db(transaction=True)


def migrate_to(*names: tuple[str, str | None]) -> None:
    """To these, or forward to the newest of all."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(names) or executor.loader.graph.leaf_nodes())


def test_a_link_keeps_working_when_its_table_changes_hands(assessment, assessor, manager):
    rate_all(assessment, 4, by=assessor)
    sign_off(assessment_uuid=assessment.uuid, by=manager)
    link, token = share_result(assessment_uuid=assessment.uuid, revision=1, lasts=WEEK, by=manager)
    before = ShareLink.objects.filter(pk=link.pk).values().get()
    try:
        migrate_to(("results", None), ("reports", "0001_share_links"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT token_digest FROM reports_sharelink")
            assert cursor.fetchall() == [(link.token_digest,)]
    finally:
        migrate_to()
    assert ShareLink.objects.values().get() == before
    assert find_shared(token) == link
