"""A worker's sign of life, in threads of its own: so the rows are really there."""

import datetime
import threading
import time

import pytest
from django.utils import timezone

from jobs.actions.leases import claim, finish
from jobs.heartbeat import Heartbeat
from jobs.limits import Limits, limits_of
from jobs.models import Job
from tests.jobs import chores

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def held(transactional_db, settings) -> Job:
    """A job that this test holds for a second; a beat is a quarter of that."""
    settings.JOB_LEASE = SECOND
    chores.double.enqueue(1)
    job = claim(worker="a", now=timezone.now())
    assert job
    return job


def test_lease_goes_on_while_the_heart_beats_and_no_longer(held):
    stopped = threading.Event()
    with Heartbeat(held, limit=60 * SECOND, stop=stopped.set):
        time.sleep(1.5)
        assert claim(worker="b", now=timezone.now()) is None
    assert not stopped.is_set()
    assert claim(worker="b", now=timezone.now() + SECOND)


def test_worker_that_lost_its_job_is_stopped(held):
    stopped = threading.Event()
    with Heartbeat(held, limit=60 * SECOND, stop=stopped.set):
        claim(worker="b", now=timezone.now() + 60 * SECOND)
        assert stopped.wait(5)
    assert Job.objects.get().worker_ids == ["a", "b"]


def test_job_out_of_time_has_failed_and_its_worker_is_stopped(held):
    stopped = threading.Event()
    began = time.monotonic()
    with Heartbeat(held, limit=SECOND / 2, stop=stopped.set):
        assert stopped.wait(5)
    assert time.monotonic() - began >= 0.5
    assert Job.objects.get().errors[-1]["exception_class_path"] == "jobs.faults.TookTooLongError"


def test_job_that_ended_in_time_is_left_alone(held):
    stopped = threading.Event()
    with Heartbeat(held, limit=SECOND / 4, stop=stopped.set):
        finish(job=held, value=2, now=timezone.now())
    assert (Job.objects.get().status, stopped.is_set()) == ("SUCCESSFUL", False)


def test_attempt_that_just_wrote_its_end_is_not_taken_for_one_that_lost_its_job(held):
    """Seen to fail without the grace: the worker was replaced though it was done."""
    stopped = threading.Event()
    with Heartbeat(held, limit=60 * SECOND, stop=stopped.set):
        finish(job=held, value=2, now=timezone.now())
        time.sleep(0.6)  # a beat falls into it
    assert not stopped.is_set()


def test_limits_are_those_declared_or_the_usual_ones():
    assert limits_of(chores.takes_for_ever.func) == Limits(3, SECOND)
    assert limits_of(chores.breaks.func) == Limits(2, datetime.timedelta(minutes=10))
    assert limits_of(chores.double.func) == Limits()
