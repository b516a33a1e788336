import datetime
import functools
import logging
import threading
import uuid

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.tasks.signals import task_finished
from django.utils import timezone

from jobs.actions.leases import claim, extend, fail, finish, give_back
from jobs.faults import LeaseLostError, TookTooLongError, TryAgainError, WorkerDiedError
from jobs.limits import lease
from jobs.models import Job
from jobs.running import run
from jobs.signals import job_failed
from tests.jobs import chores
from tests.jobs.runner import run_waiting_jobs

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
LATER = datetime.timedelta(seconds=41)


@pytest.fixture
def job(db) -> Job:
    """One that waits, and no other."""
    chores.double.enqueue(1)
    Job.objects.update(run_after=NOW)
    return Job.objects.get()


@pytest.fixture
def told(db):
    """What whoever asks for jobs is told."""
    heard: list[tuple[str, str, str]] = []

    def failed(job, **_):
        heard.append(("failed", job.status, str(job.uuid)))

    def finished(task_result, **_):
        heard.append(("finished", task_result.status, task_result.id))

    job_failed.connect(failed)
    task_finished.connect(finished)
    yield heard
    job_failed.disconnect(failed)
    task_finished.disconnect(finished)


def taken(now: datetime.datetime = NOW, worker: str = "a") -> Job:
    found = claim(worker=worker, now=now)
    assert found
    return found


def test_claimed_job_is_held_for_a_while(job):
    held = taken()
    job.refresh_from_db()
    assert (job.status, job.token, job.leased_until) == ("RUNNING", held.token, NOW + lease())
    assert (job.worker_ids, job.attempts_left, job.started_at, job.last_attempted_at) == (["a"], 2, NOW, NOW)
    assert claim(worker="b", now=NOW) is None
    assert lease() == datetime.timedelta(seconds=40)


def test_job_of_a_silent_worker_is_taken_up_by_another(job):
    first, second = taken(), taken(NOW + LATER, "b")
    assert second.token not in {None, first.token}
    assert (second.worker_ids, second.attempts_left) == (["a", "b"], 1)
    assert (second.started_at, second.last_attempted_at) == (NOW, NOW + LATER)


def test_lease_that_is_extended_keeps_others_away(job):
    held = taken()
    extend(job=held, now=NOW + LATER / 2)
    assert claim(worker="b", now=NOW + LATER) is None
    assert claim(worker="b", now=NOW + LATER * 2)


LATE = {
    "extend": lambda job: extend(job=job, now=NOW),
    "finish": lambda job: finish(job=job, value=1, effects=[functools.partial(pytest.fail, "done")], now=NOW),
    "fail": lambda job: fail(job=job, fault=ValueError(), now=NOW),
    "give_back": lambda job: give_back(job=job, why=ValueError(), after=LATER, now=NOW),
}


@pytest.mark.parametrize("verb", LATE)
def test_whoever_comes_late_changes_nothing(job, told, verb):
    late = taken()
    taken(NOW + LATER, "b")
    before = Job.objects.values().get()
    with pytest.raises(LeaseLostError):
        LATE[verb](late)
    assert (Job.objects.values().get(), told) == (before, [])


@pytest.mark.parametrize("verb", LATE)
def test_what_has_ended_stays_as_it_ended(job, told, verb):
    held = taken()
    finish(job=held, value=2, now=NOW)
    before = Job.objects.values().get()
    with pytest.raises(LeaseLostError):
        LATE[verb](held)
    assert Job.objects.values().get() == before
    assert told == [("finished", "SUCCESSFUL", str(job.uuid))]


def test_copy_from_when_a_job_still_waited_ends_nothing(job, told):
    finish(job=taken(), value=2, now=NOW)
    told.clear()
    with pytest.raises(LeaseLostError):
        fail(job=job, fault=ValueError(), now=NOW)
    assert (Job.objects.get().status, told) == ("SUCCESSFUL", [])


def test_end_after_the_lease_counts_as_long_as_nobody_else_came(job):
    finish(job=taken(), value=2, now=NOW + LATER)
    assert Job.objects.get().return_value == 2


def test_three_dead_workers_are_enough(job, told):
    for attempt in range(3):
        taken(NOW + LATER * attempt)
    assert claim(worker="b", now=NOW + LATER * 3) is None
    job.refresh_from_db()
    assert (job.status, job.token, job.finished_at) == ("FAILED", None, NOW + LATER * 3)
    assert job.errors[-1]["exception_class_path"] == "jobs.faults.WorkerDiedError"
    assert told == [("failed", "FAILED", str(job.uuid)), ("finished", "FAILED", str(job.uuid))]
    assert chores.double.get_result(str(job.uuid)).errors[-1].exception_class is WorkerDiedError
    assert claim(worker="b", now=NOW + LATER * 4) is None


