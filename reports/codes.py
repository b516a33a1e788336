"""Short codes on reports: what a reader types to reach the page that knows the report."""

import re
import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U, which are misread or make words
LENGTH: Final = 12  # 60 bits: nobody finds one by trying
GROUP: Final = 4
MISREAD: Final = str.maketrans("OIL", "011")


def new_code() -> str:
    """A code that nobody can guess, in groups: ``7K3M-Q9TD-2XVB``."""
    return in_groups("".join(secrets.choice(ALPHABET) for _place in range(LENGTH)))


def read_code(typed: str) -> str:
    """The code as it is stored, from what somebody typed; empty where it can't be one."""
    plain = re.sub(r"[\s\-–.]", "", typed).upper().translate(MISREAD)
    if len(plain) != LENGTH or any(letter not in ALPHABET for letter in plain):
        return ""
    return in_groups(plain)


def in_groups(plain: str) -> str:
    """Letters four by four."""
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))
