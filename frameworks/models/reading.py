"""A stored version as plain values, in a number of queries that doesn't depend on its size."""

import datetime
import uuid
from functools import lru_cache
from typing import Any

from frameworks import definition as plain


@lru_cache(maxsize=32)
def published_definition(model: Any, version: uuid.UUID, published_at: datetime.datetime) -> plain.FrameworkDefinition:
    """The content of a published version, read once in each process.

    The moment of publishing is part of what is asked for: a publication that was rolled back, after somebody had
    read it, is then never taken for the one that follows.
    """
    return read_definition(model.objects.select_related("framework").get(uuid=version, published_at=published_at))


def read_definition(version: Any) -> plain.FrameworkDefinition:
    """The content of a version as it is stored now."""
    parts = ("indicators", "level_descriptions", "suggested_actions")
    elements = list(version.elements.in_order().prefetch_related(*parts))
    return plain.FrameworkDefinition(
        framework=version.framework.slug,
        version=version.number,
        title=version.title,
        summary=version.summary,
        points=version.points,
        indicators_share=version.indicators_share,
        objective_share=version.objective_share,
        ratings=tuple(step.value_object() for step in version.ratings.in_order()),
        objective_answers=tuple(step.value_object() for step in version.objective_answers.in_order()),
        levels=tuple(level.value_object() for level in version.levels.in_order()),
        categories=_read_categories(version, elements),
        enablers=tuple(element.value_object() for element in elements if element.dimension_id is None),
        ladder=version.ladder,
        gates=tuple(gate.value_object() for gate in version.gates.in_order()),
        related_framework=version.related_framework,
        upgrades=tuple(rule.value_object() for rule in version.upgrade_rules.in_order()),
        translations=tuple(translation.value_object() for translation in version.translations.in_order()),
    )


def _read_categories(version: Any, elements: list[Any]) -> tuple[plain.Category, ...]:
    by_dimension: dict[int, list[plain.Element]] = {}
    for element in elements:
        by_dimension.setdefault(element.dimension_id, []).append(element.value_object())
    by_category: dict[int, list[plain.Dimension]] = {}
    for dimension in version.dimensions.in_order():
        value = dimension.value_object(tuple(by_dimension.get(dimension.pk, ())))
        by_category.setdefault(dimension.category_id, []).append(value)
    return tuple(
        category.value_object(tuple(by_category.get(category.pk, ()))) for category in version.categories.in_order()
    )
