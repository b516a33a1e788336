"""How often a task is tried, and how long one attempt may take."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


def lease() -> datetime.timedelta:
    """How long a job stays with a worker that gives no sign of life; then another takes it up."""
    return settings.JOB_LEASE


def beat() -> datetime.timedelta:
    """How often a worker extends its lease: it may miss two, as when SQLite makes it wait for others to write."""
    return lease() / 4


@dataclass(frozen=True)
class Limits:
    """What an attempt may take, and how many there are."""

    attempts: int = 3
    time: datetime.timedelta = datetime.timedelta(minutes=10)


_declared: dict[str, Limits] = {}


def limited[**P, R](
    *, attempts: int = Limits.attempts, time: datetime.timedelta = Limits.time
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Other limits for a task than the usual ones: stands below ``@task``, on the function itself.

    ``attempts`` counts those that a killed worker cut short; ``time`` is for each of them.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        _declared[_path(function)] = Limits(attempts, time)
        return function

    return declare


def limits_of(function: Callable[..., object]) -> Limits:
    """What holds for a task's function."""
    return _declared.get(_path(function), Limits())


def _path(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
