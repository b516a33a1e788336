"""What an open page says of itself: which versions of the answers it shows."""

from collections.abc import Mapping


class MangledBeatError(Exception):
    """What was sent is not what the page sends."""


def seen_versions(data: Mapping[str, str]) -> dict[str, int]:
    """The version of each answer that the page shows, by its item (``1:3 2:0 comment:1``)."""
    try:
        pairs = [pair.split(":") for pair in data.get("versions", "").split()]
        return {item: int(version) for item, version in pairs}
    except ValueError as fault:
        raise MangledBeatError from fault
