"""Broken files, each with all that is wrong with it in words: tests/frameworks/data/broken-*.txt."""

from pathlib import Path

import pytest

from frameworks.content import ContentFaults
from frameworks.models import Framework
from frameworks.transfer import import_draft, read_file
from tests.frameworks.broken import BROKEN_WORKBOOKS, BROKEN_YAML, broken_workbook, broken_yaml

DATA = Path(__file__).parent / "data"


def expected(name: str) -> dict[str, list[str]]:
    """The faults by the name of the file, which stand indented below it."""
    faults: dict[str, list[str]] = {}
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            faults[list(faults)[-1]].append(line.strip())
        else:
            faults[line] = []
    return faults


YAML_FAULTS, WORKBOOK_FAULTS = expected("broken-yaml.txt"), expected("broken-workbooks.txt")


def faults_of(data: bytes) -> list[str]:
    with pytest.raises(ContentFaults) as refusal:
        read_file(data)
    return [str(fault) for fault in refusal.value.faults]


def test_every_broken_file_has_its_words() -> None:
    assert (list(YAML_FAULTS), list(WORKBOOK_FAULTS)) == (list(BROKEN_YAML), list(BROKEN_WORKBOOKS))
    assert (len(YAML_FAULTS) >= 25, len(WORKBOOK_FAULTS) >= 15) == (True, True)


@pytest.mark.parametrize("name", BROKEN_YAML)
def test_broken_content_file_is_refused_line_by_line(name: str) -> None:
    assert faults_of(broken_yaml(name)) == YAML_FAULTS[name]


@pytest.mark.parametrize("name", BROKEN_WORKBOOKS)
def test_broken_workbook_is_refused_cell_by_cell(name: str) -> None:
    assert faults_of(broken_workbook(name)) == WORKBOOK_FAULTS[name]


@pytest.mark.parametrize("data", [broken_yaml("element twice"), b"", b"PK", b"\xff\xfe"])
def test_broken_file_changes_nothing(db: None, data: bytes) -> None:
    with pytest.raises(ContentFaults):
        import_draft(data=data)
    assert Framework.objects.count() == 0
