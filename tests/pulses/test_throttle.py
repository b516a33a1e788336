"""How many forms one network may send, and what is kept of its address."""

import pytest
from django.core.cache import cache

from pulses.throttle import KEY, LIMIT, WINDOW, is_too_much

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NOON = 1_800_000_000.0 // WINDOW * WINDOW


@pytest.fixture(autouse=True)
def _empty():
    cache.delete(KEY)


def test_form_after_the_limit_is_too_much_until_the_window_ends():
    asked = [is_too_much("192.0.2.7", now=NOON + number) for number in range(LIMIT + 1)]
    assert asked == [False] * LIMIT + [True]
    assert is_too_much("192.0.2.7", now=NOON + WINDOW - 1)
    assert not is_too_much("192.0.2.7", now=NOON + WINDOW)


def test_another_network_has_a_count_of_its_own():
    for _form in range(LIMIT + 1):
        is_too_much("192.0.2.7", now=NOON)
    assert not is_too_much("198.51.100.1", now=NOON)


def test_only_drawers_of_the_present_window_are_kept():
    is_too_much("192.0.2.7", now=NOON)
    window, counts = cache.get(KEY, default=(0, {}))
    assert window == NOON // WINDOW
    assert [len(drawer) for drawer in counts] == [3]
    is_too_much("198.51.100.1", now=NOON + WINDOW)
    later = cache.get(KEY)
    assert later[0] == window + 1
    assert len(later[1]) == 1


def test_addresses_share_four_thousand_drawers():
    for number in range(300):
        assert not is_too_much(f"2001:db8::{number:x}", now=NOON)
    _window, counts = cache.get(KEY)
    assert sum(counts.values()) == 300
    assert all(int(drawer, 16) < 4_096 for drawer in counts)
