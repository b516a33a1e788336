"""One autosave, and the result page, against the bare view: over HTTP, and in one process without a server."""

import json
from dataclasses import asdict
from functools import partial

from benchmarks.figures import Times, by_turns, milliseconds, table, times
from benchmarks.requests import Answering, Place, bare, result
from benchmarks.server import Connection
from benchmarks.sites import Site

AIMS = {"autosave": "2 ×", "result page": "3 ×"}


def measure(site: Site, place: Place, port: int, rounds: int) -> str:
    """The table of this engine."""
    ways = {"over HTTP": over_http(place, port, rounds)} | in_process(site, place, rounds)
    rows = [
        [f"{name}, {way}", milliseconds(figures["bare"].median), times(figures[name].to(figures["bare"])), aim]
        for name, aim in AIMS.items()
        for way, figures in ways.items()
    ]
    return table([f"{site.engine}: against the bare view", "bare view", "ratio", "aim"], rows)


def over_http(place: Place, port: int, rounds: int) -> dict[str, Times]:
    """Through the server, on one connection that is kept."""
    connection, person = Connection(port), Answering(place, "D1.1", "1")
    subjects = {
        "bare": partial(bare, connection, place),
        "autosave": partial(person.save, connection),
        "result page": partial(result, connection, place),
    }
    return by_turns(subjects, rounds)


def in_process(site: Site, place: Place, rounds: int) -> dict[str, dict[str, Times]]:
    """Through the handler alone, by the clock on the wall and by processor time, which a busy machine leaves alone."""
    said = site.run("benchmarks.inprocess", str(rounds), given=json.dumps(asdict(place)))
    return {
        f"in process, {clock} time": {name: Times.over(seconds) for name, seconds in subjects.items()}
        for clock, subjects in json.loads(said).items()
    }
