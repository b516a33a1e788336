"""What is done with whole versions: store one from plain values, publish it, copy it to a new draft."""

import dataclasses
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from frameworks import definition as plain
from frameworks.checks import check
from frameworks.faults import Faults
from frameworks.models import (
    Category,
    Dimension,
    Element,
    Framework,
    FrameworkVersion,
    Indicator,
    MaturityLevel,
    ObjectiveStep,
    RatingStep,
)


class UnpublishableError(Faults):
    """A draft has faults and stays a draft; ``faults`` names each."""


@transaction.atomic
def store_draft(*, content: plain.FrameworkDefinition) -> FrameworkVersion:
    """Store plain content as a new draft version of its framework, which is made when it is the first."""
    framework, _ = Framework.objects.get_or_create(slug=content.framework, defaults={"title": content.title})
    version = FrameworkVersion.objects.create(
        framework=framework,
        number=content.version,
        title=content.title,
        summary=content.summary,
        points=content.points,
        indicators_share=content.indicators_share,
        objective_share=content.objective_share,
    )
    _store_scales(version, content)
    _store_structure(version, content)
    return version


@transaction.atomic
def publish_version(*, version: FrameworkVersion) -> FrameworkVersion:
    """Freeze a draft for use; raises UnpublishableError with every fault while it has any.

    What is stored counts, not what ``version`` holds in memory. Raises FrozenVersionError when it is published
    already: the moment of publishing never changes.
    """
    stored = FrameworkVersion.objects.select_for_update(of=("self",), no_key=True).select_related("framework")
    stored_version = stored.get(pk=version.pk)
    faults = [] if stored_version.is_published else check(stored_version.definition())
    if faults:
        raise UnpublishableError(faults)
    stored_version.published_at = timezone.now()
    stored_version.save()
    version.published_at = stored_version.published_at
    return stored_version


@transaction.atomic
def copy_version(*, version: FrameworkVersion, number: str) -> FrameworkVersion:
    """Copy a version's whole content to a new draft with this number; every code stays the same."""
    return store_draft(content=dataclasses.replace(version.definition(), version=number))


def next_number(version: FrameworkVersion) -> str:
    """A number for a copy that no version of the framework has yet: the last part counted up."""
    taken = set(version.framework.versions.values_list("number", flat=True))
    *head, last = version.number.split(".")
    counter = int(last) + 1
    while ".".join([*head, str(counter)]) in taken:
        counter += 1
    return ".".join([*head, str(counter)])


def _store_scales(version: FrameworkVersion, content: plain.FrameworkDefinition) -> None:
    RatingStep.objects.bulk_create(
        RatingStep(version=version, value=step.value, title=step.title, percent=step.percent, meaning=step.meaning)
        for step in content.ratings
    )
    ObjectiveStep.objects.bulk_create(
        ObjectiveStep(
            version=version,
            code=step.code,
            title=step.title,
            percent=step.percent,
            meaning=step.meaning,
            position=position,
        )
        for position, step in enumerate(content.objective_answers)
    )
    MaturityLevel.objects.bulk_create(
        MaturityLevel(
            version=version,
            number=level.number,
            title=level.title,
            from_percent=level.from_percent,
            meaning=level.meaning,
        )
        for level in content.levels
    )


def _store_structure(version: FrameworkVersion, content: plain.FrameworkDefinition) -> None:
    """One write a table, each of which gives the rows that the next one refers to."""
    categories = Category.objects.bulk_create(_categories(version, content))
    dimensions = Dimension.objects.bulk_create(_dimensions(version, content, categories))
    elements = Element.objects.bulk_create(_elements(version, content, dimensions))
    Indicator.objects.bulk_create(
        Indicator(element=row, number=indicator.number, text=indicator.text, weight=indicator.weight)
        for row, element in zip(elements, content.walk(), strict=True)
        for indicator in element.indicators
    )


def _categories(version: FrameworkVersion, content: plain.FrameworkDefinition) -> Iterator[Category]:
    for position, category in enumerate(content.categories):
        yield Category(
            version=version,
            code=category.code,
            title=category.title,
            share=category.share,
            summary=category.summary,
            position=position,
        )


def _dimensions(
    version: FrameworkVersion, content: plain.FrameworkDefinition, categories: list[Category]
) -> Iterator[Dimension]:
    for row, category in zip(categories, content.categories, strict=True):
        for position, dimension in enumerate(category.dimensions):
            yield Dimension(
                version=version,
                category=row,
                code=dimension.code,
                title=dimension.title,
                question=dimension.question,
                summary=dimension.summary,
                position=position,
            )


def _elements(
    version: FrameworkVersion, content: plain.FrameworkDefinition, dimensions: list[Dimension]
) -> Iterator[Element]:
    for row, dimension in zip(dimensions, content.dimensions, strict=True):
        for position, element in enumerate(dimension.elements):
            yield _element(version, row, element, position)
    for position, enabler in enumerate(content.enablers):
        yield _element(version, None, enabler, position)


def _element(version: FrameworkVersion, dimension: Dimension | None, element: plain.Element, position: int) -> Element:
    return Element(
        version=version,
        dimension=dimension,
        code=element.code,
        title=element.title,
        definition=element.definition,
        objective=element.objective,
        points=element.points,
        position=position,
    )
