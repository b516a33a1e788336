"""The guards of the suite, and the cast of every story."""

import os
import sys
from typing import Any

import hypothesis
import pytest
from django.db import connection

pytest_plugins = ["tests.cast", "tests.engine"]

# A busy machine is no fault of the code; the build server tries the same examples every time, people new ones.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}


class ClosedNetworkError(Exception):
    """A test tried to reach another machine."""


def _refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: nothing in the suite may look up or reach a host but this one (unix sockets stay open)."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host not in LOOPBACK:
        raise ClosedNetworkError(host)


sys.addaudithook(_refuse_other_machines)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only the other engine can show; each engine has a run of its own.

    What asks no database says the same on both, so SQLite's run is enough.
    """
    on_postgres = connection.vendor == "postgresql"
    other = "sqlite" if on_postgres else "postgres"
    left_out = [
        item for item in items if item.get_closest_marker(other) or (on_postgres and not _asks_the_database(item))
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})
