"""How many forms one network may send in ten minutes, counted without keeping an address.

An address falls into one of 4,096 drawers by a keyed digest that is another one in each window; about a million IPv4
addresses share each drawer. One entry of the shared cache holds the drawers of one window, and the next window's
takes its place.
"""

import hmac
import time
from typing import Final

from django.conf import settings
from django.core.cache import cache

WINDOW: Final = 600  # seconds
LIMIT: Final = 60  # forms; a whole office may stand behind one address
KEY: Final = "pulse-forms"


def is_too_much(address: str, *, now: float | None = None) -> bool:
    """Count one more form from this address, and say whether it is over the limit of this window."""
    moment = time.time() if now is None else now
    window = int(moment // WINDOW)
    kept = cache.get(KEY)
    counts: dict[str, int] = kept[1] if kept and kept[0] == window else {}
    drawer = _drawer(address, window)
    counts[drawer] = counts.get(drawer, 0) + 1
    cache.set(KEY, (window, counts), timeout=WINDOW * (window + 1) - int(moment))
    return counts[drawer] > LIMIT


def _drawer(address: str, window: int) -> str:
    """Three hexadecimal digits, that is 4,096 drawers."""
    told = f"pulse {window} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, "sha256").hexdigest()[:3]
