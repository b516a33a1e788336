"""One individual sheet beside what the team agreed on, by question, element, dimension and in total."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.agreement import judged_items, scale_of
from assessments.items import AnswerLike, Item, Place, text_of
from assessments.results import ElementScore, GroupScore, Result, TotalScore
from assessments.sheet import in_words
from frameworks.definition import Dimension, Element, FrameworkDefinition


@dataclass(frozen=True)
class ItemDifference:
    """One question: the two answers in words, and how many steps the sheet lies above (below: negative)."""

    text: str
    own: str
    agreed: str
    steps: int | None


@dataclass(frozen=True)
class ElementDifference:
    """One element: the two scores, their difference in points where both are whole, and its questions."""

    element: Element
    own: ElementScore
    agreed: ElementScore
    points: Decimal | None
    items: tuple[ItemDifference, ...]
    comment: str


@dataclass(frozen=True)
class DimensionDifference:
    """One dimension, or the enablers, which have no score together."""

    dimension: Dimension | None
    own: GroupScore | None
    agreed: GroupScore | None
    points: Decimal | None
    elements: tuple[ElementDifference, ...]


@dataclass(frozen=True)
class SheetDifference:
    """The whole sheet."""

    own: TotalScore
    agreed: TotalScore
    points: Decimal | None
    dimensions: tuple[DimensionDifference, ...]


def sheet_difference(
    definition: FrameworkDefinition,
    own: tuple[Result, Mapping[Place, AnswerLike]],
    agreed: tuple[Result, Mapping[Place, AnswerLike]],
) -> SheetDifference:
    """The sheet beside the agreed answers; each comes as its result and its answers by place."""
    parts = [_dimension(definition, dimension, dimension.elements, own, agreed) for dimension in definition.dimensions]
    if definition.enablers:
        parts.append(_dimension(definition, None, definition.enablers, own, agreed))
    mine, theirs = own[0].total, agreed[0].total
    return SheetDifference(mine, theirs, _points(mine, theirs), tuple(parts))


def _dimension(
    definition: FrameworkDefinition,
    dimension: Dimension | None,
    elements: tuple[Element, ...],
    own: tuple[Result, Mapping[Place, AnswerLike]],
    agreed: tuple[Result, Mapping[Place, AnswerLike]],
) -> DimensionDifference:
    mine, theirs = (
        (own[0].dimensions[dimension.code], agreed[0].dimensions[dimension.code]) if dimension else (None, None)
    )
    return DimensionDifference(
        dimension=dimension,
        own=mine,
        agreed=theirs,
        points=_points(mine, theirs) if mine and theirs else None,
        elements=tuple(_element(definition, element, own, agreed) for element in elements),
    )


def _element(
    definition: FrameworkDefinition,
    element: Element,
    own: tuple[Result, Mapping[Place, AnswerLike]],
    agreed: tuple[Result, Mapping[Place, AnswerLike]],
) -> ElementDifference:
    mine, theirs = ((one.elements | one.enablers)[element.code] for one in (own[0], agreed[0]))
    comment = own[1].get((element.code, Item.COMMENT))
    return ElementDifference(
        element=element,
        own=mine,
        agreed=theirs,
        points=_points(mine, theirs) if element.code in definition.dimension_by_element else None,
        items=tuple(_item(definition, element, item, own[1], agreed[1]) for item in judged_items(definition, element)),
        comment=comment.value if comment else "",
    )


def _item(
    definition: FrameworkDefinition,
    element: Element,
    item: str,
    own: Mapping[Place, AnswerLike],
    agreed: Mapping[Place, AnswerLike],
) -> ItemDifference:
    mine, theirs = own.get((element.code, item)), agreed.get((element.code, item))
    scale = scale_of(definition, item)
    values = [one.value if one else "" for one in (mine, theirs)]
    on_scale = all(value in scale for value in values)
    return ItemDifference(
        text=text_of(element, item),
        own=in_words(definition, item, mine.value, mine.reason) if mine else in_words(definition, item, "", ""),
        agreed=in_words(definition, item, values[1], ""),
        steps=scale.index(values[0]) - scale.index(values[1]) if on_scale else None,
    )


def _points(
    own: TotalScore | GroupScore | ElementScore, agreed: TotalScore | GroupScore | ElementScore
) -> Decimal | None:
    """The sheet's points less the agreed ones; None while one of the two is not answered in full."""
    return own.points - agreed.points if own.complete and agreed.complete else None
