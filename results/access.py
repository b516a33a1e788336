"""Who may see which approved revision of a result, and which cycle before it."""

from django.http import Http404

from assessments.access import may_manage
from assessments.models import Assessment, Snapshot
from assessments.revisions import Approved, approved_as, last_cycle
from organisations.models import User


def readable_revision(assessment: Assessment, revision: int) -> Approved:
    """What was approved as this revision; Http404 where there is none."""
    if revision > assessment.approved_revision:  # and no number that is too long for a database is asked for
        raise Http404
    try:
        return approved_as(assessment, revision)
    except Snapshot.DoesNotExist:
        raise Http404


def previous_cycle(user: User, assessment: Assessment) -> Assessment | None:
    """The last cycle, for whoever may see it: a manager sees all of the organisation's."""
    seen = Assessment.objects.all() if may_manage(assessment) else Assessment.objects.visible_to(user)
    return last_cycle(assessment, seen)
