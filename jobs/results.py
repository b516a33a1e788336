"""Jobs in the shape that Django's tasks interface gives to callers."""

from typing import Any

from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.base import TaskError
from django.utils.module_loading import import_string

from jobs.faults import NoSuchTaskError
from jobs.models import Job


def task_of(job: Job) -> Task[..., Any]:
    """The task as it was asked for; raises ``NoSuchTaskError``."""
    try:
        found = import_string(job.task)
    except ImportError as fault:
        raise NoSuchTaskError(job.task) from fault
    if not isinstance(found, Task):
        raise NoSuchTaskError(job.task)
    return found.using(priority=job.priority, queue_name=job.queue, run_after=job.run_after)


def result_of(job: Job) -> TaskResult[..., Any]:
    """What a caller sees of a job; raises ``NoSuchTaskError``."""
    task = task_of(job)
    result = TaskResult(
        task=task,
        id=str(job.uuid),
        status=TaskResultStatus(job.status),
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        last_attempted_at=job.last_attempted_at,
        finished_at=job.finished_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[TaskError(**error) for error in job.errors],
        worker_ids=job.worker_ids,
    )
    object.__setattr__(result, "_return_value", job.return_value)  # frozen, and not among its arguments
    return result
