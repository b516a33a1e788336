"""A target in points: for every element, dimension, category and the total what is asked, and the gap. Pure functions.

``docs/targets.md`` holds the rules. Points of the whole are never added up here: the elements' target points are given
to the scoring module as if they were reached, and it says what dimensions, categories and the total would be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from assessments.results import ElementScore, GroupScore, Result, TotalScore
from assessments.scoring import percent_of, roll_up
from frameworks.definition import Dimension, Element, FrameworkDefinition, Level
from targets.asks import TOTAL, Ask, Asks, Scope
from targets.spreading import Room, weakest_first

Standing = Literal["", "under", "equal", "over"]
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


@dataclass(frozen=True)
class Goal:
    """What a target means for one thing: ``points``, their percentage and level, and the ``gap`` to them from ``now``.

    The points are never below what is there already, so the gap is never negative. ``standing`` says whether the thing
    is under what was asked, at it (``equal``), or ``over`` it; it is empty where nothing is asked, or all is left out.
    ``asked`` is what was asked of the thing itself, where something was.
    """

    code: str
    title: str
    now: Decimal
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    gap: Decimal
    standing: Standing
    asked: Ask | None = None


@dataclass(frozen=True)
class Goals:
    """All that a target means, by code in the framework's order; ``result`` is the result as if it were reached."""

    scope: Scope
    elements: dict[str, Goal]
    dimensions: dict[str, Goal]
    categories: dict[str, Goal]
    total: Goal
    result: Result


def goals(definition: FrameworkDefinition, result: Result, scope: Scope, asks: Asks) -> Goals:
    """What the target means for this result; what the framework has no place for is asked of nothing."""
    points = _points(definition, result, scope, asks)
    reached = _reached(definition, result, points)
    elements = {code: _element(definition, score, reached, asks, scope) for code, score in result.elements.items()}
    dimensions = {
        dimension.code: _group(
            definition,
            result.dimensions[dimension.code],
            reached.dimensions[dimension.code],
            [elements[element.code] for element in dimension.elements],
            asks.get(dimension.code) if scope == Scope.DIMENSIONS else None,
        )
        for dimension in definition.dimensions
    }
    categories = {
        category.code: _group(
            definition,
            result.categories[category.code],
            reached.categories[category.code],
            [dimensions[dimension.code] for dimension in category.dimensions],
        )
        for category in definition.categories
    }
    total_asked = asks.get(TOTAL) if scope == Scope.TOTAL else None
    total = _group(definition, result.total, reached.total, list(categories.values()), total_asked)
    return Goals(scope, elements, dimensions, categories, total, reached)


def one_level_up(definition: FrameworkDefinition, result: Result) -> tuple[Scope, dict[str, Ask]]:
    """The target that is set without further thought: every element in scope one level up, the highest stays.

    Where the dimensions are the rungs of a ladder, elements have no levels: there it is that the lowest rung which
    doesn't hold yet holds, and with it those before it.
    """
    scope = Scope.ELEMENTS if definition.ladder is None else Scope.DIMENSIONS
    return scope, next_levels(definition, result, scope)


def next_levels(definition: FrameworkDefinition, result: Result, scope: Scope) -> dict[str, Ask]:
    """One level up for each thing that a target of this scope speaks of; on a ladder, for its next rung."""
    if scope == Scope.TOTAL:
        return {TOTAL: Ask(level=_next(definition, result.total.level).number)} if result.total.level else {}
    if definition.ladder is not None:
        rungs = _next_rung(definition, result, definition.ladder)
        inside = {one.code: Ask(percent=definition.ladder) for rung in rungs for one in _elements(definition, rung)}
        return rungs if scope == Scope.DIMENSIONS else inside
    scores = result.elements if scope == Scope.ELEMENTS else result.dimensions
    return {code: Ask(level=_next(definition, one.level).number) for code, one in scores.items() if one.level}


def at_least(definition: FrameworkDefinition, result: Result, scope: Scope, number: int) -> dict[str, Ask]:
    """The level with this number for each thing that is below it, and for what is higher the level that it has."""
    if scope == Scope.TOTAL:
        levels = {TOTAL: result.total.level}
    else:
        scores = result.elements if scope == Scope.ELEMENTS else result.dimensions
        levels = {code: one.level for code, one in scores.items()}
    return {code: Ask(level=max(number, level.number)) for code, level in levels.items() if level}


def points_for(definition: FrameworkDefinition, ask: Ask, score: ElementScore | GroupScore | TotalScore) -> Decimal:
    """The points that are asked of something with this score: never fewer than it has, nor more than there are.

    A level is reached from its lower bound. A share of the maximum is rounded up to the cent, for a cent less could
    be printed as a percentage too low.
    """
    if score.percent is None or _is_reached(definition, ask, score):
        return score.points
    if ask.points is not None:
        return min(ask.points, score.maximum)
    bound = _bound(definition, ask)
    return score.points if bound is None else _share(score.maximum, bound)


def _points(definition: FrameworkDefinition, result: Result, scope: Scope, asks: Asks) -> dict[str, Decimal]:
    """The target points of every element."""
    now = {code: score.points for code, score in result.elements.items()}
    if scope == Scope.ELEMENTS:
        asked = {code: ask for code, ask in asks.items() if code in now}
        return now | {code: points_for(definition, ask, result.elements[code]) for code, ask in asked.items()}
    if scope == Scope.DIMENSIONS:
        for dimension in definition.dimensions:
            if dimension.code in asks:
                points = points_for(definition, asks[dimension.code], result.dimensions[dimension.code])
                now |= _spread(result, [dimension], points)
        return now
    if TOTAL not in asks:
        return now
    return now | _total_points(definition, result, points_for(definition, asks[TOTAL], result.total))


