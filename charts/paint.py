"""The colours of the charts' presentation attributes, read from the one file that holds all colours.

The PDF engine does not apply a page's style sheets inside an SVG, so a shape carries its colour itself; on screen the
class beside it takes over, and with it the dark set.
"""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[1] / "static" / "css" / "tokens.css"
TOKEN = re.compile(r"^\s*--(?P<name>[\w-]+):\s*(?P<value>#[0-9a-f]{6});", re.MULTILINE)


def read_tokens(css: str) -> dict[str, str]:
    """The colours of one block of declarations, by name without the dashes before it."""
    return {match["name"]: match["value"] for match in TOKEN.finditer(css)}


def blocks(css: str) -> tuple[str, str]:
    """The light set and the dark one, as text."""
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    return light, dark


@cache
def palette() -> dict[str, str]:
    """The light set, which is the one that is printed."""
    return read_tokens(blocks(TOKENS.read_text(encoding="utf-8"))[0])
