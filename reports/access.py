"""Who may read a framework's guide: whoever is signed in; a draft only those who edit frameworks.

A revision of an assessment is read by whoever may read the assessment.
"""

from django.http import Http404

from assessments.access import may_manage
from assessments.models import Assessment, Snapshot
from assessments.revisions import Approved, approved_as, last_cycle
from frameworks.models import FrameworkVersion
from organisations.models import User


def readable_version(user: User, framework: str, number: str) -> FrameworkVersion:
    """The version of the framework with this slug and number; Http404 where there is none for this person."""
    if "\x00" in number:  # no database has it, and PostgreSQL can't be asked
        raise Http404
    versions = FrameworkVersion.objects.all() if may_read_drafts(user) else FrameworkVersion.objects.published()
    found = versions.select_related("framework").filter(framework__slug=framework, number=number).first()
    if found is None:
        raise Http404
    return found


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


def may_read_drafts(user: User) -> bool:
    """Whether the person sees versions that nobody has published yet."""
    return user.is_staff and user.has_perm("frameworks.view_frameworkversion")
