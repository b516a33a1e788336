"""What is cleared away of orders and their files, and what stays."""

import datetime
import os
import time
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from reports.actions.tidying import GRACE, tidy_orders
from reports.files import keep, kept, storage
from reports.models import ReportOrder
from tests.pages import text_of
from tests.reports.issuing import issued_file
from tests.reports.orders import done_row

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
    """The file, written a day and an hour ago."""
    then = time.time() - 25 * 3600
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


class Slow(ContentFile):
    """A file that is cleared around while it is being written, and once more before its order has ended."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for part in super().chunks(chunk_size or 4):
            yield part
            tidy_orders(now=timezone.now() + GRACE - datetime.timedelta(minutes=1))


def test_file_that_is_being_written_is_never_taken(db):
    content = b"%PDF of a worker that takes its time"
    name = storage().save("slow.pdf", Slow(content))
    tidy_orders(now=timezone.now() + GRACE - datetime.timedelta(minutes=1))
    assert kept(name) == content
    tidy_orders(now=timezone.now() + GRACE + datetime.timedelta(minutes=1))
    assert kept(name) is None


@pytest.mark.parametrize("gone", ["organisation", "assessment", "order"])
def test_files_of_what_was_deleted_go_with_it_and_all_others_stay(
    gone, assessment, other_assessment, manager, tmp_path
):
    issue = issued_file(assessment, manager)
    mine, theirs = done_row(assessment, manager), done_row(other_assessment, manager)
    for file in tmp_path.iterdir():
        aged(tmp_path, file.name)
    {"organisation": assessment.organisation, "assessment": assessment, "order": mine}[gone].delete()
    call_command("tidy")
    left = [name for name in (issue.file, mine.file, theirs.file) if kept(name) is not None]
    assert left == ([issue.file, theirs.file] if gone == "order" else [theirs.file])


def test_code_of_a_deleted_report_is_unknown_and_nobody_is_called_a_forger(assessment, manager, client):
    issue = issued_file(assessment, manager)
    address = reverse("reports:verification-detail", args=[issue.code])
    assessment.organisation.delete()
    page = client.get(address)
    assert (page.status_code, "deleted since" in text_of(page)) == (404, True)
