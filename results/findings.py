"""What stands out in a result: the strongest and the weakest elements, by points and by level."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.results import ElementScore, Result
from frameworks.definition import FrameworkDefinition

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

    @property
    def by_points_alone(self) -> bool:
        """Whether points and levels tell the same, as where all elements are worth the same."""
        return self.most_points == self.highest_level and self.most_points_missing == self.lowest_level


def findings(result: Result, shown: int = SHOWN, *, waiting: frozenset[str] = frozenset()) -> Findings:
    """The findings of a result, at most ``shown`` elements each; ties go by the framework's order.

    Elements that are ``waiting`` are no weakness yet: whatever is done there, its points would not count.
    """
    judged = [element for element in result.elements.values() if element.complete and not element.excluded]
    strong = [element for element in judged if element.points]
    weak = [element for element in judged if points_missing(element) and element.code not in waiting]
    most_points = _first(strong, lambda element: (-element.points, -_percent(element)), shown)
    highest_level = _first(strong, lambda element: (-_percent(element), -element.points), shown)
    return Findings(
        most_points=most_points,
        highest_level=highest_level,
        most_points_missing=_first(
            _apart(weak, most_points), lambda element: (-points_missing(element), _percent(element)), shown
        ),
        lowest_level=_first(
            _apart(weak, highest_level), lambda element: (_percent(element), -points_missing(element)), shown
        ),
    )


def how_many(definition: FrameworkDefinition) -> int:
    """How many findings of a kind are shown: in a small framework no more than leave strong and weak apart."""
    return max(1, min(SHOWN, len(definition.elements) // 2))


def waiting_elements(definition: FrameworkDefinition, result: Result) -> frozenset[str]:
    """The elements of a ladder's rungs that wait for the ones below."""
    rungs = (dimension for dimension in definition.dimensions if not result.dimensions[dimension.code].counts)
    return frozenset(element.code for rung in rungs for element in rung.elements)


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


def _apart(weak: Iterable[ElementScore], strong: tuple[ElementScore, ...]) -> list[ElementScore]:
    """The weak elements with those that are shown as strong last, for where nothing but the order would decide."""
    return sorted(weak, key=lambda element: element in strong)


def _first(
    elements: Iterable[ElementScore], key: Callable[[ElementScore], tuple[Decimal, Decimal]], shown: int
) -> tuple[ElementScore, ...]:
    return tuple(sorted(elements, key=key)[:shown])
