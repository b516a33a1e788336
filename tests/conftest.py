"""The guards of the suite, and the cast of every story."""

import os
import re
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


# Tests of pages by where they are, and what asks for both engines: several rows with their queries counted.
PAGES = re.compile(r"/(views/test_\w+|test_admin_\w+)\.py$")
COUNTS_QUERIES = {"django_assert_num_queries", "django_assert_max_num_queries"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only the other engine can show; each engine has a run of its own.

    SQLite's run is enough for what asks no database, and for what a page says and does: on PostgreSQL the walk over
    all addresses asks every page, and counted queries are asked with several rows.
    """
    left_out = [item for item in items if not _is_for(connection.vendor, item)]
    config.hook.pytest_deselected(items=left_out)
    unwanted = set(left_out)
    items[:] = [item for item in items if item not in unwanted]


def _is_for(vendor: str, item: pytest.Item) -> bool:
    if vendor != "postgresql":
        return not item.get_closest_marker("postgres")
    return bool(
        not item.get_closest_marker("sqlite")
        and _asks_the_database(item)
        and (not PAGES.search(item.path.as_posix()) or _needs_both(item))
    )


def _asks_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker or _fixtures(item) & {"db", "transactional_db"})


def _needs_both(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    real = marker and marker.kwargs.get("transaction")
    marked = item.get_closest_marker("both_engines") or item.get_closest_marker("postgres")
    return bool(real or marked or _fixtures(item) & (COUNTS_QUERIES | {"transactional_db"}))


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
