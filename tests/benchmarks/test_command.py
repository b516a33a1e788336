"""The whole command once over, with one round: that it runs, not what it measures."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.server import FLAGS

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)


def rows(output):
    """The first cells of all tables, without heads and rules."""
    lines = [line for line in output.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    return [line.strip("| ").split(" | ")[0] for line in lines]


@pytest.mark.django_db  # on each engine: the databases are the command's own
def test_benchmarks_one_round_prints_every_table():
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    done = run("--engine", engine, "--rounds", "1", "--stored", "1,12", "growth", "saving")
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(done.stdout) == [
        f"{engine}: an autosave with so many assessments",
        "1",
        "12",
        f"{engine}: against the bare view",
        "autosave, over HTTP",
        "autosave, in process, wall time",
        "autosave, in process, processor time",
        "result page, over HTTP",
        "result page, in process, wall time",
        "result page, in process, processor time",
        "result page after a change, over HTTP",
    ]
    assert len(re.findall(r"\d+\.\d\d ×", done.stdout)) == 9


def test_benchmarks_measure_content_without_a_database():
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    done = run("--engine", engine, "--rounds", "1", "content")
    assert (done.returncode, done.stderr) == (0, "")
    head, first, *others = rows(done.stdout)
    assert (head, first, len(others)) == (
        "the content of the six dimensions, with its guide",
        "plain parse of the YAML file",
        6,
    )


def test_benchmarks_unknown_part_is_refused_by_name():
    done = run("growht")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "python -m benchmarks: error: there is no part growht",
    )


@pytest.mark.parametrize("flag", [" ".join(pair) for pair in (FLAGS[0:2], FLAGS[2:4], FLAGS[4:6], FLAGS[6:7])])
def test_benchmarks_serve_as_make_run_does(flag):
    script = (ROOT / "scripts" / "run").read_text()
    assert (flag, flag in script) == (flag, True)
