"""What a target asks for, as plain values and as it is stored: of each element, of each dimension, or of the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from assessments.results import plain_number
from frameworks.definition import FrameworkDefinition

TOTAL: Final = "total"
HUNDRED: Final = 100


class AsksError(ValueError):
    """A target that nobody could reach or read."""


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


def check_asks(definition: FrameworkDefinition, scope: Scope, asks: Asks) -> None:
    """Raise AsksError for a target that asks for nothing, or for what the framework has no place for.

    Where the dimensions are the rungs of a ladder, only the total has a level.
    """
    if not asks:
        raise AsksError("nothing is asked")
    most = _most(definition, scope)
    for code, ask in asks.items():
        if code not in most:
            raise AsksError(f"{code} is nothing that a target of {scope} speaks of")
        _check(definition, ask, most[code], has_level=definition.ladder is None or scope == Scope.TOTAL)


def _most(definition: FrameworkDefinition, scope: Scope) -> dict[str, Decimal]:
    """The codes that a target may name, with the points that there are."""
    if scope == Scope.ELEMENTS:
        return {element.code: element.points for element in definition.elements}
    if scope == Scope.DIMENSIONS:
        return {dimension.code: dimension.points for dimension in definition.dimensions}
    return {TOTAL: definition.points}


def _check(definition: FrameworkDefinition, ask: Ask, most: Decimal, *, has_level: bool) -> None:
    if ask.level is not None and not (has_level and any(one.number == ask.level for one in definition.levels)):
        raise AsksError(f"there is no level {ask.level}")
    if ask.percent is not None and not 0 <= ask.percent <= HUNDRED:
        raise AsksError(f"{ask.percent} is no percentage")
    if ask.points is not None and not 0 <= ask.points <= most:
        raise AsksError(f"{ask.points} points are more than there are, or fewer than none")


def _to_json(ask: Ask) -> dict[str, Any]:
    if ask.level is not None:
        return {"level": ask.level}
    if ask.percent is not None:
        return {"percent": plain_number(ask.percent)}
    return {"points": plain_number(ask.points or Decimal(0))}


def _from_json(stored: Mapping[str, Any]) -> Ask:
    decimals = {name: Decimal(stored[name]) for name in ("percent", "points") if name in stored}
    return Ask(level=stored.get("level"), **decimals)
