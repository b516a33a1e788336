"""Measure, and print tables in Markdown: ``python -m benchmarks --help``."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from itertools import chain

from benchmarks import comparing, content, growth, planning, portfolio, reporting, saving
from benchmarks.requests import UnexpectedReplyError
from benchmarks.server import served
from benchmarks.sites import ENGINES, ROOT, built

PARTS = ("content", "planning", "growth", "comparing", "portfolio", "saving", "report")
STORED, LONG = (1, 100, 1_000), 10_000
WITHOUT_DATABASE = {"content", "planning"}


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what the product costs.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; without a word, all")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one database engine; without, both")
    parser.add_argument("--rounds", type=int, default=200, help="how often each request is timed (200)")
    parser.add_argument("--reports", type=int, default=5, help="how many reports are made (5)")
    parser.add_argument("--stored", type=_numbers, default=STORED, help="numbers of assessments (1,100,1000)")
    parser.add_argument("--long", action="store_true", help="10,000 stored assessments too; takes minutes and 3 GB")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    return given


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def with_postgres() -> None:
    """Start this command again beside a PostgreSQL server of its own."""
    command = [sys.executable, "scripts/postgres.py", sys.executable, "-m", "benchmarks", *sys.argv[1:]]
    os.execv(sys.executable, command)


def measured(engine: str, given: argparse.Namespace) -> Iterator[str]:
    """The tables of one engine, each as soon as it is there."""
    parts = given.parts or PARTS
    if set(parts) <= WITHOUT_DATABASE:
        return
    with built(engine) as (site, place):
        if "growth" in parts:  # first: the site can only be copied while nobody is connected to it
            stored = [*given.stored, *([LONG] if given.long else [])]
            yield growth.measure(site, place, stored, given.rounds)
        if "portfolio" in parts:
            yield portfolio.measure(site, place, given.rounds)
        if "comparing" in parts:
            yield comparing.measure(site, place, given.rounds)
        if not {"saving", "report"} & set(parts):
            return
        with served(site.environment) as (port, server):
            if "saving" in parts:
                yield saving.measure(site, place, port, given.rounds)
            if "report" in parts:
                yield from reporting.measure(site, place, port, server, given.reports)


def _without_database(given: argparse.Namespace) -> Iterator[str]:
    if "content" in (given.parts or PARTS):
        yield content.measure(given.rounds)
    if "planning" in (given.parts or PARTS):
        yield planning.measure(given.rounds)


def main() -> int:
    """Measure what was asked for."""
    given = arguments()
    engines = given.engine or ENGINES
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stopped politely, it still leaves nothing behind
    if "PostgreSQL" in engines and "TEST_DATABASE_URL" not in os.environ:
        with_postgres()
    try:
        for text in chain(_without_database(given), chain.from_iterable(measured(engine, given) for engine in engines)):
            print(f"{text}\n", flush=True)
    except UnexpectedReplyError as fault:
        sys.exit(f"The site did not do what was to be measured. {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
