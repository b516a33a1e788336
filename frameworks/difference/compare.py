"""The difference between two versions: added, removed, reworded, moved, re-weighted."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frameworks.definition import FrameworkDefinition
from frameworks.difference.items import Texts, items_of, texts_of, translations_of
from frameworks.difference.pairs import became, counterparts
from frameworks.difference.values import Difference, Item, Key, Moved, Reweighted, Reworded
from frameworks.difference.words import pieces

ORDERED = {"category", "dimension", "element", "objective_answer", "gate"}  # the others are ordered by their codes


def difference(old: FrameworkDefinition, new: FrameworkDefinition) -> Difference:
    """Everything that changed from one version of a framework to another; upgrade rules and codes say what is what."""
    both = _Both.of(old, new)
    return Difference(
        added=tuple(item for key, item in both.new.items() if key not in both.counterparts),
        removed=tuple(item for key, item in both.old.items() if key not in both.became),
        reworded=tuple(_reworded(both, old, new)),
        moved=tuple(_moved(both)),
        reweighted=tuple(_reweighted(both)),
    )


@dataclass(frozen=True)
class _Both:
    """The items of both versions; ``became`` leads from old to new, ``counterparts`` back to one of each."""

    old: Mapping[Key, Item]
    new: Mapping[Key, Item]
    became: Mapping[Key, Key]
    counterparts: Mapping[Key, Key]

    @classmethod
    def of(cls, old: FrameworkDefinition, new: FrameworkDefinition) -> "_Both":
        found = became(old, new)
        return cls(items_of(old), items_of(new), found, counterparts(found))

    def pairs(self) -> Iterator[tuple[Item, Item]]:
        """Old and new of what is in both versions, in the new one's order."""
        for key, item in self.new.items():
            if key in self.counterparts:
                yield self.old[self.counterparts[key]], item


def _reworded(both: _Both, old: FrameworkDefinition, new: FrameworkDefinition) -> Iterator[Reworded]:
    yield from _texts(both, texts_of(old), texts_of(new))
    before, after = translations_of(old), translations_of(new)
    for language in sorted(before.keys() | after.keys()):
        yield from _texts(both, before.get(language, {}), after.get(language, {}), language)


def _texts(both: _Both, old: Texts, new: Texts, language: str = "") -> Iterator[Reworded]:
    fields = _fields(new), _fields(old)
    for before, after in both.pairs():
        named = dict.fromkeys([*fields[0].get(after.key, ()), *fields[1].get(before.key, ())])
        for field in named:
            was, says = old.get((before.key, field), ""), new.get((after.key, field), "")
            if was != says:
                yield Reworded(after, field, was, says, pieces(was, says), language)


def _fields(texts: Texts) -> dict[Key, list[str]]:
    fields: dict[Key, list[str]] = {}
    for key, field in texts:
        fields.setdefault(key, []).append(field)
    return fields


def _reweighted(both: _Both) -> Iterator[Reweighted]:
    for before, after in both.pairs():
        was, says = dict(before.weights), dict(after.weights)
        for weight in dict.fromkeys([*says, *was]):
            if was.get(weight, "") != says.get(weight, ""):
                yield Reweighted(after, weight, was.get(weight, ""), says.get(weight, ""))


def _moved(both: _Both) -> Iterator[Moved]:
    reordered = _reordered(both)
    for before, after in both.pairs():
        if after.key in reordered or _is_elsewhere(both, before, after):
            yield Moved(before, after)
    for old, new in both.became.items():
        if both.counterparts[new] != old:
            yield Moved(both.old[old], both.new[new], merged=True)


def _is_elsewhere(both: _Both, before: Item, after: Item) -> bool:
    """Whether the code is another one, or the item lies in another parent; an indicator goes with its element."""
    parent = _parent(before)
    if parent is not None and before.kind == "indicator":
        expected = both.became.get(parent)
        goes_along = expected is not None and after.code == f"{expected[1]}/{before.code.rpartition('/')[2]}"
        return not goes_along
    return before.code != after.code or (parent and both.became.get(parent)) != _parent(after)


def _parent(item: Item) -> Key | None:
    kinds: Mapping[str, str] = {"dimension": "category", "element": "dimension", "indicator": "element"}
    return (kinds[item.kind], item.parent) if item.kind in kinds and item.parent else None  # type: ignore[return-value]


def _reordered(both: _Both) -> set[Key]:
    """What has another place among those that stayed with it: as few as explain the new order."""
    groups: dict[tuple[str, str], list[tuple[int, Key]]] = {}
    for before, after in both.pairs():
        if after.kind in ORDERED and not _is_elsewhere(both, before, after):
            groups.setdefault((after.kind, after.parent), []).append((before.position, after.key))
    return {key for group in groups.values() for key in _out_of_line(group)}


def _out_of_line(group: list[tuple[int, Key]]) -> set[Key]:
    """All but the longest run that still stands in the old order."""
    ends: list[int] = []
    runs: list[list[Key]] = []
    for position, key in group:
        place = bisect_left(ends, position)
        run = [*(runs[place - 1] if place else ()), key]
        ends[place : place + 1], runs[place : place + 1] = [position], [run]
    return {key for _position, key in group} - set(runs[-1])
