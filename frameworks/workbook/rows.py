"""The rows of each sheet, from a definition; a row's values are in the order of the sheet's columns."""

from collections.abc import Iterator
from decimal import Decimal

from frameworks.content.reader import FORMAT
from frameworks.definition import Element, FrameworkDefinition
from frameworks.workbook.sheets import (
    CATEGORIES,
    DIMENSIONS,
    ELEMENTS,
    ENABLERS,
    GATES,
    GUIDE_KINDS,
    GUIDE_LINES,
    INDICATORS,
    LEVEL_DESCRIPTIONS,
    LEVELS,
    OBJECTIVE_ANSWERS,
    RATINGS,
    RELATED_ELEMENTS,
    SUGGESTED_ACTIONS,
    TRANSLATIONS,
    UPGRADE_RULES,
    VERSION,
    Sheet,
)

type Value = str | int | Decimal | None
type Line = tuple[Value, ...]


def rows_of(definition: FrameworkDefinition) -> dict[Sheet, list[Line]]:
    """The rows of every sheet."""
    return {
        VERSION: [_version(definition)],
        RATINGS: [(one.value, one.title, one.percent, one.meaning) for one in definition.ratings],
        OBJECTIVE_ANSWERS: [(one.code, one.title, one.percent, one.meaning) for one in definition.objective_answers],
        LEVELS: [(one.number, one.title, one.from_percent, one.meaning) for one in definition.levels],
        CATEGORIES: [(one.code, one.title, one.share, one.summary) for one in definition.categories],
        DIMENSIONS: list(_dimensions(definition)),
        ELEMENTS: list(_elements(definition)),
        ENABLERS: [(one.code, one.title, one.definition) for one in definition.enablers],
        INDICATORS: [
            (one.code, one.text, None if one.weight == 1 else one.weight, one.look_for)
            for element in definition.walk()
            for one in element.indicators
        ],
        LEVEL_DESCRIPTIONS: [
            (element.code, one.level, one.text) for element in definition.walk() for one in element.guide.levels
        ],
        GUIDE_LINES: [line for element in definition.walk() for line in _guide_lines(element)],
        SUGGESTED_ACTIONS: [
            (element.code, one.level, one.title, one.text, one.function, one.effort)
            for element in definition.walk()
            for one in element.guide.actions
        ],
        GATES: [
            (one.code, one.title, one.scope, ", ".join(one.codes), one.at_least, one.level) for one in definition.gates
        ],
        UPGRADE_RULES: [(one.from_version, one.kind, one.old, one.new) for one in definition.upgrades],
        RELATED_ELEMENTS: [(element.code, code) for element in definition.walk() for code in element.related],
        TRANSLATIONS: [(one.language, one.key, one.text) for one in definition.translations],
    }


def _version(definition: FrameworkDefinition) -> Line:
    return (
        FORMAT,
        definition.framework,
        definition.version,
        definition.title,
        definition.summary,
        definition.points,
        definition.indicators_share,
        definition.objective_share,
        definition.ladder,
        definition.related_framework,
    )


def _dimensions(definition: FrameworkDefinition) -> Iterator[Line]:
    for category in definition.categories:
        for one in category.dimensions:
            yield category.code, one.code, one.title, one.question, one.summary


def _elements(definition: FrameworkDefinition) -> Iterator[Line]:
    for dimension in definition.dimensions:
        for one in dimension.elements:
            yield dimension.code, one.code, one.title, one.points, one.definition, one.objective


def _guide_lines(element: Element) -> Iterator[Line]:
    for kind in GUIDE_KINDS:
        for line in getattr(element.guide, kind):
            yield element.code, kind, line
