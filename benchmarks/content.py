"""Framework content as plain values: read, checked, written, compared. No database, so it is measured once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.figures import by_turns, milliseconds, table, times
from frameworks.checks import check
from frameworks.content import read_content, write_content
from frameworks.difference import difference
from frameworks.wording import rewritten
from frameworks.workbook import read_workbook, write_workbook

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "cem-six-dimensions.yaml"
MOST_ROUNDS = 20


def measure(rounds: int) -> str:
    """The table: each against a plain parse of the same file, by the library's C parser, with nothing made of it."""
    text = SHIPPED.read_text(encoding="utf-8")
    definition = read_content(text)
    reworded = replace(rewritten(definition, _other_words), version="9.9")
    workbook = write_workbook(definition)
    subjects: dict[str, Callable[[], object]] = {
        "plain parse of the YAML file": lambda: yaml.load(text, yaml.CSafeLoader),
        "YAML file read and checked": lambda: read_content(text),
        "checks alone": lambda: check(definition),
        "YAML file written": lambda: write_content(definition),
        "workbook read and checked": lambda: read_workbook(workbook),
        "workbook written": lambda: write_workbook(definition),
        "difference, every text reworded": lambda: difference(definition, reworded),
    }
    taken = by_turns(subjects, min(rounds, MOST_ROUNDS), warm_up=2)
    plain = taken["plain parse of the YAML file"]
    rows = [[name, milliseconds(each.median), times(each.to(plain))] for name, each in taken.items()]
    return table(["the content of the six dimensions, with its guide", "median", "against the plain parse"], rows)


def _other_words(_key: str, text: str) -> str:
    """The text with a word put in and the last one left out."""
    *words, _last = text.split()
    return " ".join(["Reworded", *words])