def test_failure_is_told_where_the_task_is_gone_too(job, told):
    fail(job=_gone(taken()), fault=TookTooLongError(), now=NOW)
    assert told == [("failed", "FAILED", str(job.uuid))]


def _gone(job: Job) -> Job:
    Job.objects.update(task="tests.jobs.gone.task")
    job.task = "tests.jobs.gone.task"
    return job


def test_job_whose_task_is_gone_is_tried_again_and_fails_in_the_end(job):
    Job.objects.update(task="tests.jobs.gone.task")
    now = timezone.now()
    for _ in range(3):
        run(taken(now))
        now += LATER
    job.refresh_from_db()
    assert (job.status, len(job.errors)) == ("FAILED", 3)
    assert job.errors[-1]["exception_class_path"] == "jobs.faults.NoSuchTaskError"


def test_receiver_at_fault_keeps_no_job_from_failing(job, caplog):
    def broken(**_):
        raise KeyError("a receiver's fault")

    job_failed.connect(broken)
    try:
        with caplog.at_level(logging.ERROR):
            fail(job=taken(), fault=ValueError("the job's"), now=NOW)
    finally:
        job_failed.disconnect(broken)
    assert Job.objects.get().status == "FAILED"
    assert f"Whoever asked for {job} could not be told that it failed" in caplog.text


def test_receiver_that_finds_no_database_is_told_again(job, told):
    def away(**_):
        raise OperationalError("database is locked")

    for attempt in range(3):
        taken(NOW + LATER * attempt)
    job_failed.connect(away)
    try:
        assert claim(worker="b", now=NOW + LATER * 3) is None
        assert Job.objects.get().status == "RUNNING"
    finally:
        job_failed.disconnect(away)
    told.clear()
    assert claim(worker="b", now=NOW + LATER * 3) is None
    assert told == [("failed", "FAILED", str(job.uuid)), ("finished", "FAILED", str(job.uuid))]


def test_effect_that_breaks_fails_the_job_and_undoes_the_others(effects):
    chores.breaks_at_finish.enqueue(1)
    (job,) = run_waiting_jobs()
    assert (job.status, job.errors[-1]["exception_class_path"]) == ("FAILED", "builtins.ValueError")
    assert (chores.written("tests_effect"), chores.written("tests_ending")) == ([], [str(job.uuid)])


def test_job_may_ask_to_be_tried_again_until_its_attempts_are_used_up(db):
    for until in (2, 3):
        chores.asks_again.enqueue(until)
    now = timezone.now()
    assert [job.status for job in run_waiting_jobs()] == ["READY", "READY"]
    assert run_waiting_jobs() == []
    assert min(job.run_after for job in Job.objects.all()) > now + datetime.timedelta(seconds=29)
    Job.objects.update(run_after=now)
    done, failed = run_waiting_jobs()
    assert (done.status, done.return_value, len(done.errors)) == ("SUCCESSFUL", 2, 1)
    assert (failed.status, len(failed.errors), failed.worker_ids) == ("FAILED", 2, ["tests", "tests"])
    assert failed.errors[-1]["exception_class_path"] == "jobs.faults.TryAgainError"


def test_wish_to_be_tried_again_says_when():
    assert TryAgainError("later").after == datetime.timedelta(seconds=10)


def test_job_is_given_back_when_the_database_was_away(job):
    Job.objects.update(task="tests.jobs.chores.finds_no_database")
    run(taken())
    job.refresh_from_db()
    assert (job.status, job.attempts_left, job.token) == ("READY", 2, None)


WRONG = [
    {"status": "RUNNING"},
    {"token": uuid.UUID(int=1)},
    {"leased_until": NOW},
    {"status": "FAILED"},
    {"finished_at": NOW},
]


@pytest.mark.parametrize("values", WRONG, ids=str)
def test_database_refuses_a_job_that_runs_unleased_or_ends_without_its_time(job, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(**values)


def test_two_workers_never_hold_the_same_job(transactional_db):
    """Eight at once for 24 jobs: each job is held once, and none is left."""
    for number in range(24):
        chores.double.enqueue(number)
    held: list[int] = []
    gate = threading.Barrier(8)

    def take() -> None:
        gate.wait()
        misses = 0
        while misses < 3:  # on PostgreSQL others may just hold the rows that are left
            job = claim(worker=threading.current_thread().name, now=timezone.now())
            held.extend([job.pk] if job else [])
            misses += not job
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(held), sorted(held)) == (24, sorted(set(held)))
    assert Job.objects.filter(status="RUNNING", attempts_left=2).count() == 24


def test_claim_and_end_cost_the_same_however_many_wait(db, django_assert_num_queries):
    for number in range(30):
        chores.double.enqueue(number)
        if number in {0, 29}:
            with django_assert_num_queries(9):
                run(taken(timezone.now()))
