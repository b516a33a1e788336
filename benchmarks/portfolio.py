"""The lists of all that a person may see, with few and with many assessments stored: they have to cost the same."""

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.figures import Times, by_turns, milliseconds, table, times
from benchmarks.requests import Place, Request, expect_ok
from benchmarks.server import Connection, served
from benchmarks.sites import Site, copied

STORED = (100, 10_000)
# The assessor is assigned to all that is stored, the manager sees two of them however many there are.
PAGES = {
    "portfolio, newest first": ("/portfolio/", "assessor"),
    "portfolio by title": ("/portfolio/?sort=title", "assessor"),
    "portfolio by percent": ("/portfolio/?sort=percent", "assessor"),
    "portfolio by day": ("/portfolio/?sort=due", "assessor"),
    "portfolio of one organisation": ("/portfolio/?organisation=stored-5", "assessor"),
    "portfolio of one state": ("/portfolio/?state=approved", "assessor"),
    "portfolio of one word": ("/portfolio/?q=2026", "assessor"),
    "portfolio of a word that is nowhere": ("/portfolio/?q=quetzal", "assessor"),
    "portfolio of who sees two": ("/portfolio/", "manager"),
    "home": ("/", "assessor"),
    "home of who sees two": ("/", "manager"),
}


def measure(site: Site, place: Place, rounds: int, stored: Sequence[int] = STORED) -> str:
    """The table of this engine: each page with few and with many stored, asked by turns, and what it asks itself."""
    with ExitStack() as stack:
        copies = {number: stack.enter_context(copied(site, stored=number, listed=True)) for number in stored}
        queries = {number: _queries(copy, place) for number, copy in copies.items()}
        ports = {number: stack.enter_context(served(copy.environment))[0] for number, copy in copies.items()}
        taken = _times(place, ports, rounds)
    few, many = stored[0], stored[-1]
    rows = [
        [
            name,
            f"{queries[few][name]} / {queries[many][name]}",
            milliseconds(taken[few, name].median),
            milliseconds(taken[many, name].median),
            times(taken[many, name].to(taken[few, name])),
        ]
        for name in PAGES
    ]
    head = [f"{site.engine}: a page with so many assessments", "queries", f"{few:,}", f"{many:,}", "ratio"]
    return table(head, rows)


def request_of(place: Place, name: str) -> Request:
    """The page as its reader asks for it."""
    path, person = PAGES[name]
    return Request(path, getattr(place, person))


def _queries(site: Site, place: Place) -> dict[str, int]:
    said: dict[str, int] = json.loads(site.run("benchmarks.queries", given=json.dumps(vars(place))))
    return said


def _times(place: Place, ports: Mapping[int, int], rounds: int) -> dict[tuple[int, str], Times]:
    """The times of each page on each site; every page has its turn with all sites before the next one has."""
    connections = {number: Connection(port) for number, port in ports.items()}
    taken: dict[tuple[int, str], Times] = {}
    for name in PAGES:
        subjects = {
            str(number): partial(expect_ok, connection, request_of(place, name))
            for number, connection in connections.items()
        }
        taken |= {(int(number), name): each for number, each in by_turns(subjects, rounds).items()}
    return taken
