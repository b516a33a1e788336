"""What was approved, as it was: a revision of an assessment, and the last cycle's. Both are read from snapshots.

An assessment that was reopened goes on changing; what was approved of it before stands until the next approval, for
its own pages and for the cycles that are compared with it.
"""

from copy import copy
from dataclasses import dataclass

from assessments.items import PlainAnswer, plain_answers
from assessments.models import Assessment, Snapshot
from assessments.models.assessment import AssessmentQuerySet
from assessments.names import Names, names_from_json
from frameworks.definition import FrameworkDefinition


@dataclass(frozen=True)
class Approved:
    """A revision as it was approved; superseded by a newer one, or the newest of an assessment that is open again."""

    assessment: Assessment
    snapshot: Snapshot
    is_superseded: bool = False
    is_reopened: bool = False

    @property
    def names(self) -> Names:
        """The names of that day."""
        return names_from_json(self.assessment, self.snapshot.names)


def approved_as(assessment: Assessment, revision: int) -> Approved:
    """What was approved of the assessment as this revision; raises Snapshot.DoesNotExist."""
    snapshots = assessment.snapshots.select_related("version__framework", "taken_by")
    snapshot = snapshots.approval(revision)
    return Approved(
        as_approved(assessment, snapshot),
        snapshot,
        is_superseded=revision < assessment.approved_revision,
        is_reopened=revision == assessment.approved_revision and assessment.is_open,
    )


def as_approved(assessment: Assessment, snapshot: Snapshot) -> Assessment:
    """The assessment as this approval keeps it, for whatever reads one; in memory alone, never to be saved.

    Its ``answers`` are those of now: ask ``approved_answers`` for those of then.
    """
    then = copy(assessment)
    then.state, then.revision, then.complete = Assessment.State.APPROVED, snapshot.revision, True
    then.version, then.element_scores = snapshot.version, snapshot.element_scores
    then.title = snapshot.names.get("title", assessment.title)
    then.period = snapshot.names.get("period", assessment.period)
    then.approved_by, then.approved_at = snapshot.taken_by, snapshot.taken_at
    return then


def approved_answers(definition: FrameworkDefinition, snapshot: Snapshot) -> tuple[PlainAnswer, ...]:
    """The answers that were approved, one for every place of the framework version."""
    return plain_answers(definition, (PlainAnswer(*answer) for answer in snapshot.answers))


def last_cycle(assessment: Assessment, seen: AssessmentQuerySet) -> Assessment | None:
    """The newest approval of the cycle before, as it was, out of the assessments that may be ``seen``.

    An approved assessment is held against what stood when it was approved, whatever is approved or reopened later.
    """
    approvals = Snapshot.objects.of_cycles_before(assessment).filter(assessment__in=seen)
    if assessment.approved_at:
        approvals = approvals.filter(taken_at__lte=assessment.approved_at)
    last = approvals.first()
    return as_approved(last.assessment, last) if last else None
