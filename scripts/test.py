"""Everything that must hold before a change is taken, slow parts side by side.

usage: python scripts/test.py [lint | tests]; without a word, both.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q", "--color=no")
ON_POSTGRES = (sys.executable, "scripts/postgres.py")
ON_CORES = os.cpu_count() or 1


@dataclass(frozen=True)
class Step:
    """One command; ``loud`` ones show what they said even when all is well."""

    name: str
    command: tuple[str, ...]
    loud: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    step: Step
    code: int
    said: str
    seconds: float


def templates() -> tuple[str, ...]:
    """Every page template of the project."""
    return tuple(str(path.relative_to(ROOT)) for path in sorted((ROOT / "templates").rglob("*.html")))


def stages() -> dict[str, tuple[Step, ...]]:
    """The steps; those of one stage run side by side, the longest first."""
    suite = (*PYTEST, "--ignore=tests/browser")
    browser = (*PYTEST, "tests/browser")  # in a call of its own: Playwright keeps an event loop running
    django_admin = (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")
    return {
        "lint": (
            Step("ruff check", (str(BIN / "ruff"), "check", "--quiet", ".")),
            Step("ruff format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
            Step("types", (str(BIN / "mypy"), "--no-error-summary")),
            Step("import rules", (str(BIN / "lint-imports"), "--no-logo")),
            Step("template format", (str(BIN / "djade"), "--target-version=6.1", "--check", *templates())),
            Step("migrations", (*django_admin, "--settings=tests.settings", "--pythonpath=.")),
        ),
        "tests": (
            Step("suite on SQLite", suite, loud=True),
            Step("suite on PostgreSQL", (*ON_POSTGRES, *suite), loud=True),
            Step("browser on SQLite", browser, loud=True),
            Step("browser on PostgreSQL", (*ON_POSTGRES, *browser), loud=True),
        ),
    }


def run(step: Step) -> Outcome:
    """Carry out one step and keep what it said."""
    started = time.monotonic()
    done = subprocess.run(
        step.command, check=False, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Outcome(step, done.returncode, done.stdout, time.monotonic() - started)


def show(outcome: Outcome) -> None:
    """Print how a step ended, and what it said where that is wanted."""
    verdict = "passed" if outcome.code == 0 else f"FAILED ({outcome.code})"
    print(f"== {outcome.step.name}: {verdict} in {outcome.seconds:.0f} s", flush=True)
    if outcome.code or outcome.step.loud:
        print(outcome.said.rstrip(), flush=True)


def main(names: list[str]) -> int:
    """Run the stages named (all when none is), show each outcome, and answer 1 when any failed."""
    os.environ["PYTHONUNBUFFERED"] = "1"
    # Each step and the programs that it starts read the same modules, so they are compiled once, outside the sources.
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    failed = []
    with ThreadPoolExecutor(max_workers=ON_CORES) as pool:
        for name, steps in stages().items():
            if names and name not in names:
                continue
            for outcome in pool.map(run, steps):
                show(outcome)
                failed += [outcome.step.name] if outcome.code else []
    if failed:
        print(f"FAILED: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
