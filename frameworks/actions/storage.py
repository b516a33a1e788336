"""Storing a version from plain values: one write a table."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from frameworks import definition as plain
from frameworks.models import (
    Category,
    Dimension,
    Element,
    Framework,
    FrameworkVersion,
    Gate,
    Indicator,
    LevelDescription,
    MaturityLevel,
    ObjectiveStep,
    RatingStep,
    SuggestedAction,
    Translation,
    UpgradeRule,
)


@transaction.atomic
def store_draft(*, content: plain.FrameworkDefinition, note: str = "") -> FrameworkVersion:
    """Store plain content as a new draft version of its framework, which is made when it is the first.

    ``note`` says in the version's history where the content came from.
    """
    framework, _made = Framework.objects.get_or_create(slug=content.framework, defaults={"title": content.title})
    version = FrameworkVersion(
        framework=framework,
        number=content.version,
        title=content.title,
        summary=content.summary,
        points=content.points,
        indicators_share=content.indicators_share,
        objective_share=content.objective_share,
        ladder=content.ladder,
        related_framework=content.related_framework,
    )
    version.note = note or _("Stored from a file.")
    version.save()
    _store_scales(version, content)
    _store_structure(version, content)
    _store_rules(version, content)
    return version


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
    placed = list(zip(elements, content.walk(), strict=True))
    Indicator.objects.bulk_create(
        Indicator(
            element=row,
            number=indicator.number,
            text=indicator.text,
            weight=indicator.weight,
            look_for=indicator.look_for,
        )
        for row, element in placed
        for indicator in element.indicators
    )
    _store_guides(placed)


def _store_guides(placed: list[tuple[Element, plain.Element]]) -> None:
    LevelDescription.objects.bulk_create(
        LevelDescription(element=row, level=description.level, text=description.text)
        for row, element in placed
        for description in element.guide.levels
    )
    SuggestedAction.objects.bulk_create(
        SuggestedAction(
            element=row,
            level=action.level,
            title=action.title,
            text=action.text,
            function=action.function,
            effort=action.effort,
            position=position,
        )
        for row, element in placed
        for position, action in enumerate(element.guide.actions)
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
        evidence="\n".join(element.guide.evidence),
        questions="\n".join(element.guide.questions),
        misjudgements="\n".join(element.guide.misjudgements),
        related="\n".join(element.related),
    )


def _store_rules(version: FrameworkVersion, content: plain.FrameworkDefinition) -> None:
    Gate.objects.bulk_create(
        Gate(
            version=version,
            code=gate.code,
            title=gate.title,
            scope=gate.scope,
            codes="\n".join(gate.codes),
            at_least=gate.at_least,
            level=gate.level,
            position=position,
        )
        for position, gate in enumerate(content.gates)
    )
    UpgradeRule.objects.bulk_create(
        UpgradeRule(version=version, from_version=rule.from_version, kind=rule.kind, old=rule.old, new=rule.new)
        for rule in content.upgrades
    )
    Translation.objects.bulk_create(
        Translation(version=version, language=one.language, key=one.key, text=one.text) for one in content.translations
    )
