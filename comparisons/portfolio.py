"""All assessments that a person may see, sorted and filtered by the database, a page at a time."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.models import Assessment
from assessments.models.assessment import AssessmentQuerySet
from assessments.seen import seen_by
from assessments.workflow import Mode, State
from comparisons.paging import Order, Page, page_of
from organisations.models import User

PAGE: Final = 25
MOST_IN_FILE: Final = 10_000
BLIND: Final = Q(state=State.SCORING, mode=Mode.INDEPENDENT)
LONGEST: Final = 100
TENTH: Final = Decimal("0.1")

ORDERS: Final[dict[str, Order]] = {
    "new": Order("created_at", lambda row: row.created_at, descending=True),
    "title": Order("title", lambda row: row.title),
    "period": Order("period", lambda row: row.period),
    # What is scored alone has no figure yet: an order by it would tell one.
    "percent": Order(
        "percent", lambda row: None if row.is_blind else row.percent, BLIND | Q(percent__isnull=True), descending=True
    ),
    "due": Order("due_on", lambda row: row.due_on, Q(due_on__isnull=True)),
}


@dataclass(frozen=True)
class Asked:
    """What the reader asked for; every text is empty where nothing was."""

    text: str = ""
    organisation: str = ""
    unit: str = ""
    framework: str = ""
    state: str = ""
    level: str = ""
    sort: str = "new"
    turned: bool = False

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        """Read from an address; an order that there is not is the newest first."""
        names = ("organisation", "unit", "framework", "state", "level")
        sort = given.get("sort", "")
        name = sort.removeprefix("-")
        return cls(
            text=given.get("q", "").strip()[:LONGEST],
            **{one: given.get(one, "")[: 2 * LONGEST] for one in names},
            sort=name if name in ORDERS else "new",
            turned=sort.startswith("-") and name in ORDERS,
        )

    @property
    def order(self) -> Order:
        """The order, the other way round where that was asked for."""
        order = ORDERS[self.sort]
        return replace(order, descending=order.descending != self.turned)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return any((self.text, self.organisation, self.unit, self.framework, self.state, self.level))


@dataclass(frozen=True)
class Listed:
    """An assessment in the list; ``change`` is percentage points since the last cycle, ``is_break`` across versions."""

    assessment: Assessment
    change: Decimal | None
    is_break: bool

    @property
    def shows(self) -> bool:
        """Whether there is a figure that may be shown."""
        return not self.assessment.is_blind and bool(self.assessment.answered_percent)

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed while it is still worked at."""
        due: datetime.date | None = self.assessment.due_on
        return bool(due and self.assessment.is_open and due < timezone.localdate())


@dataclass(frozen=True)
class Portfolio:
    """One page of the list."""

    listed: list[Listed]
    page: Page


def portfolio_of(reader: User, asked: Asked, *, after: str = "", before: str = "") -> Portfolio:
    """The page after or before an assessment, named by its uuid; Http404 for one that the reader may not see."""
    rows = _narrowed(seen_by(reader), asked)
    ends = {name: _row(reader, key) for name, key in (("after", after), ("before", before)) if key}
    page = page_of(rows.for_lists().select_related("version__framework"), asked.order, PAGE, **ends)
    return Portfolio(listed(reader, page.rows), page)


def portfolio_rows(reader: User, asked: Asked) -> list[Listed]:
    """All rows for a file, up to a bound."""
    rows = _narrowed(seen_by(reader), asked).for_lists().select_related("version__framework")
    return listed(reader, page_of(rows, asked.order, MOST_IN_FILE).rows)


def listed(reader: User, rows: Iterable[Assessment]) -> list[Listed]:
    """The rows, each with its change since the cycle before; one query for all of them."""
    found = list(rows)
    complete = [row.pk for row in found if row.complete and not row.is_blind]
    before = _before(reader, complete)
    return [_listed(row, before.get(row.pk)) for row in found]


def _listed(row: Assessment, before: tuple[Decimal | None, int | None] | None) -> Listed:
    if before is None or before[0] is None or row.percent is None:
        return Listed(row, None, is_break=False)
    # SQLite gives what a subquery computes with more digits than it has.
    return Listed(row, (row.percent - before[0]).quantize(TENTH), is_break=before[1] != row.version_id)


def _before(reader: User, keys: list[int]) -> Mapping[int, tuple[Decimal | None, int | None]]:
    """Percentage and framework version of the cycle before each of these, as far as the reader may see it."""
    if not keys:
        return {}
    cycles = Assessment.objects.visible_to(reader).alias(place=Coalesce("unit", Value(0)))
    last = cycles.filter(
        organisation=OuterRef("organisation"),
        version__framework=OuterRef("version__framework"),
        place=Coalesce(OuterRef("unit"), Value(0)),
        state=State.APPROVED,
        created_at__lt=OuterRef("created_at"),
    ).order_by("-created_at", "-pk")
    rows = Assessment.objects.filter(pk__in=keys).order_by()
    found = rows.annotate(
        before_percent=Subquery(last.values("percent")[:1]), before_version=Subquery(last.values("version")[:1])
    )
    return {
        pk: (percent, version) for pk, percent, version in found.values_list("pk", "before_percent", "before_version")
    }


def _narrowed(rows: AssessmentQuerySet, asked: Asked) -> AssessmentQuerySet:
    if asked.text:
        rows = rows.holding(asked.text)
    if asked.level:  # no level is shown of what is scored alone, or not at all
        rows = rows.filter(level=asked.level, answered_percent__gt=0).exclude(BLIND)
    wanted: dict[str, Any] = {
        "organisation__slug": asked.organisation,
        "version__framework__slug": asked.framework,
        "state": asked.state,
    }
    rows = rows.filter(**{field: value for field, value in wanted.items() if value})
    return rows.filter(unit__uuid=_uuid(asked.unit)) if asked.unit else rows


def _row(reader: User, key: str) -> Assessment:
    return get_object_or_404(Assessment.objects.visible_to(reader).for_lists(), uuid=_uuid(key))


def _uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(key)
    except ValueError as error:
        raise Http404 from error
