"""What no file of the project may hold, and how the house is laid out."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# Put together here so that this file does not hold them itself.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"]
MACHINE_PATHS = re.compile(r"(?<![\w.])(/wor" + r"k/|/tm" + r"p/\w|/ro" + r"ot/|/ho" + r"me/\w|\.\./sha" + r"red\b)")
TEXT = {".py", ".html", ".css", ".js", ".mjs", ".md", ".toml", ".txt", ".json", ".yaml", ".yml", ".svg", ".example", ""}
APPS = (
    *(
        "cxmaturity",
        "reports",
        "results",
        "press",
        "jobs",
        "plans",
        "comparisons",
        "benchmarking",
        "pulses",
        "planner",
        "targets",
    ),
    *("charts", "tables", "assessments", "organisations", "frameworks"),
)
SLOW_TO_IMPORT = ("press/engine.py:", "planner/program.py:")  # WeasyPrint, and HiGHS with NumPy


def project_files() -> list[Path]:
    """Files that git knows or would take (a file about to be committed counts)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0")) - {""}) if (ROOT / name).is_file()]


def text_files() -> list[Path]:
    return [path for path in project_files() if path.suffix in TEXT]


def lines_matching(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def page_templates() -> list[Path]:
    return [path for path in project_files() if path.suffix in {".html", ".svg"} and "templates" in path.parts]


def test_no_file_names_a_package_registry():
    assert lines_matching(re.compile("|".join(map(re.escape, REGISTRIES))), text_files()) == []


def test_no_file_names_a_path_of_one_machine():
    assert lines_matching(MACHINE_PATHS, text_files()) == []


def test_lock_of_the_front_end_names_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


@pytest.mark.parametrize("name", ["boot", "run", "dev"])
def test_requirements_are_pinned_with_hashes(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    unpinned = [line for line in text.splitlines() if not re.match(r"[\w.\-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]
    assert unpinned == []


def test_no_pin_of_the_interpreter_is_committed():
    assert [path.name for path in project_files() if path.name in {".python-version", "uv.lock", ".env"}] == []


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(
        r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", re.IGNORECASE
    )
    assert lines_matching(inline, page_templates()) == []


def test_templates_fetch_nothing_from_elsewhere():
    elsewhere = re.compile(
        r"<(?:script|link|img|iframe|use|image)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    )
    assert lines_matching(elsewhere, page_templates()) == []


def imports_in_functions(path: Path) -> list[str]:
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    inner = [node for function in functions for node in ast.walk(function)]
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}" for node in inner if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_no_import_stands_inside_a_function():
    ours = [path for path in project_files() if path.suffix == ".py" and path.parts[len(ROOT.parts)] in APPS]
    found = [place for path in ours for place in imports_in_functions(path)]
    assert [place for place in found if not place.startswith(SLOW_TO_IMPORT)] == []


@pytest.mark.parametrize(("suffix", "limit"), [(".py", 400), (".html", 200)])
def test_no_file_outgrows_its_limit(suffix, limit):
    sizes = {path: len(path.read_text().splitlines()) for path in project_files() if path.suffix == suffix}
    assert {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > limit} == {}


def test_every_test_folder_mirrors_an_app():
    folders = {path.relative_to(ROOT).parts[1] for path in project_files() if path.match("tests/*/**/*")}
    assert folders <= {*APPS, "browser", "data", "benchmarks"}
