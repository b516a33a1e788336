"""The open points of an assessment as a checklist: by whom to ask or by where, and filtered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.noted import Noted
from frameworks.definition import Element, FrameworkDefinition
from organisations.models import User


class Grouping(TextChoices):
    """What the points are put together by."""

    WHOM = "whom", _("By person")
    PLACE = "place", _("By place")


class Show(TextChoices):
    """Which points are shown."""

    OPEN = "open", _("Open")
    MINE = "mine", _("Mine")
    CLOSED = "closed", _("Closed")
    ALL = "all", _("All")


@dataclass(frozen=True)
class Point:
    """A point with the element that it is about."""

    noted: Noted
    element: Element | None


@dataclass(frozen=True)
class Group:
    """The points of one person or place; the heading is empty for those that name none."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Checklist:
    """The points that are shown, and how many there are of each kind."""

    grouping: Grouping
    show: Show
    groups: tuple[Group, ...]
    counts: dict[str, int]


def checklist_of(
    definition: FrameworkDefinition, remarks: Iterable[Noted], reader: User, grouping: Grouping, show: Show
) -> Checklist:
    """The points among these remarks in the framework's order; those that name nobody, or no place, come last."""
    places = {element.code: number for number, element in enumerate(definition.walk())}
    points = sorted((one for one in remarks if one.is_point), key=lambda one: places.get(one.element, len(places)))
    chosen = [one for one in points if _is_shown(one, show, reader)]
    headings = sorted({_heading(one, grouping) for one in chosen}, key=lambda name: (not name, name.casefold()))
    groups = (Group(name, _points(definition, chosen, grouping, name)) for name in headings)
    counts = {one.value: sum(_is_shown(point, one, reader) for point in points) for one in Show}
    return Checklist(grouping, show, tuple(groups), counts)


def _points(definition: FrameworkDefinition, chosen: list[Noted], grouping: Grouping, name: str) -> tuple[Point, ...]:
    elements = definition.element_by_code
    return tuple(Point(one, elements.get(one.element)) for one in chosen if _heading(one, grouping) == name)


def _heading(one: Noted, grouping: Grouping) -> str:
    return one.whom if grouping == Grouping.WHOM else one.place


def _is_shown(one: Noted, show: Show, reader: User) -> bool:
    if show == Show.ALL:
        return True
    if show == Show.CLOSED:
        return not one.is_open
    return one.is_open and (show == Show.OPEN or one.is_for(reader))
