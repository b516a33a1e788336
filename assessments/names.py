"""Who an assessment is about and who scored it, in words: as they are now, or as they were when it was approved."""

from dataclasses import asdict, dataclass
from typing import Any

from assessments.models import Assessment
from organisations.models import User


@dataclass(frozen=True)
class Names:
    """The names that a report prints; ``facts`` are the organisation's sector, country and size where known."""

    organisation: str
    facts: tuple[str, ...]
    assessors: tuple[str, ...]
    approved_by: str


def names_now(assessment: Assessment, *, approved_by: User | None = None) -> Names:
    """The names as they are at this moment."""
    organisation = assessment.organisation
    size = str(organisation.get_size_display()) if organisation.size else ""
    return Names(
        organisation=organisation.name,
        facts=tuple(fact for fact in (organisation.sector, organisation.country, size) if fact),
        assessors=tuple(str(user) for user in assessment.assessors.order_by("full_name", "email")),
        approved_by=str(approved_by) if approved_by else "",
    )


def names_to_json(names: Names) -> dict[str, Any]:
    """The names for a snapshot."""
    return asdict(names)


def names_of(assessment: Assessment) -> Names:
    """The names that the assessment's report prints: once it is approved, those of that moment for good."""
    if assessment.is_open:
        return names_now(assessment)
    kept = assessment.snapshots.approval().names
    return Names(kept["organisation"], tuple(kept["facts"]), tuple(kept["assessors"]), kept["approved_by"])
