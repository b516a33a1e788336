"""Sees to it that a worker runs when there is work, where the site starts its workers by itself (``WORKERS=here``)."""

import datetime
import logging
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from jobs import slots
from jobs.models import OPEN, Job

log = logging.getLogger(__name__)

HERE = "here"
"""The value of WORKERS with which nobody has to start a worker."""

PATIENCE = datetime.timedelta(seconds=3)
"""How long a job may wait for the workers that there are, before one more is started."""

BREATH = 5.0
"""Seconds between two starts: a worker needs one or two to be there, and one that can't start is not tried at once."""

_children: list[subprocess.Popen[bytes]] = []


def ensure_worker() -> None:
    """Start a worker unless enough are at work; called when a job is asked for, and by pages that wait for one.

    A worker that was killed is so replaced by whoever asks next, and finds what was left behind.
    """
    if settings.WORKERS == HERE and _is_one_wanted(timezone.now()):
        _start()


def _is_one_wanted(now: datetime.datetime) -> bool:
    oldest = Job.objects.filter(status__in=OPEN, run_after__lte=now).order_by("run_after").first()
    if oldest is None:
        return False
    there = slots.held()
    late = Job.objects.waiting(now=now).filter(run_after__lte=now - PATIENCE)
    return not there or (there < len(slots.slots()) and late.exists())


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
