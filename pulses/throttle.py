"""How many forms one network may send in ten minutes, counted without keeping an address.

An address falls into one of 4,096 drawers by a keyed digest that is another one in each window; about a million IPv4
addresses share each drawer. The drawers of one window are forgotten with the first form of a later one.
"""

import hmac
import time
from typing import Final

from django.conf import settings
from django.core.cache import cache

WINDOW: Final = 600  # seconds
LIMIT: Final = 500  # forms; a whole office, or a hall full of people, may stand behind one address
DRAWERS: Final = 4_096
KEY: Final = "pulse-forms"


def is_too_much(address: str, *, now: float | None = None) -> bool:
    """Count one more form from this address, and say whether it is over the limit of this window.

    Two forms at the same moment are both counted where the cache can count by itself; the database's may miss one.
    """
    moment = time.time() if now is None else now
    window = int(moment // WINDOW)
    _forget_before(window)
    key, left = _key(window, _drawer(address, window)), WINDOW * (window + 1) - int(moment)
    cache.add(key, 0, timeout=left)
    try:
        count = cache.incr(key)
    except ValueError:  # run out in between
        return False
    cache.touch(key, timeout=left)
    return count > LIMIT


def _forget_before(window: int) -> None:
    last = cache.get(KEY)
    if last == window:
        return
    cache.set(KEY, window, timeout=None)
    if last is not None:
        cache.delete_many([_key(last, f"{number:03x}") for number in range(DRAWERS)])


def _key(window: int, drawer: str) -> str:
    return f"{KEY}-{window}-{drawer}"


def _drawer(address: str, window: int) -> str:
    """Three hexadecimal digits, that is 4,096 drawers."""
    told = f"pulse {window} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, "sha256").hexdigest()[:3]
