"""One attempt at a job, from its start to its end."""

import logging
from typing import Any

from django.tasks.signals import task_started
from django.utils import timezone
from django.utils.json import normalize_json

from jobs.actions.leases import AWAY, fail, finish, give_back
from jobs.context import JobContext
from jobs.faults import LeaseLostError, NoSuchTaskError, TryAgainError
from jobs.models import Job
from jobs.results import result_of

log = logging.getLogger(__name__)


def run(job: Job) -> None:
    """Carry out a job that is held, and end this attempt at it: done, failed, or to be tried again.

    Only a database that can't be reached leaves it open: then its lease runs out, and it is taken up again.
    """
    try:
        _end(job)
    except LeaseLostError:
        log.warning("%s was taken up by another worker: this attempt counts for nothing", job)


def _end(job: Job) -> None:
    try:
        _carry_out(job)
    except LeaseLostError:
        raise
    except TryAgainError as wish:
        give_back(job=job, why=wish, after=wish.after, now=timezone.now())
    except (NoSuchTaskError, *AWAY) as fault:  # as while a newer version is being installed
        give_back(job=job, why=fault, after=TryAgainError("").after, now=timezone.now())
    except (Exception, SystemExit) as fault:
        fail(job=job, fault=fault, now=timezone.now())


def _carry_out(job: Job) -> None:
    context = JobContext(task_result=result_of(job))
    task_started.send(sender=Job, task_result=context.task_result)
    value = normalize_json(_call(context))
    finish(job=job, value=value, effects=context.effects, now=timezone.now())


def _call(context: JobContext) -> Any:
    task, result = context.task_result.task, context.task_result
    first = [context] if task.takes_context else []
    return task.call(*first, *result.args, **result.kwargs)
