"""The same requests without a server between: through the WSGI handler of this very process.

A process of its own, with its site's environment; takes a place and the number of rounds, prints times as JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from benchmarks.figures import by_turns
from benchmarks.requests import Answering, Place, Reply, Request, bare, result
from cxmaturity.wsgi import application

CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}


class Handler:
    """Calls the application as a server would."""

    def __init__(self, application: WSGIHandler) -> None:
        self.application = application
        self.factory = RequestFactory()

    def send(self, request: Request) -> Reply:
        """Ask, and read the answer to its end."""
        environ = self.factory.generic(
            request.method,
            request.path,
            request.body,
            content_type="application/x-www-form-urlencoded",
            headers=request.all_headers(),
        ).environ
        response = self.application(environ, _start)
        body = b"".join(response)
        response.close()
        return Reply(response.status_code, body)


def _start(*_: object) -> Callable[[bytes], object]:
    """A server would send the status and the headers now."""
    return lambda _: None


def measure(place: Place, rounds: int) -> dict[str, dict[str, tuple[float, ...]]]:
    """Seconds of each subject by each clock."""
    handler = Handler(application)
    person = Answering(place, "D1.2", "1")
    subjects = {
        "bare": partial(bare, handler, place),
        "autosave": partial(person.save, handler),
        "result page": partial(result, handler, place),
    }
    before = {"result page": subjects["result page"]}
    return {
        name: {
            subject: times.seconds for subject, times in by_turns(subjects, rounds, before=before, clock=clock).items()
        }
        for name, clock in CLOCKS.items()
    }


if __name__ == "__main__":
    print(json.dumps(measure(Place(**json.load(sys.stdin)), int(sys.argv[1]))))
