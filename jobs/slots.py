"""Places for the workers that the site starts by itself: one a core, each a locked file that dies with its holder."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

TRIES = 20
"""A slot that somebody only looks at is free again within a moment."""


def slots() -> list[Path]:
    """The files, one for each core."""
    return [_folder() / f"worker-{number}.lock" for number in range(os.cpu_count() or 1)]


def held() -> int:
    """How many workers there are."""
    count = 0
    for path in slots():
        with locked(path) as free:
            count += not free
    return count


@contextlib.contextmanager
def taken() -> Iterator[bool]:
    """Hold a slot; False if workers have them all."""
    for _ in range(TRIES):
        for path in slots():
            with locked(path) as free:
                if free:
                    yield True
                    return
        time.sleep(0.05)
    yield False


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold a file for this process alone, without waiting; False if another holds it."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def starting() -> Path:
    """The file that is locked while a worker is started, and written when one was."""
    return _folder() / "starting.lock"


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "jobs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
