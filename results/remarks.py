"""What the assessors noted, dimension by dimension: strengths, and areas for improvement."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.models import Remark
from assessments.noted import Noted
from frameworks.definition import Element, FrameworkDefinition


@dataclass(frozen=True)
class NotedElement:
    """One element with what was noted about it."""

    element: Element
    strengths: tuple[Noted, ...]
    improvements: tuple[Noted, ...]


@dataclass(frozen=True)
class NotedGroup:
    """One dimension's elements about which something was noted; the enablers have no title of their own."""

    title: str
    elements: tuple[NotedElement, ...]


def noted_groups(definition: FrameworkDefinition, remarks: Iterable[Noted]) -> list[NotedGroup]:
    """The groups in the framework's order, without those about which nothing was noted."""
    by_element: dict[str, list[Noted]] = {}
    for one in remarks:
        if not one.is_point:
            by_element.setdefault(one.element, []).append(one)
    groups = [NotedGroup(one.title, _elements(one.elements, by_element)) for one in definition.dimensions]
    groups.append(NotedGroup("", _elements(definition.enablers, by_element)))
    return [group for group in groups if group.elements]


def _elements(elements: Iterable[Element], by_element: dict[str, list[Noted]]) -> tuple[NotedElement, ...]:
    return tuple(_noted(element, by_element[element.code]) for element in elements if element.code in by_element)


def _noted(element: Element, remarks: list[Noted]) -> NotedElement:
    strengths = tuple(one for one in remarks if one.kind == Remark.Kind.STRENGTH)
    improvements = tuple(one for one in remarks if one.kind == Remark.Kind.IMPROVEMENT)
    return NotedElement(element, strengths, improvements)
