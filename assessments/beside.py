"""What stands beside the questions of an element, each on a page of its own: evidence, remarks, discussion, history."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assessments.access import Desk
from assessments.history import readable_changes
from assessments.models import Assessment, EvidenceUse, Remark, Thread
from organisations.models import User


@dataclass(frozen=True)
class Fold:
    """One of them: the ``route`` of its page, which takes the assessment and the element, and how much it holds."""

    name: str
    heading: str
    route: str
    count: int | None = None


def folds_of(reader: User, desk: Desk, element: str) -> list[Fold]:
    """What stands beside this element for the reader; the counts cost one query."""
    counts = _counts(reader, desk, element)
    return [
        Fold("evidence", _("Evidence"), "assessments:evidence-list", counts["evidence_count"]),
        Fold("remark", _("Strengths and open points"), "assessments:remark-list", counts["remark_count"]),
        Fold("discussion", _("Discussion"), "assessments:thread-list", counts["thread_count"]),
        Fold("last-cycle", _("Last cycle"), "assessments:last-cycle"),
        Fold("check", _("Checks"), "assessments:check-list"),
        Fold("history", _("History"), "assessments:history-list", counts["change_count"]),
    ]


def _counts(reader: User, desk: Desk, element: str) -> dict[str, Any]:
    """How many there are of each; while everybody scores alone, of what is the reader's own."""
    remarks = Remark.objects.readable_by(reader, is_blind=desk.assessment.is_blind)
    changes = readable_changes(reader, assessment_id=desk.assessment.pk, is_blind=desk.assessment.is_blind)
    rows = Assessment.objects.filter(pk=desk.assessment.pk).values(
        evidence_count=_count(EvidenceUse.objects.filter(assessment=OuterRef("pk"), element=element), "evidence"),
        remark_count=_count(remarks.filter(assessment=OuterRef("pk"), element=element)),
        thread_count=_count(Thread.objects.filter(assessment=OuterRef("pk"), element=element, resolved_at=None)),
        change_count=_count(changes.filter(answer__element=element)),
    )
    return dict(rows.get())


def _count(rows: "QuerySet[Any]", what: str = "pk") -> Coalesce:
    """The number of these rows as part of another query; none at all make 0."""
    counted = rows.order_by().values(of_all=Value(1)).values(number=Count(what, distinct=True))
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
