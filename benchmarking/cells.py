"""Which groups are published, and the cells that they leave of one another: plain functions, without Django.

A cell is a set of organisations that no published group tells apart. Whoever adds, subtracts or crosses published
groups always ends with whole cells, so it is the cells that may never be small.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from benchmarking.privacy import Rules


class Group(NamedTuple):
    """Organisations that have one thing in common, such as ``sector`` and ``finance``; ``ALL`` has no value."""

    kind: str
    value: str


ALL: Final = Group("all", "")
Signature = frozenset[Group]


@dataclass(frozen=True)
class Entry:
    """One organisation's part in the figures: whose approval it is, and the groups that it belongs to beside all."""

    organisation: str
    approval: str
    groups: Signature


def cells_of(entries: Iterable[Entry], family: Collection[Group]) -> dict[Signature, frozenset[Entry]]:
    """The entries by the published groups that they are in; what is in none has a cell of its own."""
    found: defaultdict[Signature, set[Entry]] = defaultdict(set)
    published = frozenset(family)
    for entry in entries:
        found[entry.groups & published].add(entry)
    return {signature: frozenset(those) for signature, those in found.items()}


def choose(entries: Collection[Entry], before: Collection[Group], rules: Rules) -> Signature | None:
    """The groups to publish beside all; None where even all are too few.

    One after the other, those published before first and then the larger ones, each only if every cell that is left
    has the minimum: the larger of two that don't go together wins.
    """
    if len(entries) < max(rules.minimum, 1):
        return None
    sizes = Counter(group for entry in entries for group in entry.groups)
    family: Signature = frozenset()
    for group in sorted(sizes, key=lambda one: (one not in before, -sizes[one], one)):
        if sizes[group] >= rules.minimum and _fits(entries, family | {group}, rules):
            family |= {group}
    return family


def _fits(entries: Collection[Entry], family: Signature, rules: Rules) -> bool:
    if not rules.complementary:
        return True
    return min(map(len, cells_of(entries, family).values())) >= rules.minimum
