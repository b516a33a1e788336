"""What a version is made of, as a flat list in reading order, and its texts by item."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from frameworks.definition import Dimension, Element, FrameworkDefinition, Gate, Guide, SuggestedAction
from frameworks.difference.values import Item, Key, Kind
from frameworks.wording import wording

TEXT = re.compile(
    r"(?P<kind>[a-z_]+)\.(?:(?P<code>.+)\.)?"
    r"(?P<field>title|summary|question|definition|objective|text|look_for|meaning"
    r"|guide\.\d+|(?P<lines>evidence|questions|misjudgements)\.\d+|action_(?:title|text)\.(?P<level>\d+)\.\d+)"
)
Texts = dict[tuple[Key, str], str]


def items_of(definition: FrameworkDefinition) -> dict[Key, Item]:
    """Every item of a version by kind and code."""
    return {item.key: item for item in _items(definition)}


def texts_of(definition: FrameworkDefinition) -> Texts:
    """Every text by item and field; lines that belong together are one text, and so are related codes.

    Whatever helps to reach one level is one text too, and the functions and efforts of it are another.
    """
    texts: Texts = {}
    for key, text in wording(definition).items():
        _note(texts, *place_of(key), text)
    for element in definition.walk():
        for code in element.related:
            _note(texts, ("element", element.code), "related", code)
        for level, facts in _facts(element.guide):
            _note(texts, ("element", element.code), f"action_facts.{level}", facts)
    return texts


def translations_of(definition: FrameworkDefinition) -> dict[str, Texts]:
    """The texts of each language, as ``texts_of`` has them."""
    languages: dict[str, Texts] = {}
    for one in definition.translations:
        if TEXT.fullmatch(one.key):
            _note(languages.setdefault(one.language, {}), *place_of(one.key), one.text)
    return languages


def place_of(key: str) -> tuple[Key, str]:
    """The item and the field that a text's key names; a line's number is left out."""
    found: Any = TEXT.fullmatch(key)
    field = f"actions.{found['level']}" if found["level"] else found["lines"] or found["field"]
    return (found["kind"], found["code"] or ""), field


def _note(texts: Texts, key: Key, field: str, text: str) -> None:
    before = texts.get((key, field))
    texts[key, field] = text if before is None else f"{before}\n{text}"


def _facts(guide: Guide) -> Iterator[tuple[int, str]]:
    """For each level that something helps to reach, a line of function and effort for each, if any has them."""
    for level in dict.fromkeys(action.level for action in guide.actions):
        lines = [_function_and_effort(action) for action in guide.actions_for(level)]
        if any(lines):
            yield level, "\n".join(line or "–" for line in lines)


def _function_and_effort(action: SuggestedAction) -> str:
    effort = "" if action.effort is None else _plain(action.effort)
    return ", ".join(filter(None, (action.function, effort)))


def _items(definition: FrameworkDefinition) -> Iterator[Item]:
    yield Item("framework", "", definition.title, weights=_framework_weights(definition))
    for place, category in enumerate(definition.categories, start=1):
        weights = (("share", _plain(category.share)),)
        yield Item("category", category.code, category.title, "", place, weights)
        for position, dimension in enumerate(category.dimensions, start=1):
            yield Item("dimension", dimension.code, dimension.title, category.code, position)
            yield from _elements(dimension.elements, dimension)
    yield from _elements(definition.enablers)
    yield from _steps("rating", "value", definition.ratings)
    yield from _steps("objective_answer", "code", definition.objective_answers)
    for place, level in enumerate(definition.levels, start=1):
        yield Item("level", str(level.number), level.title, "", place, (("from_percent", _plain(level.from_percent)),))
    for place, gate in enumerate(definition.gates, start=1):
        yield Item("gate", gate.code, gate.title, "", place, _gate_weights(gate))


def _elements(elements: Iterable[Element], dimension: Dimension | None = None) -> Iterator[Item]:
    for position, element in enumerate(elements, start=1):
        weights = (("points", _plain(element.points)),) if dimension else ()
        yield Item("element", element.code, element.title, dimension.code if dimension else "", position, weights)
        for place, indicator in enumerate(element.indicators, start=1):
            weight = (("weight", _plain(indicator.weight)),)
            yield Item("indicator", indicator.code, indicator.text, element.code, place, weight)


def _steps(kind: Kind, name: str, steps: Iterable[Any]) -> Iterator[Item]:
    for place, step in enumerate(steps, start=1):
        yield Item(kind, str(getattr(step, name)), step.title, "", place, (("percent", _plain(step.percent)),))


def _framework_weights(definition: FrameworkDefinition) -> tuple[tuple[str, str], ...]:
    return (
        ("points", _plain(definition.points)),
        ("indicators_share", _plain(definition.indicators_share)),
        ("objective_share", _plain(definition.objective_share)),
        ("ladder", "" if definition.ladder is None else _plain(definition.ladder)),
        ("related_framework", definition.related_framework),
    )


def _gate_weights(gate: Gate) -> tuple[tuple[str, str], ...]:
    return (
        ("scope", gate.scope),
        ("codes", ", ".join(gate.codes)),
        ("at_least", _plain(gate.at_least)),
        ("gate_level", str(gate.level)),
    )


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
