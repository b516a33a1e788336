"""What waits to be found out, considered or answered, all over an assessment, in numbers."""

from dataclasses import dataclass

from assessments.models import Assessment
from organisations.models import User


@dataclass(frozen=True)
class WaitingWords:
    """Open points, threads that are not resolved, and the elements with a finding that nobody has considered yet."""

    points: int = 0
    threads: int = 0
    back_on_desk: frozenset[str] = frozenset()


def waiting_words(assessment: Assessment, reader: User) -> WaitingWords:
    """Of what the reader may read; two queries at most, and none on what is approved."""
    if assessment.is_approved:
        return WaitingWords()
    points = assessment.remarks.readable_by(reader, is_blind=assessment.is_blind).open_points()
    waiting = points.filter(considered_at=None).values_list("element", "closed_at")
    return WaitingWords(
        points=sum(closed_at is None for _element, closed_at in waiting),
        threads=0 if assessment.is_blind else assessment.threads.unresolved().count(),
        back_on_desk=frozenset(element for element, closed_at in waiting if closed_at),
    )
