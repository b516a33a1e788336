"""The worker that nobody has to start."""

import contextlib
import os
import signal
import subprocess
import time

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs import slots, worker_watch
from jobs.models import Job
from jobs.worker_watch import ensure_worker, take_up_what_was_left
from tests.jobs import chores
from tests.jobs.conftest import environment

pytestmark = [pytest.mark.sqlite]


@pytest.fixture
def here(transactional_db, settings, monkeypatch, tmp_path):
    """As after ``make run``; the worker that the site starts finds the test's database and folder."""
    settings.WORKERS, settings.DATA_DIR = "here", tmp_path
    for name, value in (environment() | {"TEST_DATA_DIR": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)
    before = list(worker_watch._children)
    yield
    for child in started(before):
        child.kill()
        child.wait()
    worker_watch._children[:] = before


def started(before: list[subprocess.Popen[bytes]] = ()) -> list[subprocess.Popen[bytes]]:
    return [child for child in worker_watch._children if child not in before]


def a_while_passes() -> None:
    past = time.time() - worker_watch.BREATH - 1
    os.utime(slots.starting(), (past, past))


def until(condition) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_asking_for_a_job_is_enough_and_a_killed_worker_is_replaced_by_whoever_asks_next(effects, here):
    chores.once.enqueue(1)
    (first,) = started()
    until(lambda: chores.written("tests_effect") == ["1"])
    assert os.getpriority(os.PRIO_PROCESS, first.pid) == 10
    chores.once.enqueue(2, 30.0)
    until(lambda: Job.objects.filter(status="RUNNING").exists())
    assert (started(), slots.held()) == ([first], 1)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    Job.objects.filter(status="RUNNING").update(args=[2, 0.0])
    os.utime(slots.starting())
    ensure_worker()
    assert started() == [first]  # it was started a moment ago: whoever waits asks again soon
    a_while_passes()
    ensure_worker()
    (second,) = started()
    until(lambda: chores.written("tests_effect") == ["1", "2"])
    assert [job.worker_ids[-1].partition(":")[2] for job in Job.objects.order_by("pk")] == [
        str(first.pid),
        str(second.pid),
    ]


def test_nobody_is_started_without_work(here):
    ensure_worker()
    chores.double.using(run_after=timezone.now() + worker_watch.PATIENCE * 100).enqueue(1)
    assert started() == []


def test_one_more_is_started_only_when_somebody_waits_for_long(here):
    with slots.taken() as ours:
        assert ours
        chores.double.enqueue(1)
        assert started() == []
        Job.objects.update(run_after=timezone.now() - worker_watch.PATIENCE)
        ensure_worker()
        assert len(started()) == 1


def test_no_more_than_one_a_core(here, run_command):
    with contextlib.ExitStack() as stack:
        assert [stack.enter_context(slots.taken()) for _ in slots.slots()] == [True] * os.cpu_count()
        assert slots.held() == os.cpu_count()
        chores.double.enqueue(1)
        Job.objects.update(run_after=timezone.now() - worker_watch.PATIENCE)
        ensure_worker()
        assert started() == []
        assert run_command("run_worker", "--here").returncode == 0  # ends at once: there is no room
    assert slots.held() == 0
    assert Job.objects.get().status == "READY"


def test_two_processes_that_ask_at_once_start_one(here):
    with slots.locked(slots.starting()) as ours:
        assert ours
        chores.double.enqueue(1)
        assert started() == []


def test_workers_that_run_apart_are_nobodys_business(here, settings, django_assert_num_queries):
    settings.WORKERS = "apart"
    chores.double.enqueue(1)
    with django_assert_num_queries(0):
        ensure_worker()
    assert started() == []


def test_folder_that_can_not_be_written_breaks_no_page(here, settings, tmp_path, caplog):
    (tmp_path / "jobs").write_text("no folder")
    chores.double.enqueue(1)
    ensure_worker()
    assert "No worker could be started" in caplog.text


def test_looking_for_dates_and_starting_the_site_take_up_what_was_left(here, settings):
    settings.WORKERS = "apart"
    chores.double.enqueue(1)
    settings.WORKERS = "here"
    call_command("send_notices")
    assert len(started()) == 1
    a_while_passes()
    take_up_what_was_left()
    assert 1 <= len(started()) <= 2
