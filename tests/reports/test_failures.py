"""Why an order failed that its job could not say: each end of a job has its own words."""

import datetime

import pytest

from jobs.faults import NoSuchTaskError, TookTooLongError, TryAgainError, WorkerDiedError
from jobs.models import Job
from reports.failures import REASONS, path_of, reason_of
from reports.models import ReportOrder
from reports.progress import left_waiting

AT = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (WorkerDiedError, "lost"),
        (TookTooLongError, "time"),
        (TryAgainError, "busy"),
        (NoSuchTaskError, "unknown"),
        (KeyError, "unknown"),
    ],
)
def test_reason_follows_from_what_the_last_attempt_ended_with(fault, code):
    errors = [{"exception_class_path": path_of(one), "traceback": ""} for one in (ValueError, fault)]
    assert reason_of(Job(errors=errors)) == code
    assert code in REASONS


def test_job_without_any_word_has_a_reason_too():
    assert reason_of(Job()) == "unknown"


@pytest.mark.parametrize(
    ("state", "seconds", "minutes"),
    [("waiting", 119, 0), ("waiting", 120, 2), ("waiting", 18059, 300), ("working", 900, 0)],
)
def test_only_an_order_that_nobody_takes_up_is_said_to_be_left(state, seconds, minutes):
    assert left_waiting(ReportOrder(at=AT, state=state), AT + datetime.timedelta(seconds=seconds)) == minutes
