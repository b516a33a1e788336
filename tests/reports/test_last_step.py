"""Making an ordered document in the background: the steps that it goes through, and who is told of its end."""

from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection

from assessments.models import Notice
from reports.actions.orders import order_report
from reports.kinds import Format, Kind
from reports.models import ReportOrder
from reports.options import Wish, all_of
from tests.jobs.runner import run_waiting_jobs

pytestmark = [pytest.mark.sqlite]
WISH = Wish(Kind.FULL, Format.XLSX, all_of(Kind.FULL))
seen: list[tuple[str, bool]] = []


class Watching(FileSystemStorage):
    """A storage that notes at which step the order is when its file comes, and whether others can see that."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        seen.append((ReportOrder.objects.get().stage, connection.in_atomic_block))
        return super().save(name, content, max_length)


@pytest.fixture(autouse=True)
def watched(settings, tmp_path):
    seen.clear()
    settings.STORAGES = settings.STORAGES | {
        "reports": {"BACKEND": f"{__name__}.Watching", "OPTIONS": {"location": str(tmp_path)}}
    }


@pytest.mark.django_db(transaction=True)
def test_order_is_at_its_last_step_for_all_to_see_while_its_file_is_put_away(assessment, manager):
    order = order_report(assessment=assessment, wish=WISH, by=manager)
    run_waiting_jobs()
    order.refresh_from_db()
    assert (seen, order.state, order.stage) == ([("keeping", False)], "done", "")


def test_who_may_not_see_the_assessment_any_more_is_told_nothing_of_it(assessment, manager):
    for is_member in (True, False):
        order_report(assessment=assessment, wish=WISH, by=manager)
        if not is_member:
            assessment.organisation.memberships.filter(user=manager).delete()
        run_waiting_jobs()
    assert list(ReportOrder.objects.order_by("pk").values_list("state", "reason")) == [("done", ""), ("failed", "gone")]
    kinds = Notice.objects.filter(user=manager).values_list("kind", flat=True)
    assert [kind for kind in kinds if kind.startswith("report-")] == ["report-ready"]
