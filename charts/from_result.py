"""From a scored assessment to what the charts show: the only place that knows both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from assessments.gates import weakest
from assessments.results import ElementScore, GroupScore, Result
from charts.bars import Bar, BarGroup, Bars
from charts.overview import Overview, Part, Segment
from charts.shapes import hue
from frameworks.definition import Category, Dimension, FrameworkDefinition

Address = Callable[[str], str]
Why = Callable[[str, str], str]


def nowhere(_code: str) -> str:
    """The address of a thing that is not linked, as on paper."""
    return ""


def bounds(definition: FrameworkDefinition) -> tuple[Decimal, ...]:
    """The percentages at which the maturity levels begin."""
    return tuple(level.from_percent for level in definition.levels)


def overview(
    definition: FrameworkDefinition,
    result: Result,
    *,
    before: Result | None = None,
    targets: Result | None = None,
    address: Address = nowhere,
) -> Overview:
    """The figures of a result; ``before`` is the last cycle's, ``address`` gives a dimension's page by its code.

    ``targets`` is the result as if a target were reached, of the same framework version.
    """
    beside = _Beside(before, targets)
    parts = tuple(_part(definition, category, result, beside, address) for category in definition.categories)
    total = result.total
    return Overview(total.points, total.maximum, parts, bounds(definition), total.complete, definition.ladder)


def bars(
    definition: FrameworkDefinition, result: Result, *, targets: Result | None = None, address: Address = nowhere
) -> Bars:
    """The bars of a result's elements; ``address`` gives an element's page by its code, ``targets`` as ``overview``."""
    dimensions = enumerate(definition.dimensions)
    groups = tuple(_group(dimension, hue(index), result, targets, address) for index, dimension in dimensions)
    return Bars(groups, bounds(definition), has_levels=definition.ladder is None)


def enabler_bars(definition: FrameworkDefinition, result: Result, *, title: str, address: Address = nowhere) -> Bars:
    """The bars of the enablers, which have percentages and levels but no points."""
    rows = tuple(_bar(score, address) for score in result.enablers.values())
    group = BarGroup(title, 0, Decimal(0), Decimal(0), None, None, rows)
    return Bars((group,), bounds(definition), has_levels=definition.ladder is None)


def explained(shown: Overview, definition: FrameworkDefinition, why: Why) -> Overview:
    """The same figures, each with the address of what it is made of: ``why`` by kind and code, the total by neither."""
    parts = tuple(
        replace(part, why=why("category", category.code), segments=tuple(_explained(one, why) for one in part.segments))
        for part, category in zip(shown.parts, definition.categories, strict=True)
    )
    return replace(shown, parts=parts, why=why("", ""))


def explained_bars(shown: Bars, dimensions: Iterable[str], why: Why) -> Bars:
    """The same for bars, whose groups are the dimensions with these codes; enablers are no dimension: no codes then."""
    codes = [*dimensions, *[""] * len(shown.groups)]
    return replace(
        shown,
        groups=tuple(
            replace(
                group,
                why=why("dimension", code) if code else "",
                bars=tuple(replace(bar, why=why("element", bar.code)) for bar in group.bars),
            )
            for group, code in zip(shown.groups, codes, strict=False)
        ),
    )


def _explained(segment: Segment, why: Why) -> Segment:
    return replace(segment, why=why("dimension", segment.code))


@dataclass(frozen=True)
class _Beside:
    """The results that are drawn beside a result."""

    before: Result | None
    targets: Result | None

    def percents(self, code: str) -> tuple[Decimal | None, Decimal | None]:
        """What both say of a dimension."""
        scores = [one.dimensions.get(code) if one else None for one in (self.before, self.targets)]
        before, target = (score.percent if score else None for score in scores)
        return before, target


def _part(
    definition: FrameworkDefinition, category: Category, result: Result, beside: _Beside, address: Address
) -> Part:
    score, weak = result.categories[category.code], weakest(definition, result)
    segments = tuple(
        replace(_segment(dimension, result, beside, address), weakest=dimension.code in weak)
        for dimension in category.dimensions
    )
    return Part(category.title, score.points, score.maximum, score.percent, score.level, segments)


def _segment(dimension: Dimension, result: Result, beside: _Beside, address: Address) -> Segment:
    score = result.dimensions[dimension.code]
    before, target = beside.percents(dimension.code)
    return Segment(
        code=dimension.code,
        title=dimension.title,
        points=score.points,
        maximum=score.maximum,
        percent=score.percent,
        level=score.level,
        before=before,
        url=address(dimension.code),
        counts=score.counts,
        target=target,
    )


def _group(dimension: Dimension, colour: int, result: Result, targets: Result | None, address: Address) -> BarGroup:
    score = result.dimensions[dimension.code]
    rows = tuple(_bar(result.elements[element.code], address) for element in dimension.elements)
    group = BarGroup(dimension.title, colour, score.points, score.maximum, score.percent, score.level, rows)
    return _aimed(group, dimension.code, targets) if targets else group


def _aimed(group: BarGroup, code: str, targets: Result) -> BarGroup:
    """The same with what is wanted of each, and how many points are missing to it."""
    rows = tuple(
        replace(bar, target=targets.elements[bar.code].percent, gap=_gap(bar, targets.elements[bar.code]))
        for bar in group.bars
    )
    return replace(group, bars=rows, gap=_gap(group, targets.dimensions[code]))


def _gap(now: Bar | BarGroup, wanted: ElementScore | GroupScore) -> Decimal | None:
    return None if now.percent is None else max(wanted.points - now.points, Decimal(0))


def _bar(score: ElementScore, address: Address) -> Bar:
    return Bar(
        code=score.code,
        title=score.title,
        points=score.points,
        maximum=score.maximum,
        percent=score.percent,
        level=score.level,
        complete=score.complete or score.excluded,
        url=address(score.code),
    )
