"""What is done with whole versions: store one from plain values, publish it, copy it to a new draft."""

import dataclasses
from collections.abc import Iterable

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
    for position, category in enumerate(content.categories):
        _store_category(version, category, position)
    _store_elements(version, None, content.enablers)
    return version


@transaction.atomic
def publish_version(*, version: FrameworkVersion) -> FrameworkVersion:
    """Freeze a draft for use; raises UnpublishableError with every fault while it has any."""
    faults = check(version.definition())
    if faults:
        raise UnpublishableError(faults)
    version.published_at = timezone.now()
    version.save()
    return version


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


def _store_category(version: FrameworkVersion, category: plain.Category, position: int) -> None:
    stored = Category.objects.create(
        version=version,
        code=category.code,
        title=category.title,
        share=category.share,
        summary=category.summary,
        position=position,
    )
    for place, dimension in enumerate(category.dimensions):
        row = Dimension.objects.create(
            version=version,
            category=stored,
            code=dimension.code,
            title=dimension.title,
            question=dimension.question,
            summary=dimension.summary,
            position=place,
        )
        _store_elements(version, row, dimension.elements)


def _store_elements(version: FrameworkVersion, dimension: Dimension | None, elements: Iterable[plain.Element]) -> None:
    for position, element in enumerate(elements):
        row = Element.objects.create(
            version=version,
            dimension=dimension,
            code=element.code,
            title=element.title,
            definition=element.definition,
            objective=element.objective,
            points=element.points,
            position=position,
        )
        Indicator.objects.bulk_create(
            Indicator(element=row, number=indicator.number, text=indicator.text, weight=indicator.weight)
            for indicator in element.indicators
        )
