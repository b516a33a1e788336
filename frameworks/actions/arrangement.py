"""Where things lie in a draft: put elsewhere, added, in an order that holds, with codes that stay what they were.

Categories, dimensions and elements have positions and keep their codes wherever they go. An indicator's number is its
place and its code at once, so where it goes it gets another one; ``frameworks.actions.codes`` lets the answers follow.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from frameworks.actions.codes import ancestry, follow_codes, known_elements, known_numbers
from frameworks.models import Dimension, Element, FrameworkVersion, Indicator, MisplacedContentError
from frameworks.models.framework import refuse_published

PARENT: dict[type[Any], str] = {Dimension: "category", Element: "dimension", Indicator: "element"}
BATCH = 200
ASIDE = 20_000  # above every number that an indicator may have


def parent_of(row: Any) -> Any:
    """What a row is part of: an element's dimension, an enabler's version, an indicator's element."""
    return getattr(row, PARENT.get(type(row), ""), None) or row.version


def siblings_of(row: Any, parent: Any = None) -> list[Any]:
    """The rows of a row's kind below its parent, or below another one, in order."""
    parent = parent or parent_of(row)
    if isinstance(row, Indicator):
        return list(parent.indicators.select_related("element").order_by("number"))
    place: dict[str, Any] = {"version": row.version_id}
    if type(row) in PARENT:
        place[PARENT[type(row)]] = None if isinstance(parent, FrameworkVersion) else parent
    return list(type(row).objects.filter(**place).order_by("position", "pk"))


@transaction.atomic
def put(*, row: Any, parent: Any = None, at: int | None = None) -> None:
    """Put a row at a place (from 0; without one, the last) below its parent, or below another of the same version.

    Raises MisplacedContentError for a parent of another kind or version, and FrozenVersionError in a published version.
    """
    refuse_published(row.placed_in())
    parent = parent or parent_of(row)
    if type(parent) is not type(parent_of(row)):
        raise MisplacedContentError
    if isinstance(row, Indicator):
        _put_indicator(row, parent, at)
        return
    others = [other for other in siblings_of(row, parent) if other.pk != row.pk]
    place = len(others) if at is None else max(0, min(at, len(others)))
    if not isinstance(parent, FrameworkVersion):
        setattr(row, PARENT[type(row)], parent)
    row.position = place
    row.save()
    _count([*others[:place], row, *others[place:]])


def _count(rows: Sequence[Any]) -> None:
    """Give rows their positions; those that only make room leave no line in the history."""
    moved = []
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            moved.append(row)
    if moved:
        type(moved[0]).objects.bulk_update(moved, ["position"], batch_size=BATCH)


def _put_indicator(row: Indicator, element: Element, at: int | None) -> None:
    if element.version_id != row.element.version_id:
        raise MisplacedContentError
    before = ancestry(row.element.version)
    if element.pk == row.element_id:
        follow_codes(before=before, kind="indicator", codes=_renumber(row, at))
        return
    old = str(row)
    row.element, row.number = element, next_number(element)
    row.save()
    follow_codes(before=before, kind="indicator", codes={old: str(row)})


def _renumber(row: Indicator, at: int | None) -> dict[str, str]:
    """Share out an element's numbers anew; gives the codes that changed."""
    rows = siblings_of(row)
    numbers = [one.number for one in rows]
    order = [one for one in rows if one.pk != row.pk]
    order.insert(len(order) if at is None else max(0, at), next(one for one in rows if one.pk == row.pk))
    moved = {one: number for one, number in zip(order, numbers, strict=True) if one.number != number}
    codes = {f"{row.element.code}/{one.number}": f"{row.element.code}/{number}" for one, number in moved.items()}
    Indicator.objects.filter(pk__in=[one.pk for one in moved]).update(number=F("number") + ASIDE)
    for one, number in moved.items():
        if one.pk == row.pk:
            row.number = number
            row.leave_line(changes=[["number", str(one.number), str(number)]])
        one.number = number
    Indicator.objects.bulk_update(moved, ["number"], batch_size=BATCH)
    return codes


def next_number(element: Element) -> int:
    """A number that no indicator of the element has here, or had in a published version."""
    here = element.indicators.aggregate(most=Max("number", default=0))["most"]
    return max({int(here), *known_numbers(element.version, element.code)}) + 1


def next_code(parent: Any) -> str:
    """A code for a new element of a dimension, or a new enabler of a version, that none has or had."""
    version = parent if isinstance(parent, FrameworkVersion) else parent.version
    stem = "E" if isinstance(parent, FrameworkVersion) else f"{parent.code}."
    taken = known_elements(version) | set(version.elements.values_list("code", flat=True))
    found = (re.fullmatch(re.escape(stem) + r"([0-9]{1,4})", code) for code in taken)
    return f"{stem}{max((int(one[1]) for one in found if one), default=0) + 1}"


def new_element(parent: Any) -> Element:
    """An element that is not stored yet, the last of its dimension; of a version, an enabler."""
    dimension = parent if isinstance(parent, Dimension) else None
    version = dimension.version if dimension else parent
    element = Element(version=version, dimension=dimension, code=next_code(parent), points=Decimal(0))
    element.position = len(siblings_of(element))
    return element


def new_indicator(element: Element) -> Indicator:
    """An indicator that is not stored yet, the last of its element."""
    return Indicator(element=element, number=next_number(element))


def place_words(row: Any) -> str:
    """Where a row lies now, to be said after a move."""
    rows = siblings_of(row)
    place = [one.pk for one in rows].index(row.pk) + 1
    words = _("%(row)s is now %(place)d of %(count)d in %(parent)s.")
    return words % {"row": row, "place": place, "count": len(rows), "parent": parent_of(row)}
