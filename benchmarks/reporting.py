"""The full report: its time a page, its memory, the kept copy, and what it does to an autosave beside it."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count

import pypdf

from benchmarks.figures import Times, milliseconds, table, times
from benchmarks.memory import watched
from benchmarks.requests import Answering, Place, report
from benchmarks.server import Connection
from benchmarks.sites import Site

MEGABYTE = 1_000_000
CONNECTIONS = 4  # a browser keeps several, and they end up at any of the server's processes
SAVES_A_BLOCK = 25


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
    """Both tables of this engine, each as soon as it is there."""
    reader = Reader(place, port)
    reader.ask()  # the engine starts
    yield alone(site, reader, server, rounds)
    yield beside(site, place, port, reader, rounds)


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
        ["seconds a page", f"{made.median / pages:.3f}", "0.1"],
        ["seconds of processor time a page, in the process that renders", f"{peak.seconds / pages:.3f}", ""],
        ["most memory of that process, MB", f"{peak.memory / MEGABYTE:.0f}", "200"],
        ["size, KB", f"{len(pdf) / 1000:.0f}", ""],
        ["asked again, nothing changed: against the first time", times(again.to(made)), ""],
    ]
    return table([f"{site.engine}: the report of a complete assessment", "figure", "aim"], rows)


def beside(site: Site, place: Place, port: int, reader: Reader, rounds: int) -> str:
    """How an autosave fares alone, and while reports are made one after the other; in blocks, by turns."""
    connections = [Connection(port) for _ in range(CONNECTIONS)]
    person = Answering(place, "D3.1", "1")
    taken: dict[str, list[float]] = {"alone": [], "beside": []}
    for _ in range(rounds):
        taken["alone"] += _saves(person, connections)
        with _reports_made(reader):
            taken["beside"] += _saves(person, connections)
    quiet, during = Times.over(taken["alone"]), Times.over(taken["beside"])
    rows = [
        ["median", milliseconds(quiet.median), milliseconds(during.median), times(during.to(quiet))],
        ["95th percentile", milliseconds(quiet.p95), milliseconds(during.p95), times(during.p95 / quiet.p95)],
    ]
    return table([f"{site.engine}: an autosave", "alone", "while a report is made", "ratio"], rows)


def _saves(person: Answering, connections: list[Connection]) -> list[float]:
    return [_timed(partial(person.save, sender))[0] for _ in range(SAVES_A_BLOCK) for sender in connections]


@contextmanager
def _reports_made(reader: Reader) -> Iterator[None]:
    """Have new reports made in the background as long as the block runs; the first has begun when it starts."""
    stop, begun = threading.Event(), threading.Event()

    def ask_on() -> None:
        while not stop.is_set():
            reader.change()
            begun.set()
            reader.ask()

    thread = threading.Thread(target=ask_on)
    thread.start()
    begun.wait()
    time.sleep(0.1)
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _timed(what: Callable[[], bytes | None]) -> tuple[float, bytes]:
    began = time.perf_counter()
    made = what()
    return time.perf_counter() - began, made or b""
