"""The evidence of an assessment as plain values: as it is now, or as it was frozen when the assessment was approved."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db.models import Prefetch, prefetch_related_objects

from assessments.models import Assessment, Evidence, EvidenceRevision, EvidenceUse

SURROUNDINGS: Final = "evidence"
SOON: Final = datetime.timedelta(days=30)


@dataclass(frozen=True)
class RevisionFacts:
    """One revision: of a file what it was and by what it is known again, of a link its address, of a note its text."""

    number: int
    file_name: str
    content_type: str
    size: int
    sha256: str
    address: str
    text: str
    added_by: str
    added_at: datetime.datetime


@dataclass(frozen=True)
class Use:
    """One place that it serves; ``item`` is an indicator's number, or empty for the whole element."""

    uuid: str
    element: str
    item: str


@dataclass(frozen=True)
class Piece:
    """One piece of evidence with its revisions, the first one first, and where in this assessment it is used."""

    uuid: str
    kind: str
    title: str
    effective_on: datetime.date | None
    expires_on: datetime.date | None
    added_by: str
    added_at: datetime.datetime
    revisions: tuple[RevisionFacts, ...]
    uses: tuple[Use, ...]

    @property
    def current(self) -> RevisionFacts:
        """What it holds."""
        return self.revisions[-1]

    def used_in(self, element: str) -> tuple[Use, ...]:
        """The places of this element that it serves."""
        return tuple(use for use in self.uses if use.element == element)


def standing(expires_on: datetime.date | None, today: datetime.date | None) -> str:
    """``expired``, ``soon`` when it has to be renewed within 30 days, else empty; no today for what is frozen."""
    if expires_on is None or today is None or expires_on > today + SOON:
        return ""
    return "expired" if expires_on < today else "soon"


def evidence_of(assessment: Assessment, element: str | None = None) -> list[Piece]:
    """The evidence of an assessment, or of one element of it: once it is approved, that of that moment for good."""
    if not assessment.is_approved:
        return evidence_now(assessment, element)
    snapshots = assessment.snapshots.defer("document", "answers", "result", "names")
    kept = snapshots.approval(assessment.revision).surroundings.get(SURROUNDINGS)
    if kept is None:  # approved before evidence was kept
        return evidence_now(assessment, element)
    return [piece for piece in evidence_from_json(kept) if element is None or piece.used_in(element)]


def evidence_now(assessment: Assessment, element: str | None = None) -> list[Piece]:
    """The same as it is at this moment, in three queries."""
    uses = EvidenceUse.objects.filter(assessment=assessment)
    if element is not None:
        uses = uses.filter(element=element)
    revisions = EvidenceRevision.objects.select_related("added_by")
    found = Evidence.objects.filter(pk__in=uses.order_by().values("evidence")).select_related("added_by")
    found = found.prefetch_related(Prefetch("uses", uses, "used_here"), Prefetch("revisions", revisions))
    return [piece_of(evidence, evidence.used_here) for evidence in found]  # type: ignore[attr-defined]  # prefetched


def whole_piece(evidence: Evidence) -> Piece:
    """A stored piece with all its revisions, without its places; one query."""
    revisions = EvidenceRevision.objects.select_related("added_by")
    prefetch_related_objects([evidence], Prefetch("revisions", revisions))
    return piece_of(evidence)


def piece_of(evidence: Evidence, uses: Iterable[EvidenceUse] = ()) -> Piece:
    """A stored piece as a plain value, with these of its uses."""
    return Piece(
        uuid=str(evidence.uuid),
        kind=evidence.kind,
        title=evidence.title,
        effective_on=evidence.effective_on,
        expires_on=evidence.expires_on,
        added_by=str(evidence.added_by),
        added_at=evidence.added_at,
        revisions=tuple(_facts(revision) for revision in evidence.revisions.all()),
        uses=tuple(Use(str(use.uuid), use.element, use.item) for use in uses),
    )


def _facts(revision: EvidenceRevision) -> RevisionFacts:
    return RevisionFacts(
        number=revision.number,
        file_name=revision.file_name,
        content_type=revision.content_type,
        size=revision.size,
        sha256=revision.sha256,
        address=revision.address,
        text=revision.text,
        added_by=str(revision.added_by),
        added_at=revision.added_at,
    )


def evidence_to_json(assessment: Assessment) -> list[dict[str, Any]]:
    """The evidence as it is now, for an approval's ``surroundings["evidence"]``; days and moments in ISO's form."""
    return [_plain(asdict(piece)) for piece in evidence_now(assessment)]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def evidence_from_json(kept: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """What ``evidence_to_json`` made."""
    return [
        Piece(
            **{
                **one,
                "effective_on": _day(one["effective_on"]),
                "expires_on": _day(one["expires_on"]),
                "added_at": datetime.datetime.fromisoformat(one["added_at"]),
                "revisions": tuple(_revision_from_json(revision) for revision in one["revisions"]),
                "uses": tuple(Use(**use) for use in one["uses"]),
            }
        )
        for one in kept
    ]


def _revision_from_json(kept: Mapping[str, Any]) -> RevisionFacts:
    return RevisionFacts(**{**kept, "added_at": datetime.datetime.fromisoformat(kept["added_at"])})


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def is_frozen(evidence: Evidence) -> bool:
    """Whether an approval, of whatever revision, rests on it: then it has to stay, for its files are in that result."""
    approvals = evidence.organisation.assessments.filter(snapshots__kind="approval")
    kept = approvals.values_list("snapshots__surroundings", flat=True)
    wanted = uuid.UUID(str(evidence.uuid))
    return any(uuid.UUID(one["uuid"]) == wanted for surroundings in kept for one in surroundings.get(SURROUNDINGS, ()))
