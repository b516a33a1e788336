"""Tables that show what chores did, and workers in processes of their own."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.jobs.chores import TABLES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def effects(transactional_db: None) -> Iterator[None]:
    """The tables that chores write into."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE {table} (what varchar(100) NOT NULL)")
    yield
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DROP TABLE {table}")


def database_url() -> str:
    """The address of the test's own database, for a process beside it."""
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{here['NAME']}"
    return f"postgresql://{here['USER']}@/{here['NAME']}?host={here['HOST']}"


def environment() -> dict[str, str]:
    """That of a worker in a process of its own."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.jobs.settings", "TEST_DATABASE_URL": database_url()}


@pytest.fixture(scope="module")
def nursery(django_db_setup: None) -> Iterator[subprocess.Popen[str]]:
    """A process that has loaded everything, for workers that are there at once."""
    command = [sys.executable, "-m", "tests.jobs.nursery"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment(), **pipes) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def start_worker(nursery: subprocess.Popen[str], transactional_db: None) -> Iterator[Callable[..., int]]:
    """Starts ``run_worker`` in a process of its own on the test's database, and answers its id; all are killed."""
    started = []

    def start(*options: str) -> int:
        print(*options, file=nursery.stdin, flush=True)
        started.append(int(nursery.stdout.readline()))
        return started[-1]

    yield start
    for pid in started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def run_command(transactional_db: None) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """``manage.py`` with what is given, as anybody starts it, to its end."""

    def run(*command: str) -> subprocess.CompletedProcess[bytes]:
        whole = [sys.executable, "manage.py", *command]
        return subprocess.run(whole, cwd=ROOT, env=environment(), check=False, timeout=60)

    return run
