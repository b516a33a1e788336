"""What each organisation that takes part gives to the figures of a framework, read from what was approved."""

import datetime
from typing import Final

from assessments.models import Snapshot
from assessments.results import Result, element_score_from_json
from assessments.scoring import roll_up
from benchmarking.cells import Entry
from benchmarking.models import Participation
from benchmarking.releasing import Scores
from frameworks.models import Framework

TOTAL: Final = "total"
COUNTS_FOR: Final = datetime.timedelta(days=730)  # an approval; whatever is older says little of today


def contributions(framework: Framework, now: datetime.datetime) -> dict[Entry, Scores]:
    """By organisation and approval, the percentages of the total, the dimensions and the elements.

    The newest approval of the whole organisation counts, of the last two years. Whoever left and came back counts
    with what is approved from then on: what was taken out of the figures never comes back into them.
    """
    approvals = newest_approvals(framework, now)
    found: dict[Entry, Scores] = {}
    for one in Participation.objects.current().with_returns().order_by("organisation"):
        approval = approvals.get(one.organisation_id)
        if approval and not _is_from_before(approval, one) and (scores := _scores(approval)):
            found[Entry(str(one.organisation_id), str(approval.uuid), one.groups)] = scores
    return found


def newest_approvals(framework: Framework, now: datetime.datetime) -> dict[int, Snapshot]:
    """The newest approval by organisation, of those that take part; assessments of units are left aside."""
    approvals = (
        Snapshot.objects.approvals()
        .filter(
            assessment__version__framework=framework,
            assessment__unit=None,
            assessment__organisation__in=Participation.objects.current().values("organisation"),
            taken_at__range=(now - COUNTS_FOR, now),
        )
        .select_related("assessment", "version__framework")
        .defer("document", "answers", "names", "surroundings", "result", "assessment__element_scores")
        .order_by("taken_at", "pk")
    )
    return {one.assessment.organisation_id: one for one in approvals}


def percentages(result: Result) -> Scores:
    """The percentages that are compared, by measure; None where all of it is excluded."""
    groups = {code: score.percent for code, score in result.dimensions.items()}
    elements = {code: score.percent for code, score in result.elements.items()}
    return {TOTAL: result.total.percent} | groups | elements


def _is_from_before(approval: Snapshot, participation: Participation) -> bool:
    """Whether it was approved before an organisation came back."""
    returned: bool = participation.returned  # type: ignore[attr-defined]  # annotated by with_returns
    return returned and approval.taken_at < participation.since


def _scores(approval: Snapshot) -> Scores:
    """The percentages of that day; none where the approval keeps no scores of all elements, or was not complete."""
    definition = approval.version.definition()
    kept = approval.element_scores
    if not definition.element_by_code.keys() <= kept.keys():
        return {}
    result = roll_up(definition, {code: element_score_from_json(definition, kept[code]) for code in kept})
    return percentages(result) if result.total.complete else {}
