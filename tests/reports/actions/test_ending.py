"""An order ends once: its file is kept, an issued report is given its own once and for good, and the rest goes."""

import pytest

from assessments.models import Notice
from reports.actions.ending import fail, finish
from reports.files import hash_of, kept, storage
from reports.models import IssuedReport, ReportOrder
from reports.source import Made
from tests.reports.issuing import issue_row
from tests.reports.orders import order_row

State = ReportOrder.State
MADE = Made(b"%PDF of the first", "first.pdf", pages=3, page=b"the page")
LATE = Made(b"%PDF of the late one", "late.pdf", pages=4, page=b"another page")
FACTS = ("file", "file_hash", "file_name", "pages", "size")


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "reports": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def facts(row: ReportOrder | IssuedReport) -> tuple[object, ...]:
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in FACTS)


def told() -> list[str]:
    return list(Notice.objects.filter(kind__startswith="report").order_by("pk").values_list("kind", flat=True))


def test_order_ends_with_its_file_and_what_is_known_of_it(assessment, manager):
    order = order_row(assessment, manager, format="xlsx", state=State.WORKING, stage="setting")
    assert finish(order, MADE)
    assert facts(order)[1:] == (hash_of(MADE.content), "first.pdf", 3, len(MADE.content))
    assert (order.file.endswith(".xlsx"), kept(order.file)) == (True, MADE.content)
    assert (order.state, order.stage, order.ended_at is not None, told()) == ("done", "", True, ["report-ready"])


@pytest.mark.parametrize("end", [lambda order: finish(order, LATE), lambda order: fail(order, "memory")])
def test_order_that_has_ended_stays_as_it_ended_and_leaves_no_file_behind(end, assessment, manager):
    order = order_row(assessment, manager)
    assert finish(order, MADE)
    before = facts(order)
    assert end(order) is False
    assert (facts(order), order.state, order.reason, told()) == (before, "done", "", ["report-ready"])
    assert storage().listdir("")[1] == [order.file]


def test_order_that_fails_says_why_and_gives_an_issued_report_nothing(assessment, manager):
    issue = issue_row(assessment, manager)
    order = order_row(assessment, manager, issue=issue)
    before = facts(issue)
    assert fail(order, "memory")
    assert (facts(order), order.state, order.reason) == (("", "", "", 0, 0), "failed", "memory")
    assert (facts(issue), told()) == (before, ["report-failed"])


def test_issued_report_is_given_its_file_once_and_a_later_order_hands_out_the_same(
    assessment, manager, django_capture_on_commit_callbacks
):
    issue = issue_row(assessment, manager)
    other = issue_row(assessment, manager, number=5)
    first, late = (order_row(assessment, manager, issue=issue) for _order in range(2))
    assert finish(first, MADE)
    assert facts(issue) == facts(first)
    assert (bytes(issue.page), facts(other)) == (b"the page", ("", "", "", 0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        assert finish(late, LATE)
    assert facts(late) == facts(issue) == facts(first)
    assert bytes(issue.page) == b"the page"
    assert storage().listdir("")[1] == [first.file]
