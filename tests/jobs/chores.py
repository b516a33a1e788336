"""Tasks for the tests of jobs. What they do is a row in a table of the tests' own, so that doing it twice shows."""

import datetime
import functools
import time

from django.db import connection
from django.tasks import task

from jobs.context import JobContext
from jobs.faults import TryAgainError
from jobs.limits import limited


def write_effect(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tests_effect (number) VALUES (%s)", [number])


def effects() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM tests_effect ORDER BY number")
        return [number for (number,) in cursor.fetchall()]


@task
def double(number: int) -> int:
    return 2 * number


@task(takes_context=True)
def once(context: JobContext, number: int, seconds: float = 0.0) -> int:
    """Works for a while, and has its effect when it is done."""
    time.sleep(seconds)
    context.at_finish(functools.partial(write_effect, number))
    return number


@task
@limited(attempts=2)
def breaks(number: int) -> None:
    raise ZeroDivisionError(f"the chore {number} broke")


@task(takes_context=True)
def breaks_at_finish(context: JobContext, number: int) -> None:
    context.at_finish(functools.partial(write_effect, number))
    context.at_finish(functools.partial(int, "no number"))


@task(takes_context=True)
@limited(attempts=2)
def asks_again(context: JobContext, until: int) -> int:
    if context.attempt < until:
        raise TryAgainError("not yet", after=datetime.timedelta(seconds=30))
    return context.attempt


@task
def asks_for_more(number: int) -> None:
    double.enqueue(number)


@task
def leaves(code: int) -> None:
    raise SystemExit(code)


@task
@limited(time=datetime.timedelta(seconds=1))
def takes_for_ever() -> None:
    while True:
        time.sleep(1)
