"""Walking a long list page by page from a row on, so that the last page costs what the first does.

A list is ordered by one value and then by the row itself; rows without the value come last, the newest first. A page
asks for the rows beyond one that the reader has seen, and never how many there are: both follow an index.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Order:
    """An order by a ``field``; ``value`` reads it off a row, None for the rows that ``without`` picks."""

    field: str
    value: Callable[[Any], Any]
    without: Q | None = None
    descending: bool = False


@dataclass(frozen=True)
class Page:
    """Some rows, and whether there are others on either side."""

    rows: list[Any]
    has_before: bool = False
    has_after: bool = False


def page_of(rows: QuerySet[Any], order: Order, size: int, *, after: Any = None, before: Any = None) -> Page:
    """The ``size`` rows after this row, or before that one, or the first; two queries at most."""
    back = before is not None
    found = _walk(rows, order, size + 1, before if back else after, back=back)
    more, shown = len(found) > size, found[:size]
    if back:
        return Page(shown[::-1], has_before=more, has_after=True)
    return Page(shown, has_before=after is not None, has_after=more)


@dataclass(frozen=True)
class _Segment:
    """The rows with a value, or those without, which are in the order of their keys alone."""

    rows: QuerySet[Any]
    field: str
    descending: bool

    def walk(self, wanted: int, seen: Any, value: Any, *, back: bool) -> list[Any]:
        """So many rows beyond the one that was seen (from the end where there is none), in the order or backwards."""
        down = self.descending != back
        sign, beyond = ("-", "lt") if down else ("", "gt")
        rows = self.rows
        if seen is not None and self.field == "pk":
            rows = rows.filter(**{f"pk__{beyond}": seen.pk})
        elif seen is not None:
            further = Q(**{f"{self.field}__{beyond}": value}) | Q(**{f"pk__{beyond}": seen.pk})
            rows = rows.filter(further, **{f"{self.field}__{beyond}e": value})  # the second leads along the index
        return list(rows.order_by(*dict.fromkeys([f"{sign}{self.field}", f"{sign}pk"]))[:wanted])


def _walk(rows: QuerySet[Any], order: Order, wanted: int, seen: Any, *, back: bool) -> list[Any]:
    segments = [_Segment(rows, order.field, order.descending)]
    if order.without is not None:
        segments = [
            _Segment(rows.exclude(order.without), order.field, order.descending),
            _Segment(rows.filter(order.without), "pk", descending=True),
        ]
    value = None if seen is None else order.value(seen)
    standing = _standing(segments, order, seen, value, back=back)
    found: list[Any] = []
    for segment in segments[standing::-1] if back else segments[standing:]:
        if len(found) < wanted:
            found += segment.walk(wanted - len(found), seen, value, back=back)
        seen = None
    return found


def _standing(segments: list[_Segment], order: Order, seen: Any, value: Any, *, back: bool) -> int:
    """In which segment the walk begins."""
    if seen is None:
        return len(segments) - 1 if back else 0
    return 1 if order.without is not None and value is None else 0
