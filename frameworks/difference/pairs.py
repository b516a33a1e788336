"""What in one version became what in another: by code, unless an upgrade rule says otherwise."""

from collections.abc import Mapping

from frameworks.definition import FrameworkDefinition
from frameworks.difference.items import items_of
from frameworks.difference.values import Item, Key, Kind

RULES: dict[str, Kind] = {
    "element": "element",
    "indicator": "indicator",
    "rating": "rating",
    "objective": "objective_answer",
}


def became(old: FrameworkDefinition, new: FrameworkDefinition) -> dict[Key, Key]:
    """For each item of the old version the one that it is in the new version; what is not there any more is left out.

    An indicator without a rule goes with its element and keeps its number, as answers do on an upgrade. Looking back,
    from a newer version to an older one, the newer one's rules are read the other way round.
    """
    there, rules = items_of(new), _rules(old, new)
    targets: dict[Key, Key] = {}
    for key, item in items_of(old).items():  # an element comes before its indicators
        along = _along(item, targets["element", item.parent]) if item.kind == "indicator" else key
        targets[key] = rules.get(key, along)
    return {key: target for key, target in targets.items() if target in there}


def counterparts(pairs: Mapping[Key, Key]) -> dict[Key, Key]:
    """For each item of the new version the one it is compared with: the one with its own code, or the first."""
    found: dict[Key, Key] = {}
    for old, new in pairs.items():
        if old == new or new not in found:
            found[new] = old
    return found


def _rules(old: FrameworkDefinition, new: FrameworkDefinition) -> dict[Key, Key]:
    forth = {
        (RULES[rule.kind], rule.old): (RULES[rule.kind], rule.new)
        for rule in new.upgrades
        if rule.from_version == old.version
    }
    back = {
        (RULES[rule.kind], rule.new): (RULES[rule.kind], rule.old)
        for rule in old.upgrades
        if rule.from_version == new.version
    }
    return back | forth


def _along(indicator: Item, element: Key) -> Key:
    """Where an indicator goes because its element went there."""
    return "indicator", f"{element[1]}/{indicator.code.rpartition('/')[2]}"
