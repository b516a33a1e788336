"""Tasks for the tests of jobs. What they do is a row in a table of the tests' own: done twice, it shows."""

import datetime
import functools
import time

from django.db import OperationalError, connection
from django.dispatch import receiver
from django.tasks import TaskResult, task
from django.tasks.signals import task_finished

from jobs.context import JobContext
from jobs.faults import TryAgainError
from jobs.limits import limited

TABLES = ("tests_effect", "tests_ending")


def write(table: str, what: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (what) VALUES (%s)", [str(what)])


def written(table: str) -> list[str]:
    """All rows, in order: what was written twice stands there twice."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT what FROM {table} ORDER BY what")
        return [what for (what,) in cursor.fetchall()]


@receiver(task_finished)
def note_end(task_result: TaskResult, **_kwargs: object) -> None:
    """A row each time that anybody is told of the end of a chore, in the transaction of that end."""
    if set(TABLES) <= set(connection.introspection.table_names()):
        write("tests_ending", task_result.id)


@task
def double(number: int) -> int:
    return 2 * number


@task(takes_context=True)
def once(context: JobContext, number: int, seconds: float = 0.0) -> int:
    """Works for a while, and has its effect when it is done."""
    time.sleep(seconds)
    context.at_finish(functools.partial(write, "tests_effect", number))
    return number


@task
@limited(attempts=2)
def breaks(number: int) -> None:
    raise ZeroDivisionError(f"the chore {number} broke")


@task(takes_context=True)
def breaks_at_finish(context: JobContext, number: int) -> None:
    context.at_finish(functools.partial(write, "tests_effect", number))
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


@task
def finds_no_database(number: int) -> None:
    raise OperationalError("database is locked")
