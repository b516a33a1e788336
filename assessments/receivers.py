"""What assessments answer when a floor below asks."""

from typing import Any

from django.dispatch import receiver

from assessments.impact import impact_of
from frameworks.models import FrameworkVersion
from frameworks.publishing import Preview, publishing_preview


@receiver(publishing_preview)
def preview_impact(version: FrameworkVersion, user: Any, **_: Any) -> Preview | None:
    """What publishing would do to assessments in progress: sums for a content editor, each one for administrators."""
    sees_assessments = user.has_perm("assessments.view_assessment")
    impact = impact_of(version)
    context = {"impact": impact, "listed": impact.listed if sees_assessments else []}
    return Preview("admin/assessments/impact.html", context)
