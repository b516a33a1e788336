"""One autosave, and the result page, against the bare view: over HTTP, and in one process without a server."""

import json
from dataclasses import asdict
from functools import partial

from benchmarks.figures import Times, by_turns, milliseconds, table, times
from benchmarks.requests import Answering, Place, Unseen, bare, result
from benchmarks.server import Connection
from benchmarks.sites import Site

CHANGED = "result page after a change"
AIMS = {"autosave": "2 ×", "result page": "3 ×", CHANGED: "3 ×"}
BITS = ("D2.2", "D2.3", "D2.4", "D2.5", "D2.6", "D3.2", "D3.3", "D4.2", "D5.2", "D6.2")


def measure(site: Site, place: Place, port: int, rounds: int) -> str:
    """The table of this engine."""
    ways = {"over HTTP": over_http(place, port, rounds)} | in_process(site, place, rounds)
    rows = [
        [f"{name}, {way}", milliseconds(figures["bare"].median), times(figures[name].to(figures["bare"])), aim]
        for name, aim in AIMS.items()
        for way, figures in ways.items()
        if name in figures
    ]
    return table([f"{site.engine}: against the bare view", "bare view", "ratio", "aim"], rows)


def over_http(place: Place, port: int, rounds: int) -> dict[str, Times]:
    """Through the server, on one kept connection; the result page was opened before, or shows scores never shown."""
    connection, person = Connection(port), Answering(place, "D1.1", "1")
    subjects = {
        "bare": partial(bare, connection, place),
        "autosave": partial(person.save, connection),
        "result page": partial(result, connection, place),
        CHANGED: partial(result, connection, place),
    }
    before = {"result page": subjects["result page"], CHANGED: partial(Unseen(place, BITS).step, connection)}
    return by_turns(subjects, rounds, before=before)


def in_process(site: Site, place: Place, rounds: int) -> dict[str, dict[str, Times]]:
    """Through the handler alone, by the clock on the wall and by processor time, which a busy machine leaves alone."""
    said = site.run("benchmarks.inprocess", str(rounds), given=json.dumps(asdict(place)))
    return {
        f"in process, {clock} time": {name: Times.over(seconds) for name, seconds in subjects.items()}
        for clock, subjects in json.loads(said).items()
    }
