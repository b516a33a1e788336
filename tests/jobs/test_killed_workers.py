"""Workers that are killed, or sleep and wake up late: no job is lost, none counts twice, none runs for ever."""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from jobs.models import OPEN, Job
from tests.jobs import chores
from tests.jobs.runner import run_waiting_jobs

JOBS, BROKEN, WORKERS, ATTACKS = 50, 3, 3, 24
SEED = 20261122
SLEEP = 3.0  # longer than the lease that these workers have


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, list(Job.objects.values_list("pk", "status", "attempts_left", "worker_ids"))
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def holder(job: Job) -> int:
    """The process that runs a job."""
    return int(job.worker_ids[-1].partition(":")[2])


@dataclass
class Crowd:
    """Some workers, and what is done to them."""

    start: Callable[[], int]
    chance: random.Random
    awake: set[int] = field(default_factory=set)
    asleep: dict[int, float] = field(default_factory=dict)
    kills: int = 0
    sleeps: int = 0

    def attack(self) -> None:
        """Kill, or put to sleep for a while, a worker that was busy a moment ago."""
        busy = {holder(job) for job in Job.objects.filter(status="RUNNING")}
        time.sleep(self.chance.uniform(0, 0.3))
        if not (found := sorted(busy & self.awake)):
            return
        victim = self.chance.choice(found)
        self.awake.remove(victim)
        if self.chance.random() < 0.25:
            self._put_to_sleep(victim)
        else:
            self._kill(victim)

    def wake(self) -> None:
        for pid in [pid for pid, when in self.asleep.items() if when < time.monotonic()]:
            os.kill(pid, signal.SIGCONT)
            del self.asleep[pid]

    def hire(self) -> None:
        while len(self.awake) < WORKERS:
            self.awake.add(self.start())

    def _kill(self, pid: int) -> None:
        """As the kernel does when memory runs out."""
        os.kill(pid, signal.SIGKILL)
        self.kills += 1

    def _put_to_sleep(self, pid: int) -> None:
        os.kill(pid, signal.SIGSTOP)
        self.asleep[pid] = time.monotonic() + SLEEP
        self.sleeps += 1


def attack_until_all_is_done(crowd: Crowd) -> None:
    end = time.monotonic() + 60
    while Job.objects.filter(status__in=OPEN).exists() or crowd.asleep:
        assert time.monotonic() < end
        crowd.hire()
        if crowd.kills + crowd.sleeps < ATTACKS:
            crowd.attack()
        crowd.wake()
        time.sleep(0.02)
    time.sleep(0.5)  # whoever woke up last may try to end what is not its own any more


def test_each_of_50_jobs_ends_exactly_once_though_workers_are_killed(effects, start_worker):
    """Seen to fail where the end of a job does not ask for the token: who wakes up late writes an effect twice."""
    chance = random.Random(SEED)
    for number in range(JOBS):
        chores.breaks.enqueue(number) if number < BROKEN else chores.once.enqueue(number, chance.uniform(0.05, 0.6))
    crowd = Crowd(start_worker, chance)
    attack_until_all_is_done(crowd)
    jobs = list(Job.objects.all())
    done = [job for job in jobs if job.status == "SUCCESSFUL"]
    failed = [job.errors[-1]["exception_class_path"] for job in jobs if job.status == "FAILED"]
    assert chores.written("tests_effect") == sorted(str(job.args[0]) for job in done)
    assert chores.written("tests_ending") == sorted(str(job.uuid) for job in jobs)
    assert failed.count("builtins.ZeroDivisionError") == BROKEN
    assert len(failed) - BROKEN == failed.count("jobs.faults.WorkerDiedError") <= 10
    assert max(len(job.worker_ids) for job in jobs) <= 3
    assert (crowd.kills >= 12, crowd.sleeps >= 2) == (True, True)


def test_worker_that_wakes_up_late_ends_nothing_and_goes_on(effects, start_worker):
    chores.once.enqueue(1, 1.0)
    pid = start_worker()
    until(lambda: Job.objects.filter(status="RUNNING").exists())
    os.kill(pid, signal.SIGSTOP)
    until(run_waiting_jobs)
    os.kill(pid, signal.SIGCONT)
    chores.once.enqueue(2)
    until(lambda: not Job.objects.filter(status__in=OPEN).exists())
    first, second = Job.objects.order_by("pk")
    assert (chores.written("tests_effect"), len(chores.written("tests_ending"))) == (["1", "2"], 2)
    assert (first.worker_ids[1:], holder(second)) == (["tests"], pid)


def test_job_that_takes_too_long_fails_and_its_worker_goes_on(effects, start_worker):
    chores.takes_for_ever.enqueue()
    chores.once.enqueue(2)
    pid = start_worker()
    until(lambda: not Job.objects.filter(status__in=OPEN).exists())
    first, second = Job.objects.order_by("pk")
    assert (first.status, first.errors[-1]["exception_class_path"]) == ("FAILED", "jobs.faults.TookTooLongError")
    assert (second.status, holder(first), holder(second)) == ("SUCCESSFUL", pid, pid)
    assert chores.written("tests_ending") == sorted([str(first.uuid), str(second.uuid)])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_that_is_told_to_end_does_so_after_its_job(effects, start_worker, number):
    chores.once.enqueue(1, 0.5)
    chores.once.enqueue(2)
    pid = start_worker()
    until(lambda: Job.objects.filter(status="RUNNING").exists())
    os.kill(pid, number)
    until(lambda: is_gone(pid))
    assert list(Job.objects.order_by("pk").values_list("status", flat=True)) == ["SUCCESSFUL", "READY"]


def test_worker_of_a_queue_leaves_the_others(effects, start_worker):
    chores.once.using(queue_name="slow").enqueue(1)
    chores.once.enqueue(2)
    pid = start_worker("--until-idle", "0", "--queue", "slow", "--queue", "odd")
    until(lambda: is_gone(pid))
    assert chores.written("tests_effect") == ["1"]


@pytest.mark.sqlite
def test_command_ends_well_when_all_is_done(effects, run_command):
    for number in range(3):
        chores.once.enqueue(number)
    assert run_command("run_worker", "--until-idle", "0").returncode == 0
    assert chores.written("tests_effect") == ["0", "1", "2"]


def test_worker_that_is_told_to_end_ends_with_a_job_that_takes_too_long(effects, start_worker):
    chores.takes_for_ever.enqueue()
    chores.once.enqueue(2)
    pid = start_worker()
    until(lambda: Job.objects.filter(status="RUNNING").exists())
    os.kill(pid, signal.SIGTERM)
    until(lambda: is_gone(pid))
    assert list(Job.objects.order_by("pk").values_list("status", flat=True)) == ["FAILED", "READY"]
