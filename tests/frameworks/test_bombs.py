"""Files that would grow without bounds are refused with words, within 200 MB each and without running away."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.frameworks.bombs import BOMBS

EXPECTED = dict(
    line.split(" | ", 1) for line in (Path(__file__).parent / "data" / "bombs.txt").read_text("utf-8").splitlines()
)
SOUND = {"yaml: rules that name each other"}
RUNAWAY = 10  # seconds of the processor: two at most on a quiet machine, minutes for what grows


@pytest.fixture(scope="module")
def tried() -> dict[str, dict[str, Any]]:
    """What became of each bomb: all are tried by one process, each in a child of it."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."}
    program = [sys.executable, "-W", "ignore", "-m", "tests.frameworks.bombs"]
    done = subprocess.run(program, env=environment, capture_output=True, check=True, timeout=300)
    return json.loads(done.stdout)


def test_there_are_bombs_enough() -> None:
    assert list(EXPECTED) == list(BOMBS)
    assert len(BOMBS) >= 15


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_within_bounds(tried: dict[str, dict[str, Any]], name: str) -> None:
    assert tried[name]["first"] == EXPECTED[name]
    assert tried[name]["seconds"] < RUNAWAY
    assert tried[name]["megabytes"] < 200
