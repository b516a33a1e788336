"""The rules beside the structure: ladder, gates, upgrade rules, translations. Each names only what is there."""

import re
from collections.abc import Collection, Iterator

from frameworks.checks.places import once, repeated
from frameworks.definition import FrameworkDefinition, Gate
from frameworks.faults import Fault
from frameworks.wording import wording

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
HUNDRED = 100


def check_rules(definition: FrameworkDefinition) -> Iterator[Fault]:
    """The faults of a version's rules."""
    yield from _ladder(definition)
    yield from _gates(definition)
    yield from _upgrades(definition)
    yield from _translations(definition)


def _ladder(definition: FrameworkDefinition) -> Iterator[Fault]:
    if definition.ladder is not None and not 0 < definition.ladder <= HUNDRED:
        yield Fault("ladder", "must be greater than 0 and at most 100")


def _gates(definition: FrameworkDefinition) -> Iterator[Fault]:
    yield from once("gates", "code", [gate.code for gate in definition.gates])
    held_back = {level.number for level in definition.levels[1:]}
    known = _codes_in(definition)
    for index, gate in enumerate(definition.gates):
        place = f"gates.{index}"
        if not 0 <= gate.at_least <= HUNDRED:
            yield Fault(f"{place}.at_least", "must be from 0 to 100")
        if gate.level not in held_back:
            words = "must be the number of a level above the lowest, for something must be left below it"
            yield Fault(f"{place}.level", words)
        yield from _gate_codes(place, gate, known[gate.scope])


def _gate_codes(place: str, gate: Gate, known: Collection[str]) -> Iterator[Fault]:
    for position, code in enumerate(gate.codes):
        if code not in known:
            yield Fault(f"{place}.of.{position}", f"there is no {gate.scope} {code}")


def _codes_in(definition: FrameworkDefinition) -> dict[str, Collection[str]]:
    return {
        "category": {category.code for category in definition.categories},
        "dimension": {dimension.code for dimension in definition.dimensions},
        "element": {element.code for element in definition.elements},
    }


def _upgrades(definition: FrameworkDefinition) -> Iterator[Fault]:
    rules, targets = definition.upgrades, _targets(definition)
    keys = [f"{rule.old} ({rule.kind} of {rule.from_version})" for rule in rules]
    yield from repeated((f"upgrades.{index}.old", key) for index, key in enumerate(keys))
    for index, rule in enumerate(rules):
        if rule.from_version == definition.version:
            yield Fault(f"upgrades.{index}.from", "must be an older version, not this one")
        if rule.new not in targets[rule.kind]:
            yield Fault(f"upgrades.{index}.new", f"there is no {rule.kind} {rule.new} in this version")


def _targets(definition: FrameworkDefinition) -> dict[str, Collection[str]]:
    return {
        "rating": {str(value) for value in definition.rating_by_value},
        "objective": definition.objective_answer_by_code,
        "element": definition.element_by_code,
        "indicator": {indicator.code for element in definition.walk() for indicator in element.indicators},
    }


def _translations(definition: FrameworkDefinition) -> Iterator[Fault]:
    if not definition.translations:
        return
    keys = wording(definition)
    placed = [(f"translations.{index}", one) for index, one in enumerate(definition.translations)]
    yield from repeated((f"{place}.key", f"{one.key} ({one.language})") for place, one in placed)
    for place, one in placed:
        if not LANGUAGE.fullmatch(one.language):
            yield Fault(f"{place}.language", "must be a language code in small letters, such as ar or pt-br")
        if one.key not in keys:
            yield Fault(f"{place}.key", f"there is no text {one.key} in this version")
