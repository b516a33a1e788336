"""How many queries each page of ``benchmarks.portfolio`` asks: a process of its own, with its site's environment."""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.db import connection

from benchmarks.inprocess import Handler
from benchmarks.portfolio import PAGES, request_of
from benchmarks.requests import Place, expect_ok
from cxmaturity.wsgi import application


class Counter:
    """Counts the statements that go through it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Count one, and let it go on."""
        self.count += 1
        return execute(*arguments)


def count(place: Place) -> dict[str, int]:
    """The queries of each page when it is asked for the second time, as nothing is read for the first time then."""
    handler = Handler(application)
    counted = {}
    for name in PAGES:
        expect_ok(handler, request_of(place, name))
        counter = Counter()
        with connection.execute_wrapper(counter):
            expect_ok(handler, request_of(place, name))
        counted[name] = counter.count
    return counted


if __name__ == "__main__":
    print(json.dumps(count(Place(**json.load(sys.stdin)))))
