"""A stored state of an assessment: what its answers and scores were at one moment."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from frameworks.models import FrameworkVersion


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Reads of snapshots; ask an assessment's ``snapshots`` for them."""

    def ways_back(self) -> Self:
        """Those that an open assessment can go back to, the last one first."""
        snapshots = self.exclude(kind=Snapshot.Kind.APPROVAL).select_related("version", "taken_by")
        return snapshots.order_by("-taken_at", "-pk")

    def for_lists(self) -> Self:
        """Without what only the way back needs."""
        return self.defer("document", "answers", "names", "surroundings", "element_scores")

    def approvals(self) -> Self:
        """What was approved, the newest revision first."""
        return self.filter(kind=Snapshot.Kind.APPROVAL).order_by("-revision")

    def of_cycles_before(self, assessment: Assessment) -> Self:
        """What was approved of the assessments of the same unit and framework that were started earlier.

        The last cycle first, and of each its newest revision; with the assessment and the version of each.
        """
        earlier = self.filter(
            kind=Snapshot.Kind.APPROVAL,
            assessment__organisation=assessment.organisation_id,
            assessment__unit=assessment.unit_id,
            assessment__version__framework=assessment.version.framework_id,
            assessment__created_at__lt=assessment.created_at,
        ).select_related("assessment", "version")
        return earlier.defer("document", "answers", "surroundings").order_by(
            "-assessment__created_at", "-assessment_id", "-revision"
        )

    def approval(self, revision: int | None = None) -> "Snapshot":
        """The newest approval, or the one of a revision; Snapshot.DoesNotExist when there is none."""
        approvals = self.approvals()
        return (approvals if revision is None else approvals.filter(revision=revision)).latest("revision")


class Snapshot(models.Model):
    """Answers (the assessment document), result and names as JSON; written once, and never again.

    ``version`` is the framework version of that moment. ``answers`` are the given ones row for row, as
    ``assessments.actions.upgrades`` needs them for the way back: the document leaves out what an exclusion hides.
    ``surroundings`` are what stood around the answers of an approval: evidence, remarks, the team's agreement.
    ``element_scores`` of an approval are the assessment's own at that moment (``Scored``), whatever they become later.
    """

    class Kind(models.TextChoices):
        """What the snapshot was taken for."""

        APPROVAL = "approval", _("Approval")
        UPGRADE = "upgrade", _("Before an upgrade")
        RETURN = "return", _("Before going back")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="snapshots")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=200, blank=True)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    answers = models.JSONField(default=list)
    result = models.JSONField()
    names = models.JSONField()
    surroundings = models.JSONField(default=dict)
    element_scores = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "revision"], condition=models.Q(kind="approval"), name="one_approval_a_revision"
            )
        ]

    def __str__(self) -> str:
        return self.name or f"{self.assessment}, {self.get_kind_display()}"
