"""What has happened to an assessment so far, for its page: its team, its time line, and its approved revisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Assessment, Assignment, Event, Snapshot

# Steps from state to state: the words of the last one are what the team has to know now.
STEPS = {
    Event.Kind.STARTED,
    Event.Kind.ROUND_ENDED,
    Event.Kind.ROUND_CLOSED,
    Event.Kind.SUBMITTED,
    Event.Kind.RETURNED,
    Event.Kind.APPROVED,
    Event.Kind.REOPENED,
}


@dataclass(frozen=True)
class Revision:
    """One approval of the assessment; ``is_superseded`` once there is a newer one."""

    snapshot: Snapshot
    is_superseded: bool

    @property
    def number(self) -> int:
        """Which one it is, from 1."""
        return self.snapshot.revision

    @property
    def approved_by(self) -> str:
        """The name of that day."""
        return str(self.snapshot.names.get("approved_by") or self.snapshot.taken_by)


@dataclass(frozen=True)
class Life:
    """What has happened so far, the newest first."""

    team: Sequence[Assignment]
    events: Sequence[Event]
    revisions: Sequence[Revision]
    submitted: int = 0
    sheets: int = 0

    @property
    def said(self) -> Event | None:
        """The step that brought it into its state, where somebody said something with it."""
        last = next((event for event in self.events if event.kind in STEPS), None)
        return last if last and last.words else None


def life_of(assessment: Assessment) -> Life:
    """The life of an assessment so far; a query more while everybody scores alone, and once it was approved."""
    submitted, sheets = _sheet_counts(assessment)
    return Life(
        team=list(assessment.assignments.select_related("user")),
        events=list(assessment.events.select_related("by").order_by("-at", "-pk")),
        revisions=revisions_of(assessment),
        submitted=submitted,
        sheets=sheets,
    )


def revisions_of(assessment: Assessment) -> list[Revision]:
    """The approved revisions, the newest first; one that nobody has reopened yet is not asked for anything before."""
    if not assessment.is_approved and assessment.revision == 1:
        return []
    approvals = assessment.snapshots.approvals().select_related("version", "taken_by")
    snapshots = approvals.defer("document", "answers", "surroundings", "element_scores")
    return [Revision(snapshot, is_superseded=place > 0) for place, snapshot in enumerate(snapshots)]


def _sheet_counts(assessment: Assessment) -> tuple[int, int]:
    if not assessment.is_blind:
        return 0, 0
    dates = list(assessment.sheets.values_list("submitted_at", flat=True))
    return sum(date is not None for date in dates), len(dates)
