"""What assessments answer when a floor below asks."""

from typing import Any

from django.dispatch import receiver

from assessments.impact import impact_of
from frameworks.models import FrameworkVersion
from frameworks.publishing import Preview, publishing_preview


@receiver(publishing_preview)
def preview_impact(version: FrameworkVersion, user: Any, **_: Any) -> Preview:
    """What publishing would do to assessments in progress, for administrators alone.

    Not even sums are shown to a content editor: over drafts of one's own making they would tell answer by answer.
    """
    if not user.has_perm("assessments.view_assessment"):
        return Preview("admin/assessments/impact_unseen.html", {})
    impact = impact_of(version)
    return Preview("admin/assessments/impact.html", {"impact": impact, "listed": impact.listed})
