"""The full report: its time a page, its memory, the kept copy, and what it does to an autosave beside it."""

import io
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, count

import pypdf

from benchmarks.figures import Times, milliseconds, table, times
from benchmarks.memory import watched
from benchmarks.requests import Answering, Place, report
from benchmarks.server import Connection
from benchmarks.sites import Site

MEGABYTE = 1_000_000
# Four people who score beside each other; their connections end up at any of the server's processes.
SCORED_BESIDE = ("D3.1", "D4.1", "D5.1", "D6.1")
SECONDS_ALONE = 5
SECONDS_BETWEEN_SAVES = 0.2


class Reader:
    """A manager who asks for a report, of an assessment that somebody has just changed."""

    def __init__(self, place: Place, port: int) -> None:
        self.place, self.connection = place, Connection(port)
        self.colleague, self.numbers = Answering(place, "D2.1", "comment"), count(1)

    def change(self) -> None:
        """Let a comment differ from all before, so that no kept copy will do."""
        self.colleague.save(self.connection, f"This is comment {next(self.numbers)}, and the report has to print it.")

    def ask(self) -> bytes:
        """Download the report as it is now."""
        return report(self.connection, self.place)


def measure(site: Site, place: Place, port: int, server: int, rounds: int) -> Iterator[str]:
    """The tables of this engine, each as soon as it is there."""
    reader = Reader(place, port)
    reader.ask()  # the engine starts
    yield against_chromium(site, place, rounds)
    yield alone(site, reader, server, rounds)
    yield beside(site, place, port, reader, rounds)


def against_chromium(site: Site, place: Place, rounds: int) -> str:
    """The same page printed by the press and by Chromium, by turns."""
    figures = json.loads(site.run("benchmarks.printing", place.assessment, str(rounds)))
    both = [figures["press"], figures["Chromium"]]
    ours, theirs = (Times.over(one["seconds"]) for one in both)
    rows = [
        ["pages", *(str(one["pages"]) for one in both), "", ""],
        ["seconds", f"{ours.median:.2f}", f"{theirs.median:.2f}", times(ours.to(theirs)), "4 ×"],
        ["seconds a page", *(f"{Times.over(one['seconds']).median / one['pages']:.3f}" for one in both), "", "0.08"],
        ["most memory of one process, MB", *(f"{one['memory'] / MEGABYTE:.0f}" for one in both), "", "less"],
        ["size, KB", *(f"{one['bytes'] / 1000:.0f}" for one in both), "", ""],
    ]
    return table([f"{site.engine}: the full report", "the press", "Chromium", "ratio", "aim"], rows)


def alone(site: Site, reader: Reader, server: int, rounds: int) -> str:
    """What a report costs, and what it costs to ask for it again."""
    fresh, kept, pdf = [], [], b""
    with watched(server) as peak:
        for _ in range(rounds):
            reader.change()
            seconds, pdf = _timed(reader.ask)
            fresh.append(seconds)
            kept.append(_timed(reader.ask)[0])
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    made, again = Times.over(fresh), Times.over(kept)
    rows = [
        ["pages", str(pages), ""],
        ["seconds", f"{made.median:.2f}", ""],
        ["seconds a page", f"{made.median / pages:.3f}", "0.08"],
        ["seconds of processor time a page, in the process that renders", f"{peak.seconds / pages:.3f}", ""],
        ["most memory of that process, MB", f"{peak.memory / MEGABYTE:.0f}", "200"],
        ["size, KB", f"{len(pdf) / 1000:.0f}", ""],
        ["asked again, nothing changed: against the first time", times(again.to(made)), ""],
    ]
    return table([f"{site.engine}: the report of a complete assessment", "figure", "aim"], rows)


def beside(site: Site, place: Place, port: int, reader: Reader, rounds: int) -> str:
    """How an autosave fares alone, and while a report is made; in blocks, by turns.

    A save is timed from the moment it was due: one that has to wait keeps those behind it waiting, too.
    """
    people = [(Answering(place, code, "1"), Connection(port)) for code in SCORED_BESIDE]
    quiet, during = list[float](), list[float]()
    for _ in range(rounds):
        quiet += _all_save(people, partial(time.sleep, SECONDS_ALONE))
        reader.change()
        during += _all_save(people, reader.ask)
    alone, beside = Times.over(quiet), Times.over(during)
    rows = [
        ["median", milliseconds(alone.median), milliseconds(beside.median), times(beside.to(alone))],
        ["95th percentile", milliseconds(alone.p95), milliseconds(beside.p95), times(beside.p95 / alone.p95)],
    ]
    return table([f"{site.engine}: an autosave", "alone", "while a report is made", "ratio"], rows)


def _all_save(people: list[tuple[Answering, Connection]], meanwhile: Callable[[], object]) -> list[float]:
    """The seconds of every save that was due while ``meanwhile`` ran."""
    ended: list[float] = []
    with ThreadPoolExecutor(len(people)) as pool:
        saving = [pool.submit(_saves, *person, ended) for person in people]
        try:
            meanwhile()
        finally:
            ended.append(time.perf_counter())
    return list(chain.from_iterable(each.result() for each in saving))


def _saves(person: Answering, connection: Connection, ended: list[float]) -> list[float]:
    seconds, due = [], time.perf_counter()
    while not ended or due < ended[0]:
        time.sleep(max(0, due - time.perf_counter()))
        person.save(connection)
        seconds.append(time.perf_counter() - due)
        due += SECONDS_BETWEEN_SAVES
    return seconds


def _timed(what: Callable[[], bytes | None]) -> tuple[float, bytes]:
    began = time.perf_counter()
    made = what()
    return time.perf_counter() - began, made or b""
