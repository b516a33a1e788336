"""The worker: takes up one job after the other, until it is told to end or finds nothing more to do."""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import close_old_connections, connection
from django.utils import timezone

from jobs.actions.leases import AWAY, claim
from jobs.faults import NoSuchTaskError
from jobs.heartbeat import Heartbeat
from jobs.limits import Limits, limits_of
from jobs.models import Job
from jobs.results import task_of
from jobs.running import run

log = logging.getLogger(__name__)

LOOK = 0.5
"""Seconds between two looks for work."""


@dataclass
class Worker:
    """One job at a time; run as many workers as there are cores to give.

    ``until_idle`` are the seconds without work after which it ends; None goes on for ever.
    """

    queues: Iterable[str] = ()
    until_idle: float | None = None
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")
    told_to_end: bool = False

    def obey_signals(self) -> None:
        """SIGTERM and SIGINT end the worker after the job that it is busy with."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.end())

    def end(self) -> None:
        """Take up nothing more."""
        self.told_to_end = True

    def work(self) -> None:
        """Run jobs until the end."""
        idle_since = time.monotonic()
        while not self.told_to_end:
            if self._looked():
                idle_since = time.monotonic()
            elif self.until_idle is not None and time.monotonic() - idle_since >= self.until_idle:
                return
            else:
                time.sleep(LOOK)

    def _looked(self) -> bool:
        close_old_connections()
        try:
            return self.work_once()
        except AWAY:
            log.exception("The database can't be reached; looking again soon")
            connection.close()
            return False

    def work_once(self) -> bool:
        """Run the next job, if there is one; a plain look comes first, for it keeps nobody from writing."""
        if not Job.objects.waiting(now=timezone.now(), queues=self.queues).exists():
            return False
        job = claim(worker=self.name, queues=self.queues, now=timezone.now())
        if job:
            with Heartbeat(job, limit=_limits(job).time, stop=self.be_rid):
                run(job)
        return job is not None

    def be_rid(self) -> None:
        """End the process: the only way to end a task that does not end. A new program goes on in its place."""
        log.warning("This worker ends, to be rid of the job that it is busy with")
        logging.shutdown()
        if self.told_to_end:
            os._exit(0)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves


def _limits(job: Job) -> Limits:
    try:
        return limits_of(task_of(job).func)
    except NoSuchTaskError:
        return Limits()
