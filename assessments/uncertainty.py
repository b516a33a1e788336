"""How far off a total may be: its band, from the spread of the assessors and from what is unanswered.

Plain functions over plain values in exact arithmetic. ``docs/agreement.md`` holds the rule and an example by hand.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from assessments.scoring import (
    HUNDRED,
    NOT_APPLICABLE,
    ElementAnswers,
    IndicatorAnswer,
    Result,
    half_up,
    has_objective,
    percent_of,
    score,
    score_element,
)
from frameworks.definition import Element, FrameworkDefinition, Level

Answers = Mapping[str, ElementAnswers]
Pick = Callable[..., Any]

# Student's t for 95 %, two-sided, from 1 degree of freedom on; beyond the table the normal distribution's.
T_THOUSANDTHS: Final = (
    12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131,
    2120, 2110, 2101, 2093, 2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042,
)  # fmt: skip
NORMAL: Final = 1960


@dataclass(frozen=True)
class Band:
    """Where the total may lie, ``low`` to ``high``, in points with 2 decimals; the total itself is always within.

    ``margin`` is half of the 95 % interval that the spread of ``assessors`` people makes (0 where fewer than two
    scored the same), ``unanswered`` the points between the lowest and the highest answers to what is not answered.
    ``levels`` are the titles of all maturity levels within, the lowest first.
    """

    total: Decimal
    maximum: Decimal
    low: Decimal
    high: Decimal
    margin: Decimal
    unanswered: Decimal
    assessors: int
    levels: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is any doubt at all."""
        return self.low < self.high

    @property
    def crosses(self) -> bool:
        """Whether the level could be another one."""
        return len(self.levels) > 1


def band_of(definition: FrameworkDefinition, answers: Answers, sheets: Sequence[Answers] = ()) -> Band | None:
    """The band of a total, from the assessment's answers and those of each assessor's own sheet by element code.

    None where everything is excluded, so that there is no result.
    """
    result = score(definition, answers)
    if result.total.percent is None:
        return None
    unanswered = _Bounds.of(definition, answers)
    said = _Bounds.of(definition, answers, sheets) if sheets else unanswered
    margin, assessors = _margin(definition, result, sheets)
    total = result.total.points
    low = min(total, max(said.low, unanswered.low - margin))
    high = max(total, min(said.high, unanswered.high + margin))
    return Band(
        total=total,
        maximum=result.total.maximum,
        low=low,
        high=high,
        margin=margin,
        unanswered=unanswered.high - unanswered.low,
        assessors=assessors,
        levels=_levels(definition, result, low, high),
    )


def band_to_json(band: Band) -> dict[str, Any]:
    """The band as JSON, to be kept with an approved result."""
    return {
        "total": str(band.total),
        "maximum": str(band.maximum),
        "low": str(band.low),
        "high": str(band.high),
        "margin": str(band.margin),
        "unanswered": str(band.unanswered),
        "assessors": band.assessors,
        "levels": list(band.levels),
    }


def band_from_json(data: Mapping[str, Any]) -> Band:
    """The band that ``band_to_json`` wrote."""
    numbers = {name: Decimal(data[name]) for name in ("total", "maximum", "low", "high", "margin", "unanswered")}
    return Band(**numbers, assessors=data["assessors"], levels=tuple(data["levels"]))


