"""Which way a text runs."""

import unicodedata


def direction(text: str) -> str:
    """Which way a text runs, by its first letter that says so: ``rtl`` for Arabic, else ``ltr``."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"
