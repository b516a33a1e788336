"""Scoring: plain functions over plain values, in exact arithmetic. ``docs/scoring.md`` holds the rules.

Every number comes from the framework definition. Products and sums are decimals, which hold the few digits that
content may have many times over; whatever is divided is a fraction up to the one rounding that a rule asks for. So
nothing depends on the order of the answers or on a machine's floating point.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final, Literal

from assessments.results import (
    ElementScore,
    GroupScore,
    Result,
    TotalScore,
    element_score_from_json,
    element_score_to_json,
    result_to_json,
)
from frameworks.definition import Category, Dimension, Element, FrameworkDefinition, Gate, Indicator, Level

__all__ = [
    "NOT_APPLICABLE",
    "AnswersError",
    "ElementAnswers",
    "ElementScore",
    "GroupScore",
    "NothingApplicableError",
    "Result",
    "TotalScore",
    "element_score_from_json",
    "element_score_to_json",
    "half_up",
    "has_objective",
    "percent_of",
    "result_to_json",
    "roll_up",
    "score",
    "score_element",
]

NOT_APPLICABLE: Final = "n/a"
HUNDRED: Final = 100

IndicatorAnswer = int | Literal["n/a"]


class AnswersError(ValueError):
    """Answers that the framework version has no place for: a rating outside the scale, an unknown indicator."""


class NothingApplicableError(AnswersError):
    """Every indicator of an element was called not applicable: that is an exclusion (rule 8)."""


@dataclass(frozen=True)
class ElementAnswers:
    """The answers to one element or enabler; an indicator whose number is missing is not answered.

    ``objective`` is the code of an objective answer, ``None`` while not answered. With ``excluded`` the element
    is out of scope, whatever else was answered.
    """

    indicators: Mapping[int, IndicatorAnswer] = field(default_factory=dict)
    objective: str | None = None
    excluded: bool = False


UNANSWERED: Final = ElementAnswers()


def half_up(value: Fraction, places: int) -> Decimal:
    """The value rounded half up, with exactly so many decimals; for values of 0 and more."""
    return Decimal(floor(value * 10**places + Fraction(1, 2))).scaleb(-places)


def score(definition: FrameworkDefinition, answers: Mapping[str, ElementAnswers]) -> Result:
    """The result of an assessment from its answers by element code; an element left out is not answered.

    Raises ``AnswersError`` for an unknown element, and as ``score_element`` does.
    """
    unknown = answers.keys() - definition.element_by_code.keys()
    if unknown:
        raise AnswersError(f"unknown elements: {', '.join(sorted(unknown))}")
    scores = {
        element.code: score_element(definition, element, answers.get(element.code, UNANSWERED))
        for element in definition.walk()
    }
    return roll_up(definition, scores)


def score_element(definition: FrameworkDefinition, element: Element, answers: ElementAnswers) -> ElementScore:
    """The score of one element (rules 1, 2, 3, 5, 6, 7) or enabler (rule 9) from its own answers alone.

    Raises ``AnswersError`` for answers that the element has no place for, and its ``NothingApplicableError`` where
    no indicator is left to rate (rule 8).
    """
    counted = element.code in definition.dimension_by_element
    if answers.excluded:
        return _excluded(element, counted=counted)
    _refuse_unknown(definition, element, answers)
    parts = _Parts.of(definition, element, answers, counted=counted)
    maximum = element.points if counted else Decimal(0)
    points = half_up(parts.percent * Fraction(maximum) / HUNDRED, 2)
    percent = percent_of(points, maximum) if counted else half_up(parts.percent, 1)
    return ElementScore(
        code=element.code,
        title=element.title,
        points=points,
        maximum=maximum,
        percent=percent,
        level=None if percent is None else definition.level_of(percent),
        indicators_percent=half_up(parts.indicators, 1),
        objective_percent=None if parts.objective is None else half_up(parts.objective, 1),
        answered_percent=half_up(parts.answered_percent, 1),
        complete=parts.answered == parts.applicable,
        excluded=False,
        answered=parts.answered,
        applicable=parts.applicable,
    )


def roll_up(definition: FrameworkDefinition, element_scores: Mapping[str, ElementScore]) -> Result:
    """The whole result from the elements' scores by code (rules 4 to 7, 9, 11, 12).

    An element that is missing is not answered.
    """
    scores = {
        element.code: element_scores.get(element.code) or score_element(definition, element, UNANSWERED)
        for element in definition.walk()
    }
    elements = {element.code: scores[element.code] for element in definition.elements}
    dimensions = _dimensions(definition, scores)
    categories = {
        category.code: _group(definition, category, scores, _counting(category.dimensions, dimensions))
        for category in definition.categories
    }
    return Result(
        total=_total(definition, scores, categories, dimensions),
        categories=categories,
        dimensions=dimensions,
        elements=elements,
        enablers={enabler.code: scores[enabler.code] for enabler in definition.enablers},
    )


def percent_of(points: Decimal, maximum: Decimal) -> Decimal | None:
    """Printed points ÷ maximum, half up to 1 decimal (rule 5); ``None`` where there is no maximum."""
    return half_up(Fraction(points) / Fraction(maximum) * HUNDRED, 1) if maximum else None


@dataclass(frozen=True)
class _Parts:
    """The exact parts of an element before any rounding, all in percent; ``objective`` is ``None`` if not answered."""

    indicators: Fraction
    objective: Fraction | None
    percent: Fraction
    answered_percent: Fraction
    answered: int
    applicable: int

    @classmethod
    def of(
        cls, definition: FrameworkDefinition, element: Element, answers: ElementAnswers, *, counted: bool
    ) -> "_Parts":
        """Rules 1, 2, 6 and 8; an enabler is all indicators (rule 9)."""
        share, objective_share = _shares(definition, counted=counted)
        applicable = [one for one in element.indicators if answers.indicators.get(one.number) != NOT_APPLICABLE]
        if not applicable:
            raise NothingApplicableError(f"{element.code} has no indicator that is applicable: exclude it instead")
        answered = [one for one in applicable if one.number in answers.indicators]
        whole, given = Fraction(_weight(applicable)), Fraction(_weight(answered))
        indicators = Fraction(sum((_worth(definition, one, answers) for one in answered), Decimal(0))) / whole
        objective = _objective(definition, answers)
        has_answer = objective is not None
        return cls(
            indicators=indicators,
            objective=objective,
            percent=(share * indicators + objective_share * (objective or 0)) / HUNDRED,
            answered_percent=share * given / whole + objective_share * has_answer,
            answered=len(answered) + has_answer,
            applicable=len(applicable) + (objective_share > 0),
        )


def _shares(definition: FrameworkDefinition, *, counted: bool) -> tuple[Fraction, Fraction]:
    """What the indicators and the objective are worth, in percent."""
    if not counted:
        return Fraction(HUNDRED), Fraction(0)
    return Fraction(definition.indicators_share), Fraction(definition.objective_share)


def _weight(indicators: Iterable[Indicator]) -> Decimal:
    return sum((indicator.weight for indicator in indicators), Decimal(0))


def _worth(definition: FrameworkDefinition, indicator: Indicator, answers: ElementAnswers) -> Decimal:
    """The weighted percentage of an indicator that is answered with a rating."""
    rating = definition.rating_by_value[int(answers.indicators[indicator.number])]
    return indicator.weight * rating.percent


def _objective(definition: FrameworkDefinition, answers: ElementAnswers) -> Fraction | None:
    if answers.objective is None:
        return None
    return Fraction(definition.objective_answer_by_code[answers.objective].percent)


def _refuse_unknown(definition: FrameworkDefinition, element: Element, answers: ElementAnswers) -> None:
    for number, answer in answers.indicators.items():
        if number not in element.indicator_by_number:
            raise AnswersError(f"{element.code} has no indicator {number}")
        if answer != NOT_APPLICABLE and answer not in definition.rating_by_value:
            raise AnswersError(f"{element.code}/{number}: {answer} is not on the rating scale")
    if answers.objective is None:
        return
    if not has_objective(definition, element):
        raise AnswersError(f"{element.code} has no objective to answer")
    if answers.objective not in definition.objective_answer_by_code:
        raise AnswersError(f"{element.code}: {answers.objective} is no answer to an objective")


def has_objective(definition: FrameworkDefinition, element: Element) -> bool:
    """Whether the element's objective is answered: it is in no enabler, nor where the split leaves nothing for it."""
    return definition.objective_share > 0 and element.code in definition.dimension_by_element