def _total_points(definition: FrameworkDefinition, result: Result, asked: Decimal) -> dict[str, Decimal]:
    """The elements' points for a total; on a ladder rung by rung up to where each holds, and only then all together."""
    raised: dict[str, Decimal] = {}
    if definition.ladder is not None:
        for rung in definition.dimensions:
            reached = _reached(definition, result, raised)
            score, missing = reached.dimensions[rung.code], asked - reached.total.points
            if missing > 0 and score.percent is not None and score.percent < definition.ladder:
                mark = _share(score.maximum, definition.ladder)
                raised |= _spread(reached, [rung], min(mark, score.points + missing))
    reached = _reached(definition, result, raised)
    counting = [dimension for dimension in definition.dimensions if reached.dimensions[dimension.code].counts]
    return raised | _spread(reached, counting, asked)


def _spread(result: Result, dimensions: Iterable[Dimension], asked: Decimal) -> dict[str, Decimal]:
    scores = [result.elements[element.code] for dimension in dimensions for element in dimension.elements]
    return weakest_first({score.code: Room(score.points, score.maximum) for score in scores}, asked)


def _reached(definition: FrameworkDefinition, result: Result, points: Mapping[str, Decimal]) -> Result:
    """The result as if the elements had these points: what scoring makes of them."""
    scores = {code: _with(definition, score, points.get(code)) for code, score in result.elements.items()}
    return roll_up(definition, {**result.enablers, **scores})


def _with(definition: FrameworkDefinition, score: ElementScore, points: Decimal | None) -> ElementScore:
    if points is None or points == score.points:
        return score
    percent = percent_of(points, score.maximum)
    return replace(
        score, points=points, percent=percent, level=percent if percent is None else definition.level_of(percent)
    )


def _element(definition: FrameworkDefinition, score: ElementScore, reached: Result, asks: Asks, scope: Scope) -> Goal:
    asked = asks.get(score.code) if scope == Scope.ELEMENTS else None
    goal = _goal(score, reached.elements[score.code], score.code, score.title)
    if score.excluded:
        return goal
    if scope == Scope.ELEMENTS:
        return replace(goal, asked=asked, standing=_standing(definition, goal, asked, score) if asked else "")
    return replace(goal, standing="under" if goal.gap else "equal")


def _group(
    definition: FrameworkDefinition,
    score: GroupScore | TotalScore,
    reached: GroupScore | TotalScore,
    members: list[Goal],
    asked: Ask | None = None,
) -> Goal:
    code, title = (TOTAL, "") if isinstance(score, TotalScore) else (score.code, score.title)
    goal = _goal(score, reached, code, title)
    if asked is not None and score.percent is not None:
        return replace(goal, asked=asked, standing=_standing(definition, goal, asked, score))
    return replace(goal, standing=_summed([member.standing for member in members]))


def _goal(
    score: ElementScore | GroupScore | TotalScore,
    reached: ElementScore | GroupScore | TotalScore,
    code: str,
    title: str,
) -> Goal:
    gap = reached.points - score.points
    return Goal(
        code, title, score.points, reached.points, score.maximum, reached.percent, reached.level, gap, standing=""
    )


def _standing(
    definition: FrameworkDefinition, goal: Goal, asked: Ask, score: ElementScore | GroupScore | TotalScore
) -> Standing:
    if goal.gap:
        return "under"
    if asked.level is not None and score.level is not None:
        return "over" if score.level.number > asked.level else "equal"
    if asked.percent is not None and score.percent is not None:
        return "over" if score.percent > asked.percent else "equal"
    return "over" if asked.points is not None and score.points > asked.points else "equal"


def _summed(standings: list[Standing]) -> Standing:
    """How something stands whose parts stand so: under as soon as one is, over where one is and none is under."""
    order: tuple[Standing, ...] = ("under", "over", "equal")
    return next((one for one in order if one in standings), "")


def _is_reached(definition: FrameworkDefinition, ask: Ask, score: ElementScore | GroupScore | TotalScore) -> bool:
    """Whether the thing is there already, as scoring judges it: by what is printed."""
    if ask.points is not None:
        return score.points >= ask.points
    bound = _bound(definition, ask)
    return bound is not None and score.percent is not None and score.percent >= bound


def _bound(definition: FrameworkDefinition, ask: Ask) -> Decimal | None:
    """The percentage from which what is asked is reached; None for a level that the framework has not."""
    if ask.percent is not None:
        return ask.percent
    return next((level.from_percent for level in definition.levels if level.number == ask.level), None)


def _share(maximum: Decimal, percent: Decimal) -> Decimal:
    """Rounded up to the cent, of the next percentage that can be printed (rule 5 of ``docs/scoring.md``)."""
    printed = percent.quantize(TENTH, rounding=ROUND_CEILING)
    return (maximum * printed / 100).quantize(CENT, rounding=ROUND_CEILING)


def _next(definition: FrameworkDefinition, level: Level) -> Level:
    above = [one for one in definition.levels if one.from_percent > level.from_percent]
    return min(above, key=lambda one: one.from_percent, default=level)


def _elements(definition: FrameworkDefinition, code: str) -> tuple[Element, ...]:
    return next(dimension.elements for dimension in definition.dimensions if dimension.code == code)


def _next_rung(definition: FrameworkDefinition, result: Result, mark: Decimal) -> dict[str, Ask]:
    asks: dict[str, Ask] = {}
    for code, score in result.dimensions.items():
        if score.percent is not None:
            asks[code] = Ask(percent=mark)
            if score.percent < mark:
                break
    return asks
