"""The benchmark page with few and with many assessments stored: it has to cost the same."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.figures import by_turns, milliseconds, table, times
from benchmarks.requests import Place, Request, expect_ok
from benchmarks.server import Connection, served
from benchmarks.sites import Site, copied

STORED = (100, 10_000)


def measure(site: Site, place: Place, rounds: int, stored: Sequence[int] = STORED) -> str:
    """The table of this engine; every organisation that is stored takes part, and the page shows all of them."""
    with ExitStack() as stack:
        copies = {str(number): stack.enter_context(copied(site, stored=number, listed=True)) for number in stored}
        given = json.dumps(vars(place))
        said = {number: json.loads(copy.run("benchmarks.participants", given=given)) for number, copy in copies.items()}
        ports = {number: stack.enter_context(served(copy.environment))[0] for number, copy in copies.items()}
        subjects = {number: partial(expect_ok, Connection(port), request_of(place)) for number, port in ports.items()}
        taken = by_turns(subjects, rounds)
    first = taken[str(stored[0])]
    rows = [
        [
            f"{int(number):,}",
            str(said[number]["groups"]),
            str(said[number]["queries"]),
            milliseconds(each.median),
            times(each.to(first)),
        ]
        for number, each in taken.items()
    ]
    head = [f"{site.engine}: the benchmark page with so many assessments", "groups", "queries", "median", "ratio"]
    return table(head, rows)


def request_of(place: Place) -> Request:
    """The page of this year's assessment, as the manager asks for it."""
    return Request(f"{place.path}benchmark/", place.manager)
