"""How many forms one network may send, and what is kept of its address."""

import pytest
from django.core.cache import cache
from django.db import connection

from pulses.throttle import DRAWERS, KEY, LIMIT, WINDOW, _drawer, is_too_much

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NOON = 1_800_000_000.0 // WINDOW * WINDOW


@pytest.fixture(autouse=True)
def _empty():
    cache.clear()


@pytest.fixture
def few(monkeypatch):
    """A limit of three."""
    monkeypatch.setattr("pulses.throttle.LIMIT", 3)


def drawers():
    """What is kept: the counts by the keys of window and drawer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [row[0].rsplit(":", 1)[1] for row in cursor.fetchall()]
    return {key.removeprefix(f"{KEY}-"): cache.get(key) for key in keys if key != KEY}


def test_office_of_some_hundred_behind_one_address_gets_through():
    assert LIMIT == 500


def test_form_after_the_limit_is_too_much_until_the_window_ends(few):
    asked = [is_too_much("192.0.2.7", now=NOON + number) for number in range(4)]
    assert asked == [False] * 3 + [True]
    assert is_too_much("192.0.2.7", now=NOON + WINDOW - 1)
    assert not is_too_much("192.0.2.7", now=NOON + WINDOW)


def test_another_network_has_a_count_of_its_own(few):
    for _form in range(4):
        is_too_much("192.0.2.7", now=NOON)
    assert not is_too_much("198.51.100.1", now=NOON)


def test_count_lasts_as_long_as_its_window(few, monkeypatch):
    """Counting must not give it the shorter life that the cache gives by itself."""
    lives = []
    touch = cache.touch
    monkeypatch.setattr(cache, "touch", lambda key, timeout: lives.append(timeout) or touch(key, timeout=timeout))
    is_too_much("192.0.2.7", now=NOON + 10)
    assert lives == [WINDOW - 10]


def test_only_drawers_of_the_present_window_are_kept():
    is_too_much("192.0.2.7", now=NOON)
    is_too_much("198.51.100.1", now=NOON + 5 * WINDOW)
    assert [key.split("-")[0] for key in drawers()] == [str(int(NOON // WINDOW) + 5)]


def test_addresses_share_four_thousand_drawers():
    for number in range(40):
        assert not is_too_much(f"2001:db8::{number:x}", now=NOON)
    found = drawers()
    assert sum(found.values()) == 40
    assert all(int(key.split("-")[1], 16) < DRAWERS for key in found)


def test_form_whose_count_runs_out_in_between_gets_through(few, monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *given, **more: False)
    assert not any(is_too_much("192.0.2.7", now=NOON) for _form in range(5))


def test_drawer_is_told_by_nobody_who_lacks_the_key(settings):
    drawers_of = []
    for key in ("one key", "another key"):
        settings.SECRET_KEY = key
        drawers_of.append([_drawer(f"192.0.2.{number}", 7) for number in range(5)])
    assert drawers_of[0] != drawers_of[1]
    assert drawers_of[0] != [_drawer(f"192.0.2.{number}", 8) for number in range(5)]
