"""Writing a content file: the same definition gives the same text, and reading that gives the definition back."""

from collections.abc import Mapping
from typing import Any

from frameworks.content.canonical import to_yaml
from frameworks.content.nodes import UNSTORABLE
from frameworks.content.reader import FORMAT
from frameworks.definition import (
    Category,
    Dimension,
    Element,
    FrameworkDefinition,
    Gate,
    Guide,
    Indicator,
    Level,
    ObjectiveAnswer,
    Rating,
    SuggestedAction,
    Translation,
    UpgradeRule,
)
from frameworks.wording import rewritten


def write_content(definition: FrameworkDefinition) -> str:
    """The content file of a definition; the same definition gives the same text, and reading it gives it back."""
    return to_yaml(_framework_out(in_files(definition)))


def in_files(definition: FrameworkDefinition) -> FrameworkDefinition:
    """The definition with every text as a file may hold it: one kind of line break, and no control characters.

    A form sends each line break as two characters, and a pasted text may bring along what nobody sees.
    """
    return rewritten(definition, lambda _, text: UNSTORABLE.sub(" ", text.replace("\r\n", "\n")))


def _framework_out(definition: FrameworkDefinition) -> dict[str, Any]:
    return _said(
        format=FORMAT,
        framework=definition.framework,
        version=definition.version,
        title=definition.title,
        summary=definition.summary,
        points=definition.points,
        split={"indicators": definition.indicators_share, "objective": definition.objective_share},
        ladder=definition.ladder,
        related_framework=definition.related_framework,
        ratings=[_step_out(step, "value", "percent") for step in definition.ratings],
        objective_answers=[_step_out(step, "code", "percent") for step in definition.objective_answers],
        levels=[_level_out(level) for level in definition.levels],
        categories=[_category_out(category) for category in definition.categories],
        enablers=[_element_out(enabler, counted=False) for enabler in definition.enablers],
        gates=[_gate_out(gate) for gate in definition.gates],
        upgrades=[_upgrade_out(rule) for rule in definition.upgrades],
        translations=[_translation_out(translation) for translation in definition.translations],
    )


def _said(**values: Any) -> dict[str, Any]:
    """The values without those that say nothing: empty texts, empty lists and empty mappings."""
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}


def _step_out(step: Rating | ObjectiveAnswer, *keys: str) -> dict[str, Any]:
    first, second = ((key, getattr(step, key)) for key in keys)
    return _said(**dict([first]), title=step.title, **dict([second]), meaning=step.meaning)


def _level_out(level: Level) -> dict[str, Any]:
    return _said(number=level.number, title=level.title) | _said(**{"from": level.from_percent}, meaning=level.meaning)


def _category_out(category: Category) -> dict[str, Any]:
    return _said(
        code=category.code,
        title=category.title,
        share=category.share,
        summary=category.summary,
        dimensions=[_dimension_out(dimension) for dimension in category.dimensions],
    )


def _dimension_out(dimension: Dimension) -> dict[str, Any]:
    return _said(
        code=dimension.code,
        title=dimension.title,
        question=dimension.question,
        summary=dimension.summary,
        elements=[_element_out(element, counted=True) for element in dimension.elements],
    )


def _element_out(element: Element, *, counted: bool) -> dict[str, Any]:
    return (
        _said(code=element.code, title=element.title)
        | ({"points": element.points} if counted else {})
        | _said(
            definition=element.definition,
            objective=element.objective,
            related=list(element.related),
            guide=_guide_out(element.guide),
            indicators=[_indicator_out(indicator) for indicator in element.indicators],
        )
    )


def _indicator_out(indicator: Indicator) -> dict[str, Any]:
    weight: Mapping[str, Any] = {} if indicator.weight == 1 else {"weight": indicator.weight}
    return {"code": indicator.code, "text": indicator.text, **weight} | _said(look_for=indicator.look_for)


def _guide_out(guide: Guide) -> dict[str, Any]:
    return _said(
        levels=[{"level": description.level, "text": description.text} for description in guide.levels],
        evidence=list(guide.evidence),
        questions=list(guide.questions),
        misjudgements=list(guide.misjudgements),
        actions=[_action_out(action) for action in guide.actions],
    )


def _action_out(action: SuggestedAction) -> dict[str, Any]:
    return _said(
        level=action.level, title=action.title, text=action.text, function=action.function, effort=action.effort
    )


def _gate_out(gate: Gate) -> dict[str, Any]:
    return _said(
        code=gate.code,
        title=gate.title,
        scope=gate.scope,
        of=list(gate.codes),
        at_least=gate.at_least,
        level=gate.level,
    )


def _upgrade_out(rule: UpgradeRule) -> dict[str, Any]:
    return {"from": rule.from_version, "kind": rule.kind, "old": rule.old, "new": rule.new}


def _translation_out(translation: Translation) -> dict[str, Any]:
    return {"language": translation.language, "key": translation.key, "text": translation.text}
