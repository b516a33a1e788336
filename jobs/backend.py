"""The backend of Django's tasks interface: jobs are rows, and ``jobs.worker`` runs them."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.tasks import Task, TaskResult
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils import timezone
from django.utils.json import normalize_json

from jobs.faults import NoSuchTaskError
from jobs.limits import limits_of
from jobs.models import Job
from jobs.results import result_of
from jobs.worker_watch import ensure_worker


class JobBackend(BaseTaskBackend):
    """Keeps what is asked for in the database, so that it counts with the caller's own commit, or not at all."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue[**P, R](self, task: Task[P, R], args: list[Any], kwargs: dict[str, Any]) -> TaskResult[P, R]:
        """Ask for a task: arguments are kept as JSON, so ids are handed over and not rows."""
        self.validate_task(task)
        job = Job.objects.create(
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            args=normalize_json(args),
            kwargs=normalize_json(kwargs),
            run_after=task.run_after or timezone.now(),
            attempts_left=limits_of(task.func).attempts,
        )
        result = result_of(job)
        task_enqueued.send(type(self), task_result=result)
        transaction.on_commit(ensure_worker, robust=True)
        return cast("TaskResult[P, R]", result)

    def get_result(self, result_id: str) -> TaskResult[..., Any]:
        """What became of a job; raises ``TaskResultDoesNotExist``, also when its task is gone from the code."""
        try:
            return result_of(Job.objects.get(uuid=result_id))
        except (Job.DoesNotExist, ValidationError, NoSuchTaskError) as fault:
            raise TaskResultDoesNotExist(result_id) from fault
