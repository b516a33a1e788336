"""What a target asks for, as plain values and as it is stored: of each element, of each dimension, or of the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

TOTAL: Final = "total"


class Scope(StrEnum):
    """What a target speaks of; what it asks of a dimension or the total is then spread over the elements."""

    ELEMENTS = "elements"
    DIMENSIONS = "dimensions"
    TOTAL = "total"


@dataclass(frozen=True)
class Ask:
    """What is asked of one thing: exactly one of a level (its number), a percentage, and points."""

    level: int | None = None
    percent: Decimal | None = None
    points: Decimal | None = None

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.level, self.percent, self.points)) != 1:
            raise ValueError("a level, a percentage or points: exactly one of them")


Asks = Mapping[str, Ask]


def asks_to_json(asks: Asks) -> dict[str, dict[str, Any]]:
    """What is asked, by code, for storage: decimals as strings, which keep every digit."""
    return {code: _to_json(ask) for code, ask in asks.items()}


def asks_from_json(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Ask]:
    """What ``asks_to_json`` stored."""
    return {code: _from_json(stored) for code, stored in data.items()}


def _to_json(ask: Ask) -> dict[str, Any]:
    if ask.level is not None:
        return {"level": ask.level}
    return {"percent": str(ask.percent)} if ask.percent is not None else {"points": str(ask.points)}


def _from_json(stored: Mapping[str, Any]) -> Ask:
    decimals = {name: Decimal(stored[name]) for name in ("percent", "points") if name in stored}
    return Ask(level=stored.get("level"), **decimals)
