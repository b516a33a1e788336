"""Who runs a job, and how it ends: every write is on the condition that the attempt still holds the job.

A job is held through its token. Whoever comes late, as a worker that was stopped for a minute and wakes up, finds
another token or none, and can neither extend nor end what is not its own any more (``LeaseLostError``).
"""

import copy
import datetime
import logging
import traceback
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.tasks import TaskResultStatus
from django.tasks.signals import task_finished

from jobs.faults import LeaseLostError, NoSuchTaskError, WorkerDiedError
from jobs.limits import lease
from jobs.models import Job, JobQuerySet
from jobs.results import result_of
from jobs.signals import job_failed

log = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError)
"""What a database says that is locked, restarting or out of reach: nobody's fault, and soon over."""


def claim(*, worker: str, queues: Iterable[str] = (), now: datetime.datetime) -> Job | None:
    """The next job for a worker, held by it from now on, or None.

    Before that, those are marked as failed whose last attempt a dead worker cut short.
    """
    waiting = Job.objects.waiting(now=now, queues=queues)
    for spent in waiting.filter(attempts_left=0):
        _bury(spent, now)
    return _take(waiting.filter(attempts_left__gt=0), worker, now)


def _bury(job: Job, now: datetime.datetime) -> None:
    try:
        fail(job=job, fault=WorkerDiedError(), now=now)
    except LeaseLostError:
        pass  # another worker was faster
    except DatabaseError:
        log.exception("%s can't be marked as failed now", job)  # the next worker that looks tries it again


@transaction.atomic
def _take(waiting: JobQuerySet, worker: str, now: datetime.datetime) -> Job | None:
    """PostgreSQL locks the row, and others look past it; SQLite lets one writer in at a time."""
    job = waiting.select_for_update(skip_locked=True).first()
    if job is None:
        return None
    values = {
        "status": TaskResultStatus.RUNNING,
        "token": uuid.uuid4(),
        "leased_until": now + lease(),
        "attempts_left": job.attempts_left - 1,
        "worker_ids": [*job.worker_ids, worker],
        "started_at": job.started_at or now,
        "last_attempted_at": now,
    }
    return _changed(job, values)


def extend(*, job: Job, now: datetime.datetime) -> None:
    """Keep a job for another while; raises ``LeaseLostError``."""
    _changed(job, {"leased_until": now + lease()})


@transaction.atomic
def finish(*, job: Job, value: Any, effects: Iterable[Callable[[], object]] = (), now: datetime.datetime) -> None:
    """Mark a job as done, and do what it comes to, together or not at all; raises ``LeaseLostError``."""
    done = _end(job, status=TaskResultStatus.SUCCESSFUL, return_value=value, finished_at=now)
    for effect in effects:
        effect()
    task_finished.send(sender=Job, task_result=result_of(done))


def fail(*, job: Job, fault: BaseException, now: datetime.datetime) -> None:
    """Mark a job as failed for good, and tell whoever asked for it; raises ``LeaseLostError``.

    A receiver at fault can't keep a job from ending; one that the database failed can, and is told again later.
    """
    try:
        _fail(job, fault, now, tell=True)
    except (LeaseLostError, *AWAY):
        raise
    except Exception:
        log.exception("Whoever asked for %s could not be told that it failed", job)
        _fail(job, fault, now, tell=False)


@transaction.atomic
def _fail(job: Job, fault: BaseException, now: datetime.datetime, *, tell: bool) -> None:
    failed = _end(job, status=TaskResultStatus.FAILED, errors=_with(job, fault), finished_at=now)
    if tell:
        job_failed.send(sender=Job, job=failed)
        _tell_django(failed)


def _tell_django(job: Job) -> None:
    try:
        result = result_of(job)
    except NoSuchTaskError:
        return  # there is no task to speak of
    task_finished.send(sender=Job, task_result=result)


def give_back(*, job: Job, why: BaseException, after: datetime.timedelta, now: datetime.datetime) -> None:
    """Let a job be tried again ``after`` a while, or fail if that was its last attempt; raises ``LeaseLostError``."""
    if not job.attempts_left:
        fail(job=job, fault=why, now=now)
        return
    _end(job, status=TaskResultStatus.READY, errors=_with(job, why), run_after=now + after)


def _end(job: Job, **values: Any) -> Job:
    """The job as it is once its attempt has let go of it; nothing else ends an attempt."""
    return _changed(job, values | {"token": None, "leased_until": None})


def _changed(job: Job, values: dict[str, Any]) -> Job:
    """The job with other values, on the condition that it is still held, or free, as this copy of it says."""
    if not Job.objects.filter(pk=job.pk, status=job.status, token=job.token).update(**values):
        raise LeaseLostError(str(job))
    changed = copy.copy(job)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _with(job: Job, fault: BaseException) -> list[dict[str, Any]]:
    return job.error(fault, "".join(traceback.format_exception(fault)))
