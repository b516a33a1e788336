"""Sees to it that a worker runs when there is work, where the site starts its workers by itself (``WORKERS=here``)."""

import datetime
import logging
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from jobs import slots
from jobs.models import Job

log = logging.getLogger(__name__)

HERE = "here"
"""The value of WORKERS with which nobody has to start a worker."""

PATIENCE = datetime.timedelta(seconds=3)
"""How long a job may wait for the workers that there are, before one more is started."""

BREATH = 10.0
"""Seconds between two starts: a worker needs some to be there, and one that can't start is not tried all the time."""

_children: list[subprocess.Popen[bytes]] = []


def ensure_worker() -> None:
    """Start a worker unless enough are at work; called when a job is asked for, and by pages that wait for one.

    A worker that was killed is so replaced by whoever asks next, and finds what was left behind.
    """
    try:
        if settings.WORKERS == HERE and _is_one_wanted(timezone.now()):
            _start()
    except OSError:
        log.exception("No worker could be started")  # whoever asked has a page to show


def take_up_what_was_left() -> None:
    """To be called when the site starts: jobs that waited when it ended go on, before anybody asks after them."""
    try:
        ensure_worker()
    except DatabaseError as fault:  # no tables yet, or no server: pages will say so
        log.warning("Nobody could look for jobs that wait: %s", fault)
    finally:
        connection.close()


def _is_one_wanted(now: datetime.datetime) -> bool:
    """Whether there is work and nobody there, or somebody has waited for long and there is room."""
    if not Job.objects.open().filter(run_after__lte=now).exists():
        return False
    there = slots.held()
    return not there or (there < len(slots.slots()) and _waits_for_long(now))


def _waits_for_long(now: datetime.datetime) -> bool:
    return Job.objects.waiting(now=now).filter(run_after__lte=now - PATIENCE).exists()


def _start() -> None:
    """One at a time, whichever process of the site is faster; it outlives this one, and ends by itself."""
    with slots.locked(slots.starting()) as first:
        if not first or _has_just_started(slots.starting()):
            return
        _children[:] = [child for child in _children if child.poll() is None]  # those that ended are so laid to rest
        command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "run_worker", "--here"]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own
        _children.append(child)
        slots.starting().write_text(str(child.pid))


def _has_just_started(mark: Path) -> bool:
    """Whether the file was written a moment ago; it is empty where no worker was ever started."""
    known = mark.stat()
    return bool(known.st_size) and 0 <= time.time() - known.st_mtime < BREATH
