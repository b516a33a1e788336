"""A ledger reckoned again by hand: whole numbers and long division, as an auditor with a pencil would do it.

Nothing here knows the scoring module. Of a ledger it reads what a reader reads: the ratings that were given, what each
is worth, the weights, the shares, the maxima, the bounds of the levels, the ladder and the gates. What it comes to is
held against every printed figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from frameworks.definition import FrameworkDefinition, Gate, Level
from results.ledger import TOTAL, CategoryLine, DimensionLine, ElementLine, Ledger

DIGITS = 12  # more decimals than any number of a framework may have
ONE = 10**DIGITS


Line = CategoryLine | DimensionLine | ElementLine


@dataclass(frozen=True)
class Figures:
    """What one line says: points in hundredths, the percentage in tenths, the number of the level; None for none.

    ``maximum`` is in units of the twelfth decimal, for a framework may give any. ``normalised`` is the total's alone.
    """

    points: int
    maximum: int
    percent: int | None
    level: int | None
    normalised: int | None = None


@dataclass(frozen=True)
class Disagreement:
    """A line whose printed figures are not what its answers come to."""

    anchor: str
    printed: Figures
    recounted: Figures


def disagreements(ledger: Ledger) -> list[Disagreement]:
    """The lines that say something else than the ratings under them come to; none, unless something is broken."""
    again = recounted(ledger)
    return [
        Disagreement(anchor, printed, again[anchor])
        for anchor, printed in printed_figures(ledger).items()
        if printed != again[anchor]
    ]


def printed_figures(ledger: Ledger) -> dict[str, Figures]:
    """What the ledger prints, line by line."""
    lines: list[Line] = [*ledger.categories, *ledger.dimensions, *ledger.elements, *ledger.enablers]
    figures = {line.anchor: _printed(line.score) for line in lines}
    return {TOTAL: _printed(ledger.total, ledger.total.normalised), **figures}


def recounted(ledger: Ledger) -> dict[str, Figures]:
    """The same from the ratings up."""
    definition = ledger.definition
    figures = {line.anchor: _element(definition, line) for line in (*ledger.elements, *ledger.enablers)}
    standing = True
    counts: dict[str, bool] = {}
    for dimension in ledger.dimensions:
        members = [figures[line.anchor] for line in dimension.elements]
        figures[dimension.anchor] = sums = _sum(definition, members, members)
        counts[dimension.anchor] = standing
        if definition.ladder is not None and sums.percent is not None:
            standing = standing and sums.percent * ONE >= _whole(definition.ladder) * 10
    for category in ledger.categories:
        within = [figures[line.anchor] for line in category.dimensions]
        climbed = [figures[line.anchor] for line in category.dimensions if counts[line.anchor]]
        figures[category.anchor] = _sum(definition, within, climbed)
    figures[TOTAL] = _total(ledger, figures)
    return figures


def _element(definition: FrameworkDefinition, line: ElementLine) -> Figures:
    """The ratings times their weights, through the split and the maximum, in one fraction; divided once."""
    if line.score.excluded:
        return Figures(0, 0, None, None)
    worth = weight = 0
    for one in line.sheet.lines:
        if not one.not_applicable:
            weight += _whole(one.indicator.weight)
            worth += _whole(one.indicator.weight) * (_whole(one.rating.percent) if one.rating else 0)
    objective = _whole(line.sheet.objective.percent) if line.sheet.objective else 0
    percent = _whole(line.indicators_share) * worth + _whole(line.objective_share) * objective * weight
    below = weight * 100 * ONE**2  # what stands under the line of that fraction, in percent
    if line.is_enabler:
        tenths = _divide(percent * 10, below)
        return Figures(0, 0, tenths, _level(definition, tenths))
    maximum = _whole(line.element.points)
    points = _divide(percent * maximum, below * ONE)  # a hundredth of a percentage is a hundredth of a point
    return _read(definition, points, maximum)


def _sum(definition: FrameworkDefinition, members: Iterable[Figures], counting: Iterable[Figures]) -> Figures:
    points, maximum = sum(one.points for one in counting), sum(one.maximum for one in members)
    return _read(definition, points, maximum)


def _read(definition: FrameworkDefinition, points: int, maximum: int) -> Figures:
    if not maximum:
        return Figures(points, maximum, None, None)
    tenths = _divide(points * 10 * ONE, maximum)
    return Figures(points, maximum, tenths, _level(definition, tenths))


def _total(ledger: Ledger, figures: Mapping[str, Figures]) -> Figures:
    parts = [figures[line.anchor] for line in ledger.categories]
    sums = _sum(ledger.definition, parts, parts)
    if sums.level is None:
        return sums
    shut = [gate.level for gate in ledger.definition.gates if _is_shut(ledger, gate, sums.level, figures)]
    level = _below(ledger.definition.levels, min(shut)) if shut else sums.level
    normalised = _divide(sums.points * _whole(ledger.definition.points), sums.maximum)
    return Figures(sums.points, sums.maximum, sums.percent, level, normalised)


def _is_shut(ledger: Ledger, gate: Gate, level: int, figures: Mapping[str, Figures]) -> bool:
    if level < gate.level:
        return False
    places = {
        "category": {line.category.code: line.anchor for line in ledger.categories},
        "dimension": {line.dimension.code: line.anchor for line in ledger.dimensions},
        "element": {line.element.code: line.anchor for line in ledger.elements},
    }[gate.scope]
    looked_at = (figures[anchor].percent for code, anchor in places.items() if code in gate.codes or not gate.codes)
    return any(tenths is not None and tenths * ONE < _whole(gate.at_least) * 10 for tenths in looked_at)


def _level(definition: FrameworkDefinition, tenths: int) -> int:
    reached = [level for level in definition.levels if _whole(level.from_percent) * 10 <= tenths * ONE]
    return max(reached, key=lambda level: level.from_percent).number


def _below(levels: Iterable[Level], number: int) -> int:
    numbers = [level.number for level in levels]
    return max([one for one in numbers if one < number], default=numbers[0])


def _divide(dividend: int, divisor: int) -> int:
    """The quotient in whole numbers; a remainder of half the divisor or more makes it one more."""
    quotient, remainder = divmod(dividend, divisor)
    return quotient + (2 * remainder >= divisor)


def _whole(number: Decimal) -> int:
    """A number in units of its twelfth decimal; raises ArithmeticError where it has more."""
    whole = number.scaleb(DIGITS)
    if whole != whole.to_integral_value():
        raise ArithmeticError(f"{number} has more than {DIGITS} decimals")
    return int(whole)


def _printed(score: object, normalised: Decimal | None = None) -> Figures:
    points, maximum, percent, level = (getattr(score, name) for name in ("points", "maximum", "percent", "level"))
    return Figures(
        points=int(points.scaleb(2)),
        maximum=_whole(maximum),
        percent=None if percent is None else int(percent.scaleb(1)),
        level=None if level is None else level.number,
        normalised=None if normalised is None else int(normalised.scaleb(2)),
    )
