"""The units of an organisation as a tree: which stands within which, and in what order they are read."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from organisations.models import Unit


@dataclass(frozen=True)
class Branch:
    """A unit at its place in the tree; ``depth`` is how many units it stands within, ``above`` the nearest of them."""

    unit: Unit
    depth: int
    above: Unit | None = None

    @property
    def within(self) -> range:
        """One for each unit that it stands within, for a template to indent by."""
        return range(self.depth)


def branches(units: Iterable[Unit]) -> list[Branch]:
    """The units in the order of the tree, each followed by its parts; as many as were given, each once."""
    parts: dict[int | None, list[Unit]] = {}
    for unit in units:
        parts.setdefault(unit.within_id, []).append(unit)
    return list(_walk(parts, None, 0))


def is_within(unit: Unit, outer: Unit, units: Iterable[Unit]) -> bool:
    """Whether ``unit`` is ``outer`` or stands within it, out of all ``units`` of the organisation."""
    above = {each.pk: each.within_id for each in units}
    place: int | None = unit.pk
    while place is not None and place != outer.pk:
        place = above.get(place)
    return place is not None


def unit_mark(unit: Unit) -> str:
    """A mark of what a unit is, which another change makes another one."""
    said = f"{unit.name}\n{unit.within_id}\n{unit.weight:.2f}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _walk(parts: dict[int | None, list[Unit]], above: Unit | None, depth: int) -> Iterator[Branch]:
    for unit in parts.get(above.pk if above else None, []):
        yield Branch(unit, depth, above)
        yield from _walk(parts, unit, depth + 1)
