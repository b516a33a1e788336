"""One autosave with few and with many assessments stored: it has to cost the same."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.figures import by_turns, milliseconds, table, times
from benchmarks.requests import Answering, Place
from benchmarks.server import Connection, served
from benchmarks.sites import Site, copied


def measure(site: Site, place: Place, stored: Sequence[int], rounds: int) -> str:
    """The table of this engine; the site is copied for each number, and all are asked by turns."""
    with ExitStack() as stack:
        copies = {str(number): stack.enter_context(copied(site, stored=number)) for number in stored}
        ports = {number: stack.enter_context(served(copy.environment))[0] for number, copy in copies.items()}
        subjects = {
            number: partial(Answering(place, "D1.1", "1").save, Connection(port)) for number, port in ports.items()
        }
        taken = by_turns(subjects, rounds)
    first = taken[str(stored[0])]
    rows = [[f"{int(number):,}", milliseconds(each.median), times(each.to(first))] for number, each in taken.items()]
    return table([f"{site.engine}: an autosave with so many assessments", "median", "ratio to the first"], rows)
