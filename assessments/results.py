"""What scoring says: plain frozen values, and their JSON as stored with an assessment and as printed.

Points carry exactly 2 decimals and percentages 1: they are rounded already, as ``docs/scoring.md`` says, and
what is printed is what is judged. Dictionaries are keyed by code, in the framework's order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from frameworks.definition import FrameworkDefinition, Gate, Level


@dataclass(frozen=True)
class ElementScore:
    """The score of an element or an enabler; ``answered`` of ``applicable`` counts the objective too.

    An excluded element has neither percentage nor level, and no maximum. An enabler has a percentage and a level,
    but no points and no maximum.
    """

    code: str
    title: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    indicators_percent: Decimal | None
    objective_percent: Decimal | None
    answered_percent: Decimal
    complete: bool
    excluded: bool
    answered: int
    applicable: int


@dataclass(frozen=True)
class GroupScore:
    """The score of a dimension or a category; with everything in it excluded, no percentage and no level.

    ``counts`` is false for a rung of a ladder above one that doesn't hold: its points are in nothing above it.
    """

    code: str
    title: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    complete: bool
    answered_percent: Decimal
    counts: bool = True


@dataclass(frozen=True)
class TotalScore:
    """The score of the whole; ``normalised`` is the points as they would be with nothing excluded.

    ``held_back_by`` holds the gates without which ``level`` would be a higher one.
    """

    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    complete: bool
    normalised: Decimal | None
    answered_percent: Decimal
    held_back_by: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class Result:
    """The whole result of an assessment; the enablers stand beside it and count nowhere."""

    total: TotalScore
    categories: dict[str, GroupScore]
    dimensions: dict[str, GroupScore]
    elements: dict[str, ElementScore]
    enablers: dict[str, ElementScore]


def element_score_to_json(score: ElementScore) -> dict[str, Any]:
    """An element's score for storage; title and level are left out, for the framework version has them."""
    return {
        "code": score.code,
        "points": str(score.points),
        "maximum": plain_number(score.maximum),
        "percent": _text(score.percent),
        "indicators_percent": _text(score.indicators_percent),
        "objective_percent": _text(score.objective_percent),
        "answered_percent": str(score.answered_percent),
        "complete": score.complete,
        "excluded": score.excluded,
        "answered": score.answered,
        "applicable": score.applicable,
    }


def element_score_from_json(definition: FrameworkDefinition, data: Mapping[str, Any]) -> ElementScore:
    """The score that ``element_score_to_json`` stored; ``KeyError`` when its element is not in the definition."""
    percent = _number(data["percent"])
    return ElementScore(
        code=data["code"],
        title=definition.element_by_code[data["code"]].title,
        points=Decimal(data["points"]),
        maximum=Decimal(data["maximum"]),
        percent=percent,
        level=None if percent is None else definition.level_of(percent),
        indicators_percent=_number(data["indicators_percent"]),
        objective_percent=_number(data["objective_percent"]),
        answered_percent=Decimal(data["answered_percent"]),
        complete=data["complete"],
        excluded=data["excluded"],
        answered=data["answered"],
        applicable=data["applicable"],
    )


def result_to_json(result: Result) -> dict[str, Any]:
    """The result as ``manage.py score`` prints it: groups by title, points and percentages as strings."""
    return {
        "total": _total_out(result.total),
        "categories": {group.title: _group_out(group) for group in result.categories.values()},
        "dimensions": {group.title: _group_out(group) for group in result.dimensions.values()},
        "elements": {code: _element_out(score) for code, score in result.elements.items()},
        "enablers": {code: _enabler_out(score) for code, score in result.enablers.items()},
    }


def plain_number(number: Decimal) -> str:
    """A number without needless decimals: ``20``, ``12.5``."""
    return format(number.normalize(), "f")


def _total_out(total: TotalScore) -> dict[str, Any]:
    held_back_by = {"held_back_by": [gate.code for gate in total.held_back_by]} if total.held_back_by else {}
    return _points_out(total) | {"complete": total.complete, "normalised": _text(total.normalised)} | held_back_by


def _group_out(group: GroupScore) -> dict[str, Any]:
    return _points_out(group) | {"complete": group.complete} | ({} if group.counts else {"counts": False})


def _element_out(score: ElementScore) -> dict[str, Any]:
    if score.excluded:
        return {"excluded": True}
    return _points_out(score) | {
        "indicators_percent": _text(score.indicators_percent),
        "objective_percent": _text(score.objective_percent),
        "answered_percent": str(score.answered_percent),
        "complete": score.complete,
    }


def _enabler_out(score: ElementScore) -> dict[str, Any]:
    return {
        "percent": _text(score.percent),
        "level": _title(score.level),
        "answered_percent": str(score.answered_percent),
        "complete": score.complete,
    }


def _points_out(score: TotalScore | GroupScore | ElementScore) -> dict[str, Any]:
    return {
        "points": str(score.points),
        "max": plain_number(score.maximum),
        "percent": _text(score.percent),
        "level": _title(score.level),
    }


def _title(level: Level | None) -> str | None:
    return None if level is None else level.title


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
