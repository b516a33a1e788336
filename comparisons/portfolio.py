"""All assessments that a person may see, sorted and filtered by the database, a page at a time."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, JSONObject
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assessments.models import Assessment, Snapshot
from assessments.models.assessment import AssessmentQuerySet
from assessments.models.snapshot import SnapshotQuerySet
from assessments.seen import seen_by
from assessments.workflow import Mode, State
from comparisons.paging import Order, Page, page_of
from comparisons.searching import holding
from organisations.models import User

PAGE: Final = 25
MOST_IN_FILE: Final = 10_000
BLIND: Final = Q(state=State.SCORING, mode=Mode.INDEPENDENT)
LONGEST: Final = 100

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
class Before:
    """The cycle before as it was approved: its percentage, and the key of its framework version."""

    percent: Decimal | None
    version: int

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Before":
        """What the database gives as JSON."""
        percent = kept["percent"]
        return cls(None if percent is None else Decimal(percent), kept["version"])


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


def _listed(row: Assessment, before: Before | None) -> Listed:
    if before is None or before.percent is None or row.percent is None:
        return Listed(row, None, is_break=False)
    return Listed(row, row.percent - before.percent, is_break=before.version != row.version_id)


def _before(reader: User, keys: list[int]) -> Mapping[int, Before]:
    """The last cycle of each of these, as ``assessments.revisions.last_cycle`` finds it, in one query for all."""
    if not keys:
        return {}
    last = _approvals(OuterRef("until"), assessment=Subquery(_cycles_before(reader).values("pk")[:1]))
    kept = JSONObject(percent=KT("result__total__percent"), version=F("version"))
    now = Value(timezone.now(), output_field=DateTimeField())
    rows = Assessment.objects.filter(pk__in=keys).order_by().alias(until=Coalesce("approved_at", now))
    found = rows.annotate(before=Subquery(last.order_by("-revision").values(kept=kept)[:1]))
    return {pk: Before.of(kept) for pk, kept in found.values_list("pk", "before") if kept}


def _cycles_before(reader: User) -> AssessmentQuerySet:
    """Earlier cycles than the row two queries further out, of those that the reader may see, the last one first."""
    row = {name: OuterRef(OuterRef(name)) for name in ("organisation", "version__framework", "unit", "created_at")}
    cycles = Assessment.objects.visible_to(reader).alias(place=Coalesce("unit", Value(0)))
    earlier = cycles.filter(
        Exists(_approvals(OuterRef(OuterRef(OuterRef("until"))), assessment=OuterRef("pk"))),
        organisation=row["organisation"],
        version__framework=row["version__framework"],
        place=Coalesce(row["unit"], Value(0)),
        created_at__lt=row["created_at"],
    )
    return earlier.order_by("-created_at", "-pk")


def _approvals(until: OuterRef, **of: Any) -> SnapshotQuerySet:
    """What was approved by then: what is approved or reopened later changes nothing."""
    return Snapshot.objects.filter(kind=Snapshot.Kind.APPROVAL, taken_at__lte=until, **of)


def _narrowed(rows: AssessmentQuerySet, asked: Asked) -> AssessmentQuerySet:
    if asked.text:
        rows = holding(rows, asked.text)
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
