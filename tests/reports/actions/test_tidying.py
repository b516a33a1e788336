"""What is cleared away of orders and their files, and what stays."""

import datetime
import os
import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from reports.files import keep, kept
from reports.models import ReportOrder
from tests.reports.issuing import issued_file

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "reports": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def aged(tmp_path, name: str) -> str:
    """The file, written two days ago."""
    then = time.time() - 2 * 24 * 3600
    os.utime(tmp_path / name, (then, then))
    return name


def order(assessment, by, *, ended: datetime.timedelta | None, file: str = "") -> ReportOrder:
    state = ReportOrder.State.DONE if ended else ReportOrder.State.WAITING
    ended_at = timezone.now() - ended if ended else None
    return ReportOrder.objects.create(
        assessment=assessment, version=assessment.version, kind="full", by=by, state=state, ended_at=ended_at, file=file
    )


def test_orders_of_last_month_go_with_their_files_and_issued_reports_stay(assessment, manager, tmp_path):
    old, recent, lost = (aged(tmp_path, keep(name, "pdf")) for name in (b"old", b"recent", b"lost"))
    fresh = keep(b"of a worker that is just about to end its order", "pdf")
    issue = issued_file(assessment, manager)
    aged(tmp_path, issue.file)
    order(assessment, manager, ended=31 * DAY, file=old)
    order(assessment, manager, ended=31 * DAY, file=issue.file)
    stays = [order(assessment, manager, ended=29 * DAY, file=recent), order(assessment, manager, ended=None)]
    call_command("tidy")
    assert set(ReportOrder.objects.all()) == set(stays)
    assert [kept(name) is None for name in (old, lost, recent, fresh, issue.file)] == [True, True, False, False, False]


def test_tidying_a_site_that_never_made_a_report_is_no_fault(db, settings, tmp_path):
    settings.STORAGES["reports"]["OPTIONS"]["location"] = str(tmp_path / "nowhere")
    call_command("tidy")
