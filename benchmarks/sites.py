"""Databases of the benchmark's own, on either engine: built once, copied, and gone afterwards."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2  # type: ignore[import-untyped]

from benchmarks.requests import Place

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("SQLite", "PostgreSQL")


@dataclass(frozen=True)
class Site:
    """One database with its data folder; ``environment`` is what its processes are started with."""

    engine: str
    folder: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a server, or a program that measures in its own process."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "PYTHONPATH": str(ROOT),
            "ENV_FILE": os.devnull,  # nobody's own .env decides about what is measured
            "SECRET_KEY": "a-key-for-measuring-that-protects-nothing-at-all-anywhere",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "off",
            "DEBUG": "off",
            "LOG_LEVEL": "ERROR",
        }

    def run(self, module: str, *arguments: str, given: str = "") -> str:
        """Run a part of the benchmark that needs Django, in a process of its own, and give back what it printed."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, input=given, stdout=subprocess.PIPE, text=True, check=True
        )
        return done.stdout


@contextmanager
def built(engine: str) -> Iterator[tuple[Site, Place]]:
    """A site with one organisation, last year's assessment and this year's, complete."""
    with tempfile.TemporaryDirectory(prefix="cxm-bench-") as folder, _databases(engine) as databases:
        site = databases.site(Path(folder))
        yield site, Place(**json.loads(site.run("benchmarks.data", "build")))


@contextmanager
def copied(site: Site, *, stored: int, listed: bool = False) -> Iterator[Site]:
    """A copy of a site with so many assessments stored, ``listed`` ones without their answers.

    Nobody may be connected to the site meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="cxm-bench-") as folder, _databases(site.engine) as databases:
        shutil.copytree(site.folder, folder, dirs_exist_ok=True)
        copy = databases.site(Path(folder), like=site)
        copy.run("benchmarks.data", "fill", str(stored), *(["listed"] if listed else []))
        yield copy


class _Databases:
    """SQLite: the file lies in the site's folder, and comes and goes with it."""

    def site(self, folder: Path, like: Site | None = None) -> Site:
        return Site("SQLite", folder, f"sqlite:///{quote(str(folder))}/benchmark.sqlite3")


class _PostgresDatabases(_Databases):
    """PostgreSQL: databases of the server that ``scripts/postgres.py`` has started."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.name = f"benchmark_{secrets.token_hex(4)}"

    def site(self, folder: Path, like: Site | None = None) -> Site:
        template = f" TEMPLATE {urlsplit(like.database).path[1:]}" if like else ""
        self.execute(f"CREATE DATABASE {self.name}{template}")
        return Site("PostgreSQL", folder, urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}")))

    def execute(self, statement: str) -> None:
        with closing(psycopg2.connect(self.server)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)


@contextmanager
def _databases(engine: str) -> Iterator[_Databases]:
    if engine == "SQLite":
        yield _Databases()
        return
    databases = _PostgresDatabases(os.environ["TEST_DATABASE_URL"])
    try:
        yield databases
    finally:
        databases.execute(f"DROP DATABASE IF EXISTS {databases.name} WITH (FORCE)")
