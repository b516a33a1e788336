"""What a worker does while the database can't be reached, and with a task that the code no longer has."""

import contextlib
import datetime
import logging
import os
import time

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from jobs import slots, worker_watch
from jobs.actions.leases import claim
from jobs.faults import NoSuchTaskError
from jobs.heartbeat import Heartbeat
from jobs.limits import Limits, beat, lease
from jobs.models import Job
from jobs.results import task_of
from jobs.running import run
from jobs.worker import Worker, _limits
from jobs.worker_watch import take_up_what_was_left
from tests.jobs import chores

pytestmark = [pytest.mark.sqlite]
MINUTE = datetime.timedelta(minutes=1)


@contextlib.contextmanager
def database_away():
    """No statement reaches it."""

    def refuse(*_statement):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def held(db) -> Job:
    chores.double.enqueue(1)
    job = claim(worker="a", now=timezone.now())
    assert job
    return job


def stopping() -> None:
    raise AssertionError("the worker was stopped")


def test_a_beat_may_be_missed_as_long_as_the_lease_holds(held, caplog):
    heart = Heartbeat(held, limit=MINUTE, stop=stopping)
    with database_away(), caplog.at_level(logging.WARNING):
        assert heart._goes_on() is True
        heart.lease = time.monotonic()
        assert heart._goes_on() is False
    assert [record.getMessage() for record in caplog.records] == [f"The lease of {held} could not be extended"] * 2


def test_a_beat_that_reaches_the_database_starts_the_lease_anew(held):
    heart = Heartbeat(held, limit=MINUTE, stop=stopping)
    heart.lease = 0
    assert heart._goes_on() is True
    assert heart.lease == pytest.approx(time.monotonic() + lease().total_seconds(), abs=5)
    Job.objects.update(token=None, leased_until=None, status="READY")
    assert heart._goes_on() is False


def test_a_job_out_of_time_ends_although_nobody_can_be_told(held, caplog):
    heart = Heartbeat(held, limit=datetime.timedelta(0), stop=stopping)
    with database_away():
        assert heart._goes_on() is False
    assert f"{held} is out of time and can't be marked as failed now" in caplog.text
    assert Job.objects.get().status == "RUNNING"


def test_a_worker_beats_four_times_in_a_lease():
    assert (lease(), beat()) == (datetime.timedelta(seconds=40), datetime.timedelta(seconds=10))


@pytest.mark.django_db(transaction=True)
def test_a_worker_looks_again_when_the_database_is_there_again(caplog):
    chores.double.enqueue(1)
    worker = Worker(name="a")
    with database_away():
        assert worker._looked() is False
    assert "The database can't be reached; looking again soon" in caplog.text
    assert (worker._looked(), worker._looked()) == (True, False)
    assert Job.objects.get().return_value == 2


@pytest.mark.django_db(transaction=True)
def test_a_site_starts_without_its_database(settings, tmp_path, caplog):
    settings.WORKERS, settings.DATA_DIR = "here", tmp_path
    with database_away():
        take_up_what_was_left()
    assert "Nobody could look for jobs that wait: database is locked" in caplog.text
    assert worker_watch._children == []


def test_worker_takes_jobs_of_its_queues_alone(db):
    chores.double.enqueue(1)
    assert Worker(queues=["other"]).work_once() is False
    assert Job.objects.get().status == "READY"


def test_worker_that_is_told_to_end_takes_up_nothing(db):
    chores.double.enqueue(1)
    worker = Worker()
    worker.end()
    worker.work()
    assert Job.objects.get().status == "READY"


@pytest.mark.django_db(transaction=True)
def test_worker_that_may_end_does_so_once_nothing_is_left():
    for number in (1, 2):
        chores.double.enqueue(number)
    Worker(name="a", until_idle=0).work()
    assert list(Job.objects.order_by("pk").values_list("status", "return_value", "worker_ids")) == [
        ("SUCCESSFUL", 2, ["a"]),
        ("SUCCESSFUL", 4, ["a"]),
    ]


@pytest.mark.parametrize("path", ["tests.jobs.gone.task", "tests.jobs.chores.gone", "tests.jobs.chores.written"])
def test_what_is_no_task_has_the_usual_limits_and_is_said_to_be_gone(path):
    with pytest.raises(NoSuchTaskError, match=path):
        task_of(Job(task=path))
    assert _limits(Job(task=path)) == Limits()
    assert _limits(Job(task="tests.jobs.chores.breaks")).attempts == 2


def test_attempt_that_lost_its_job_writes_nothing_and_breaks_nothing(held, caplog):
    Job.objects.update(worker_ids=["a", "b"], token="00000000-0000-0000-0000-000000000001")
    run(held)
    assert "was taken up by another worker: this attempt counts for nothing" in caplog.text
    assert Job.objects.get().status == "RUNNING"


def test_a_slot_is_held_by_one_and_free_again(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert (len(slots.slots()), slots.held()) == (os.cpu_count(), 0)
    with slots.taken() as ours:
        assert (ours, slots.held()) == (True, 1)
    assert slots.held() == 0
    assert oct((tmp_path / "jobs").stat().st_mode & 0o777) == "0o700"


def test_nobody_is_started_twice_within_a_breath(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mark = slots.starting()
    mark.touch()
    assert worker_watch._has_just_started(mark) is False  # nobody ever was
    mark.write_text("4711")
    assert worker_watch._has_just_started(mark) is True
    for age in (worker_watch.BREATH + 1, -60):  # long ago, or by a clock that was put back since
        os.utime(mark, (time.time() - age, time.time() - age))
        assert worker_watch._has_just_started(mark) is False