@dataclass(frozen=True)
class _Bounds:
    """The lowest and the highest total that answers can come to."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, definition: FrameworkDefinition, answers: Answers, sheets: Sequence[Answers] = ()) -> "_Bounds":
        """With what is not answered at its worst and its best, and what is, at the lowest and highest that was said."""
        totals = [score(definition, _put(definition, answers, sheets, pick)).total.points for pick in (min, max)]
        return cls(*totals)


def _put(definition: FrameworkDefinition, answers: Answers, sheets: Sequence[Answers], pick: Pick) -> Answers:
    """Every question of the scored elements answered; the enablers count nowhere."""
    return {
        element.code: _put_element(definition, element, answers.get(element.code, ElementAnswers()), sheets, pick)
        for element in definition.elements
    }


def _put_element(
    definition: FrameworkDefinition, element: Element, own: ElementAnswers, sheets: Sequence[Answers], pick: Pick
) -> ElementAnswers:
    if own.excluded:
        return own
    others = [one for one in (sheet.get(element.code) for sheet in sheets) if one and not one.excluded]
    ratings = {
        indicator.number: _rating(
            definition, own, [one.indicators.get(indicator.number) for one in others], indicator.number, pick
        )
        for indicator in element.indicators
    }
    objective = _objective(definition, own, others, pick) if has_objective(definition, element) else None
    return replace(own, indicators=ratings, objective=objective)


def _rating(
    definition: FrameworkDefinition,
    own: ElementAnswers,
    others: Iterable[IndicatorAnswer | None],
    number: int,
    pick: Pick,
) -> IndicatorAnswer:
    answer = own.indicators.get(number)
    if answer == NOT_APPLICABLE:
        return answer
    worth = definition.rating_by_value
    said = [int(one) for one in others if one not in {None, NOT_APPLICABLE}]
    return pick(worth if answer is None else [answer, *said], key=lambda value: worth[value].percent)  # type: ignore[no-any-return]


def _objective(
    definition: FrameworkDefinition, own: ElementAnswers, others: Iterable[ElementAnswers], pick: Pick
) -> str:
    worth = definition.objective_answer_by_code
    said = [one.objective for one in others if one.objective]
    return pick(worth if own.objective is None else [own.objective, *said], key=lambda code: worth[code].percent)  # type: ignore[no-any-return]


def _margin(definition: FrameworkDefinition, result: Result, sheets: Sequence[Answers]) -> tuple[Decimal, int]:
    """Half of the 95 % interval, and of how many people.

    Each person's deviations from the mean of an element are added up over the elements, by points: who is severe in
    all of them then counts as what they are, one severe person, and not as many unlucky elements.
    """
    deviations: dict[int, Fraction] = {}
    for dimension in definition.dimensions:
        if not result.dimensions[dimension.code].counts:
            continue
        for element in dimension.elements:
            points = Fraction(result.elements[element.code].maximum) / HUNDRED
            for person, away in _away(definition, element, sheets).items():
                deviations[person] = deviations.get(person, Fraction(0)) + points * away
    people = len(deviations)
    if people < 2:
        return half_up(Fraction(0), 2), 0
    variance = Fraction(people, people - 1) * sum(away**2 for away in deviations.values())
    t_value = T_THOUSANDTHS[people - 2] if people - 2 < len(T_THOUSANDTHS) else NORMAL
    return _root(variance * Fraction(t_value, 1000) ** 2), people


def _away(definition: FrameworkDefinition, element: Element, sheets: Sequence[Answers]) -> dict[int, Fraction]:
    """How far each person's printed percentage of an element lies from the mean, ÷ how many have scored it in full."""
    scores = {
        person: score_element(definition, element, sheet[element.code])
        for person, sheet in enumerate(sheets)
        if element.code in sheet
    }
    percents = {
        person: Fraction(one.percent) for person, one in scores.items() if one.complete and one.percent is not None
    }
    if len(percents) < 2:
        return {}
    mean = sum(percents.values(), Fraction(0)) / len(percents)
    return {person: (percent - mean) / len(percents) for person, percent in percents.items()}


def _root(square: Fraction) -> Decimal:
    """The square root, rounded half up to 2 decimals."""
    return half_up(Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt()), 2)


def _levels(definition: FrameworkDefinition, result: Result, low: Decimal, high: Decimal) -> tuple[str, ...]:
    """The levels from the low end to the high one, read off printed percentages; no higher than gates let it be."""
    ends = [_level(definition, points, result.total.maximum) for points in (low, high)]
    held = result.total.level if result.total.held_back_by else None
    if held is not None:
        ends = [min(one, held, key=_number) for one in ends]
    numbers = range(min(map(_number, ends)), max(map(_number, ends)) + 1)
    return tuple(level.title for level in sorted(definition.levels, key=_number) if level.number in numbers)


def _level(definition: FrameworkDefinition, points: Decimal, maximum: Decimal) -> Level:
    percent = percent_of(points, maximum)
    return definition.level_of(percent or Decimal(0))


def _number(level: Level) -> int:
    return level.number
