"""What stands out in a result: the strongest and the weakest elements, by points and by level."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.results import ElementScore, Result

SHOWN = 3


@dataclass(frozen=True)
class Findings:
    """The few elements that a reader should look at first; each tuple holds the most telling one first.

    Only elements that are answered in full are judged: an open question is no weakness.
    """

    most_points: tuple[ElementScore, ...]
    highest_level: tuple[ElementScore, ...]
    most_points_missing: tuple[ElementScore, ...]
    lowest_level: tuple[ElementScore, ...]


def findings(result: Result, shown: int = SHOWN) -> Findings:
    """The findings of a result, at most ``shown`` elements each; ties go by the framework's order."""
    judged = [element for element in result.elements.values() if element.complete and not element.excluded]
    strong = [element for element in judged if element.points]
    weak = [element for element in judged if points_missing(element)]
    return Findings(
        most_points=_first(strong, lambda element: (-element.points, -_percent(element)), shown),
        highest_level=_first(strong, lambda element: (-_percent(element), -element.points), shown),
        most_points_missing=_first(weak, lambda element: (-points_missing(element), _percent(element)), shown),
        lowest_level=_first(weak, lambda element: (_percent(element), -points_missing(element)), shown),
    )


def change(result: Result, before: Result) -> Decimal | None:
    """Points won (or lost) since the last cycle, on the scale of the whole; None while either is incomplete."""
    now, then = result.total, before.total
    if not (now.complete and then.complete) or now.normalised is None or then.normalised is None:
        return None
    return now.normalised - then.normalised


def points_missing(element: ElementScore) -> Decimal:
    """The points between an element and its maximum."""
    return element.maximum - element.points


def _percent(element: ElementScore) -> Decimal:
    return element.percent if element.percent is not None else Decimal(0)


def _first(
    elements: Iterable[ElementScore], key: Callable[[ElementScore], tuple[Decimal, Decimal]], shown: int
) -> tuple[ElementScore, ...]:
    return tuple(sorted(elements, key=key)[:shown])