def _excluded(element: Element, *, counted: bool) -> ElementScore:
    """Rule 7: out of the points, the maximum and completeness; nothing is left in it to be answered."""
    if not counted:
        raise AnswersError(f"{element.code} is an enabler: it counts nowhere, so it can't be excluded")
    return ElementScore(
        code=element.code,
        title=element.title,
        points=half_up(Fraction(0), 2),
        maximum=Decimal(0),
        percent=None,
        level=None,
        indicators_percent=None,
        objective_percent=None,
        answered_percent=half_up(Fraction(HUNDRED), 1),
        complete=True,
        excluded=True,
        answered=0,
        applicable=0,
    )


def _dimensions(definition: FrameworkDefinition, scores: Mapping[str, ElementScore]) -> dict[str, GroupScore]:
    """Every dimension's score; on a ladder a rung counts while each before it reaches its mark (rule 11)."""
    groups: dict[str, GroupScore] = {}
    stands = True
    for dimension in definition.dimensions:
        group = _group(definition, dimension, scores, [dimension])
        groups[dimension.code] = group if stands else replace(group, counts=False)
        if definition.ladder is not None and group.percent is not None:
            stands = stands and group.percent >= definition.ladder
    return groups


def _counting(dimensions: Iterable[Dimension], scores: Mapping[str, GroupScore]) -> list[Dimension]:
    return [dimension for dimension in dimensions if scores[dimension.code].counts]


