"""What was noted about elements, as pages show it: from the rows, and once approved, as it was on that day."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from assessments.models import Assessment, Remark, Snapshot
from organisations.models import User

SURROUNDINGS = "remarks"  # the key under which an approval keeps them
_MOMENTS = ("at", "edited_at", "closed_at", "considered_at")


@dataclass(frozen=True)
class Noted:
    """One remark with the names of those who wrote it; the ids say who they are to somebody who reads it."""

    uuid: str
    element: str
    kind: str
    text: str
    by: str
    by_id: int | None
    at: datetime.datetime
    version: int = 0
    edited_by: str = ""
    edited_at: datetime.datetime | None = None
    whom: str = ""
    place: str = ""
    assignee: str = ""
    assignee_id: int | None = None
    finding: str = ""
    closed_by: str = ""
    closed_at: datetime.datetime | None = None
    considered_by: str = ""
    considered_at: datetime.datetime | None = None
    is_own_sheets: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it is something to check on site."""
        return self.kind == Remark.Kind.OPEN_POINT

    @property
    def is_open(self) -> bool:
        """Whether it is an open point that nobody has found out about yet."""
        return self.is_point and self.closed_at is None

    @property
    def is_back_on_the_desk(self) -> bool:
        """Whether there is a finding that nobody has considered in the answers yet."""
        return self.closed_at is not None and self.considered_at is None

    def is_for(self, reader: User) -> bool:
        """Whether it waits for this person: given to them, or noted by them and given to nobody."""
        return reader.pk == (self.assignee_id or self.by_id)


def noted(assessment: Assessment, reader: User, element: str = "") -> list[Noted]:
    """What the reader may read, of one element or of all, in the order in which it was noted; one query."""
    if assessment.is_approved:
        return [one for one in _kept(assessment) if element in {"", one.element}]
    remarks = assessment.remarks.readable_by(reader, is_blind=assessment.is_blind)
    return [noted_of(row) for row in _with_people(remarks.filter(element=element) if element else remarks)]


def noted_in(snapshot: Snapshot) -> list[Noted]:
    """What an approval has kept; nothing where it is from before remarks were kept with it."""
    return remarks_from_json(snapshot.surroundings.get(SURROUNDINGS) or ())


def back_on_the_desk(assessment: Assessment, reader: User) -> list[Noted]:
    """The open points whose findings nobody has considered yet; one query, and none on what is approved."""
    if assessment.is_approved:
        return []
    remarks = assessment.remarks.readable_by(reader, is_blind=assessment.is_blind)
    return [noted_of(row) for row in _with_people(remarks.back_on_the_desk())]


def noted_of(row: Remark) -> Noted:
    """A stored remark as it is shown."""
    same = ("element", "kind", "text", "version", "whom", "place", "finding", "by_id", "assignee_id", *_MOMENTS)
    plain: dict[str, Any] = {name: getattr(row, name) for name in same}
    people = ("by", "edited_by", "assignee", "closed_by", "considered_by")
    plain |= {name: _name(getattr(row, name)) for name in people}
    return Noted(uuid=str(row.uuid), is_own_sheets=row.sheet_id is not None, **plain)


def remarks_to_json(assessment: Assessment) -> list[dict[str, Any]]:
    """Everything noted, for an approval to keep: plain values, moments as ISO 8601."""
    return [_to_json(noted_of(row)) for row in _with_people(assessment.remarks.all())]


def remarks_from_json(kept: Iterable[Mapping[str, Any]]) -> list[Noted]:
    """What an approval has kept."""
    return [_from_json(one) for one in kept]


def _kept(assessment: Assessment) -> list[Noted]:
    kept = assessment.snapshots.approval(assessment.revision).surroundings.get(SURROUNDINGS)
    if kept is None:  # approved before remarks were kept with it; the rows have not changed since
        return [noted_of(row) for row in _with_people(assessment.remarks.all())]
    return remarks_from_json(kept)


def _with_people(remarks: Any) -> Any:
    return remarks.select_related("by", "edited_by", "assignee", "closed_by", "considered_by")


def _name(person: User | None) -> str:
    return str(person) if person else ""


def _to_json(one: Noted) -> dict[str, Any]:
    moments = {name: getattr(one, name).isoformat() for name in _MOMENTS if getattr(one, name)}
    return asdict(one) | dict.fromkeys(_MOMENTS) | moments


def _from_json(kept: Mapping[str, Any]) -> Noted:
    known = {field.name: kept[field.name] for field in fields(Noted) if field.name in kept}
    moments = {name: datetime.datetime.fromisoformat(known[name]) for name in _MOMENTS if known.get(name)}
    return Noted(**(known | moments))
