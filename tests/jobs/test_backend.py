import datetime
import uuid

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus, default_task_backend
from django.tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch
from django.tasks.signals import task_started
from django.utils import timezone

from jobs.models import Job
from tests.jobs import chores
from tests.jobs.runner import run_waiting_jobs


def test_job_runs_and_gives_its_value(db):
    result = chores.double.enqueue(21)
    assert (result.status, result.attempts, result.is_finished) == (TaskResultStatus.READY, 0, False)
    (job,) = run_waiting_jobs()
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 42, 1)
    assert (result.worker_ids, result.errors, result.id) == (["tests"], [], str(job.uuid))
    assert result.enqueued_at < result.started_at == result.last_attempted_at < result.finished_at
    assert (job.token, job.leased_until) == (None, None)


def test_start_of_each_attempt_is_told(db):
    told = []

    def started(task_result, **_):
        told.append((task_result.id, task_result.status, task_result.attempts))

    task_started.connect(started)
    try:
        result = chores.double.enqueue(1)
        run_waiting_jobs()
    finally:
        task_started.disconnect(started)
    assert told == [(result.id, TaskResultStatus.RUNNING, 1)]


def test_job_that_raises_has_failed_and_says_why(db):
    result = chores.breaks.enqueue(7)
    run_waiting_jobs()
    result.refresh()
    assert (result.status, result.attempts) == (TaskResultStatus.FAILED, 1)
    (error,) = result.errors
    assert error.exception_class is ZeroDivisionError
    assert error.traceback.endswith("ZeroDivisionError: the chore 7 broke\n")
    with pytest.raises(ValueError, match="Task failed"):
        result.return_value  # noqa: B018


def test_job_that_leaves_the_program_has_failed_and_the_worker_goes_on(db):
    results = [chores.leaves.enqueue(3), chores.double.enqueue(1)]
    run_waiting_jobs()
    assert [default_task_backend.get_result(result.id).status for result in results] == [
        TaskResultStatus.FAILED,
        TaskResultStatus.SUCCESSFUL,
    ]


def test_what_is_asked_for_counts_with_the_commit_alone(transactional_db):
    with transaction.atomic():
        chores.double.enqueue(1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    with transaction.atomic():
        chores.double.enqueue(2)
    assert [job.args for job in run_waiting_jobs()] == [[2]]


def test_what_a_job_asks_for_is_run_too(db):
    chores.asks_for_more.enqueue(4)
    assert [job.return_value for job in run_waiting_jobs()] == [None, 8]


def test_order_is_priority_and_then_age(db):
    given = [(1, 0), (2, 10), (3, -5), (4, 10), (5, 0)]
    for number, priority in given:
        chores.double.using(priority=priority).enqueue(number)
    ran = sorted(run_waiting_jobs(), key=lambda job: job.started_at)
    assert [job.args[0] for job in ran] == [2, 4, 1, 5, 3]


def test_job_for_later_waits(db):
    later = timezone.now() + datetime.timedelta(hours=1)
    result = chores.double.using(run_after=later).enqueue(1)
    assert run_waiting_jobs() == []
    assert (result.task.run_after, result.status) == (later, TaskResultStatus.READY)


@pytest.mark.parametrize("name", [str(uuid.UUID(int=0)), "no id at all"])
def test_unknown_job_is_said_to_be_unknown(db, name):
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(name)


def test_result_of_a_task_that_is_gone_is_unknown(db):
    result = chores.double.enqueue(1)
    Job.objects.update(task="tests.jobs.chores.gone")
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(result.id)


def test_result_of_another_task_is_refused(db):
    with pytest.raises(TaskResultMismatch):
        chores.breaks.get_result(chores.double.enqueue(1).id)


@pytest.mark.parametrize("value", [object(), {1, 2}, b"\xff"])
def test_arguments_that_json_can_not_hold_are_refused(db, value):
    with pytest.raises((TypeError, ValueError)):
        chores.double.enqueue(value)
    assert not Job.objects.exists()


def test_asking_takes_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        chores.double.enqueue(1)
