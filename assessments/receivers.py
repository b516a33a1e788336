"""What assessments answer when a floor below asks."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from assessments.actions.workflow import end_round_when_all_have_submitted
from assessments.impact import impact_of
from frameworks.models import FrameworkVersion
from frameworks.publishing import Preview, publishing_preview
from organisations.models import Organisation, User
from organisations.signals import member_removed


@receiver(publishing_preview)
def preview_impact(version: FrameworkVersion, user: Any, **_kwargs: Any) -> Preview:
    """What publishing would do to assessments in progress, for administrators alone.

    Not even sums are shown to a content editor: over drafts of one's own making they would tell answer by answer.
    """
    if not user.has_perm("assessments.view_assessment"):
        return Preview("admin/assessments/impact_unseen.html", {})
    impact = impact_of(version)
    return Preview("admin/assessments/impact.html", {"impact": impact, "listed": impact.listed})


@receiver(member_removed)
def end_rounds(*, organisation: Organisation, person: User, by: User, **_kwargs: Any) -> None:
    """Where only this person's sheet was waited for, the blind round ends."""
    words = _("%(name)s is no longer a member.") % {"name": person}
    for assessment in organisation.assessments.blind().filter(sheets__assessor=person).select_for_update(of=("self",)):
        end_round_when_all_have_submitted(assessment, by=by, words=words)
