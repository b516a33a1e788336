"""From an element to the elements of another framework that it touches: where to look first, and what to work on."""

from collections.abc import Callable
from dataclasses import dataclass

from assessments.results import ElementScore, Result
from frameworks.definition import Element, FrameworkDefinition
from results.findings import points_missing, waiting_elements

FEWEST, MOST = 3, 5


@dataclass(frozen=True)
class RelatedElement:
    """An element of the other framework; its address is empty where there is no page to lead to."""

    code: str
    title: str
    url: str = ""


@dataclass(frozen=True)
class Pointer:
    """An element of this framework with what it touches in the other."""

    score: ElementScore
    related: tuple[RelatedElement, ...]


@dataclass(frozen=True)
class Related:
    """What the elements of a framework touch in the one called ``title``.

    ``first`` holds the weakest elements, the weakest of all first; ``pointers`` holds all in the framework's order.
    """

    title: str
    first: tuple[Pointer, ...]
    pointers: tuple[Pointer, ...]


def related(
    definition: FrameworkDefinition,
    result: Result,
    other: FrameworkDefinition,
    *,
    address: Callable[[str], str] | None = None,
) -> Related:
    """What a result's elements touch in the ``other`` framework; ``address`` gives the page of an element of that.

    Only elements that are answered in full are judged: an open question is no weakness. On a ladder those that wait for
    the rungs below are not the place to begin.
    """
    scores = result.elements | result.enablers
    found = ((scores[element.code], _touched(element, other, address)) for element in definition.walk())
    pointers = tuple(Pointer(score, elements) for score, elements in found if elements)
    waiting = waiting_elements(definition, result)
    judged = [one for one in pointers if one.score.complete and one.score.code not in waiting]
    weak = [one for one in judged if points_missing(one.score)]
    weak.sort(key=lambda one: (one.score.percent or 0, -points_missing(one.score)))
    return Related(other.title, tuple(weak[: _how_many(len(pointers))]), pointers)


def _touched(
    element: Element, other: FrameworkDefinition, address: Callable[[str], str] | None
) -> tuple[RelatedElement, ...]:
    """The related elements that the other framework still has."""
    known = [other.element_by_code[code] for code in element.related if code in other.element_by_code]
    return tuple(RelatedElement(one.code, one.title, address(one.code) if address else "") for one in known)


def _how_many(pointers: int) -> int:
    return min(MOST, max(FEWEST, pointers // 2))