def _group(
    definition: FrameworkDefinition,
    group: Category | Dimension,
    scores: Mapping[str, ElementScore],
    counting: Iterable[Dimension],
) -> GroupScore:
    """Rules 4, 5 and 6 for a dimension or a category, whose points are those of the dimensions that count."""
    members = _members(scores, group.dimensions if isinstance(group, Category) else (group,))
    points, maximum = _points(_members(scores, counting)), _maximum(members)
    percent = percent_of(points, maximum)
    return GroupScore(
        code=group.code,
        title=group.title,
        points=points,
        maximum=maximum,
        percent=percent,
        level=None if percent is None else definition.level_of(percent),
        complete=all(member.complete for member in members),
        answered_percent=_answered_percent(members, maximum),
    )


def _total(
    definition: FrameworkDefinition,
    scores: Mapping[str, ElementScore],
    categories: Mapping[str, GroupScore],
    dimensions: Mapping[str, GroupScore],
) -> TotalScore:
    """Rules 4 to 7 and 12 for the whole; the enablers are not in it."""
    members = _members(scores, definition.dimensions)
    points, maximum = _points(_members(scores, _counting(definition.dimensions, dimensions))), _maximum(members)
    percent = percent_of(points, maximum)
    level = None if percent is None else definition.level_of(percent)
    elements = {member.code: member for member in members}
    shut = [gate for gate in definition.gates if level and _is_shut(gate, level, categories, dimensions, elements)]
    return TotalScore(
        points=points,
        maximum=maximum,
        percent=percent,
        level=definition.level_below(min(gate.level for gate in shut)) if shut else level,
        complete=all(member.complete for member in members),
        normalised=_normalised(definition, points, maximum),
        answered_percent=_answered_percent(members, maximum),
        held_back_by=tuple(shut),
    )


def _is_shut(gate: Gate, level: Level, *scopes: Mapping[str, ElementScore] | Mapping[str, GroupScore]) -> bool:
    """Whether the gate keeps the total from this level (rule 12); what is excluded has no percentage, and is no bar."""
    if level.number < gate.level:
        return False
    within = dict(zip(("category", "dimension", "element"), scopes, strict=True))[gate.scope]
    percents = [score.percent for code, score in within.items() if not gate.codes or code in gate.codes]
    return any(percent is not None and percent < gate.at_least for percent in percents)


def _members(scores: Mapping[str, ElementScore], dimensions: Iterable[Dimension]) -> list[ElementScore]:
    return [scores[element.code] for dimension in dimensions for element in dimension.elements]


def _points(scores: Iterable[ElementScore]) -> Decimal:
    """Plain sums of what is printed (rule 4)."""
    return sum((score.points for score in scores), half_up(Fraction(0), 2))


def _maximum(scores: Iterable[ElementScore]) -> Decimal:
    return sum((score.maximum for score in scores), Decimal(0))


def _normalised(definition: FrameworkDefinition, points: Decimal, maximum: Decimal) -> Decimal | None:
    """Rule 7: points of the maximum that is left, brought to the framework's own points."""
    if not maximum:
        return None
    return half_up(Fraction(points) / Fraction(maximum) * Fraction(definition.points), 2)


def _answered_percent(scores: list[ElementScore], maximum: Decimal) -> Decimal:
    """How much is answered, each element by its points; cut rather than rounded, so that 100.0 means all of it."""
    if not maximum:
        return half_up(Fraction(HUNDRED), 1)
    answered = sum((score.answered_percent * score.maximum for score in scores), Decimal(0))
    return (answered * 10 // maximum).scaleb(-1)
