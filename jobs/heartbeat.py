"""The sign of life of a worker: a thread that extends the lease of the job that the worker is busy with."""

import datetime
import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType

from django.db import connection
from django.utils import timezone

from jobs.actions.leases import AWAY, extend, fail
from jobs.faults import LeaseLostError, TookTooLongError
from jobs.limits import beat, lease
from jobs.models import Job

log = logging.getLogger(__name__)


GRACE = 1.0
"""Seconds for an attempt that has just written its own end to leave the block: it lost its lease by that."""


class Heartbeat:
    """Beats while its block runs. Once the job is out of time, or lost, it calls ``stop``, which ends the process.

    A task can't be stopped otherwise, and must not go on beside another worker's attempt.
    """

    def __init__(self, job: Job, *, limit: datetime.timedelta, stop: Callable[[], object]) -> None:
        self.job = job
        self.stop = stop
        self.every = beat().total_seconds()
        self.limit = time.monotonic() + limit.total_seconds()
        self.lease = time.monotonic() + lease().total_seconds()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"heartbeat of {job.uuid}", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        self.over.set()
        self.thread.join()

    def _beat(self) -> None:
        try:
            while not self.over.wait(min(self.every, max(0, self.limit - time.monotonic()))):
                if not self._goes_on() and not self.over.wait(GRACE):
                    self.stop()
                    return
        finally:
            connection.close()  # this thread's own

    def _goes_on(self) -> bool:
        """Whether the attempt may go on; extends its lease, or fails a job that is out of time."""
        if time.monotonic() >= self.limit:
            self._fail()
            return False
        return self._extended()

    def _extended(self) -> bool:
        until = time.monotonic() + lease().total_seconds()
        try:
            extend(job=self.job, now=timezone.now())
        except LeaseLostError:
            return False
        except AWAY:
            log.warning("The lease of %s could not be extended", self.job)
            return time.monotonic() < self.lease
        self.lease = until
        return True

    def _fail(self) -> None:
        try:
            fail(job=self.job, fault=TookTooLongError(), now=timezone.now())
        except LeaseLostError:
            pass  # it ended after all
        except AWAY:
            log.exception("%s is out of time and can't be marked as failed now", self.job)
