"""Who an assessment is about and who scored it, in words: as they are now, or as they were when it was approved."""

from collections.abc import Mapping
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
    title: str = ""
    period: str = ""
    unit: str = ""

    @property
    def whose(self) -> str:
        """The organisation, and the unit where the assessment is about one."""
        return " · ".join(filter(None, (self.organisation, self.unit)))


def names_now(assessment: Assessment, *, approved_by: User | None = None) -> Names:
    """The names as they are at this moment."""
    organisation = assessment.organisation
    size = str(organisation.get_size_display()) if organisation.size else ""
    return Names(
        organisation=organisation.name,
        facts=tuple(fact for fact in (organisation.sector, organisation.country, size) if fact),
        assessors=tuple(str(user) for user in assessment.assessors.order_by("full_name", "email")),
        approved_by=str(approved_by) if approved_by else "",
        title=assessment.title,
        period=assessment.period,
        unit=assessment.unit.name if assessment.unit else "",
    )


def names_to_json(names: Names) -> dict[str, Any]:
    """The names for a snapshot."""
    return asdict(names)


def names_of(assessment: Assessment) -> Names:
    """The names that the assessment's report prints: once it is approved, those of that moment for good.

    What was approved before titles were kept says the title of now.
    """
    if assessment.is_open:
        return names_now(assessment)
    return names_from_json(assessment, assessment.snapshots.approval(assessment.revision).names)


def names_from_json(assessment: Assessment, kept: Mapping[str, Any]) -> Names:
    """The names that a snapshot keeps."""
    of_now = {"title": assessment.title, "period": assessment.period}
    return Names(**{**of_now, **kept, "facts": tuple(kept["facts"]), "assessors": tuple(kept["assessors"])})
