"""Every text of a framework version under a stable key: for translation, for difference, for search.

A key names the kind of item, the item and the field: ``element.D1.1.title``, ``indicator.D1.1/3.text``,
``level.2.meaning``, ``element.D1.1.guide.4`` (the description of level 4), ``element.D1.1.evidence.2`` (the second
line), ``element.D1.1.action_title.3.1`` (the first action that helps to reach level 3). One walk through the content
serves all: it hands each key and text to a function and puts in what comes back.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from frameworks.definition import Dimension, Element, FrameworkDefinition, Guide, Indicator, SuggestedAction

Say = Callable[[str, str], str]
STEP_FIELDS = ("title", "meaning")


def wording(definition: FrameworkDefinition) -> dict[str, str]:
    """All texts by key, in reading order; an empty text is left out."""
    texts: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        if text:
            texts[key] = text
        return text

    rewritten(definition, note)
    return texts


def translated(definition: FrameworkDefinition, language: str) -> FrameworkDefinition:
    """The definition in a language (``de``, ``ar``); a text that is not translated stays as it is."""
    texts = {one.key: one.text for one in definition.translations if one.language == language}
    return rewritten(definition, texts.get) if texts else definition


def in_language(definition: FrameworkDefinition, language: str | None) -> FrameworkDefinition:
    """The definition as somebody reads it who has this language active; made once, and kept with the definition.

    Where ``pt-br`` has no translation, that of ``pt`` is taken; without either the definition stays as it is.
    """
    name = (language or "").lower()
    if name not in definition.renderings:
        has = {one.language for one in definition.translations}
        spoken = next((one for one in (name, name.partition("-")[0]) if one in has), "")
        definition.renderings[name] = translated(definition, spoken)
    return definition.renderings[name]


def rewritten(definition: FrameworkDefinition, say: Say) -> FrameworkDefinition:
    """The definition with every text that says something replaced by what ``say(key, text)`` gives."""
    return replace(
        _item(definition, "framework", ("title", "summary"), say),
        ratings=_steps(definition.ratings, "rating", "value", say),
        objective_answers=_steps(definition.objective_answers, "objective_answer", "code", say),
        levels=_steps(definition.levels, "level", "number", say),
        categories=tuple(
            replace(
                _item(category, f"category.{category.code}", ("title", "summary"), say),
                dimensions=tuple(_dimension(dimension, say) for dimension in category.dimensions),
            )
            for category in definition.categories
        ),
        enablers=tuple(_element(enabler, say) for enabler in definition.enablers),
        gates=tuple(_item(gate, f"gate.{gate.code}", ("title",), say) for gate in definition.gates),
    )


def _item[T: Any](item: T, key: str, fields: Iterable[str], say: Say) -> T:
    """A frozen value with these fields said anew."""
    return replace(item, **{field: _said(f"{key}.{field}", getattr(item, field), say) for field in fields})


def _said(key: str, text: str, say: Say) -> str:
    return say(key, text) if text else text


def _steps[T: Any](steps: tuple[T, ...], kind: str, name: str, say: Say) -> tuple[T, ...]:
    return tuple(_item(step, f"{kind}.{getattr(step, name)}", STEP_FIELDS, say) for step in steps)


def _dimension(dimension: Dimension, say: Say) -> Dimension:
    said = _item(dimension, f"dimension.{dimension.code}", ("title", "question", "summary"), say)
    return replace(said, elements=tuple(_element(element, say) for element in dimension.elements))


def _element(element: Element, say: Say) -> Element:
    key = f"element.{element.code}"
    said = _item(element, key, ("title", "definition", "objective"), say)
    indicators = tuple(_indicator(indicator, say) for indicator in element.indicators)
    return replace(said, indicators=indicators, guide=_guide(element.guide, key, say))


def _indicator(indicator: Indicator, say: Say) -> Indicator:
    return _item(indicator, f"indicator.{indicator.code}", ("text", "look_for"), say)


def _guide(guide: Guide, key: str, say: Say) -> Guide:
    return Guide(
        levels=tuple(replace(one, text=_said(f"{key}.guide.{one.level}", one.text, say)) for one in guide.levels),
        evidence=_lines(guide.evidence, f"{key}.evidence", say),
        questions=_lines(guide.questions, f"{key}.questions", say),
        misjudgements=_lines(guide.misjudgements, f"{key}.misjudgements", say),
        actions=tuple(_actions(guide.actions, key, say)),
    )


def _actions(actions: tuple[SuggestedAction, ...], key: str, say: Say) -> Iterator[SuggestedAction]:
    """Counted within their levels, so that one more for a level leaves the keys of the others as they are."""
    count: Counter[int] = Counter()
    for one in actions:
        count[one.level] += 1
        place = f"{one.level}.{count[one.level]}"
        title = _said(f"{key}.action_title.{place}", one.title, say)
        yield replace(one, title=title, text=_said(f"{key}.action_text.{place}", one.text, say))


def _lines(lines: tuple[str, ...], key: str, say: Say) -> tuple[str, ...]:
    return tuple(say(f"{key}.{number}", line) for number, line in enumerate(lines, start=1))
