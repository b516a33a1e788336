"""An assessment of one organisation with one framework version, and the people assigned to score it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from frameworks.models import FrameworkVersion
from organisations.models import Membership, Organisation, Role, User


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Reads that keep to what a person may see, and say what they may do."""

    def visible_to(self, user: User) -> Self:
        """Assessments of the organisations that the person manages, and those they are assigned to as a member."""
        return self.with_access_of(user).filter(Q(managed=True) | Q(member=True, assigned=True))

    def with_access_of(self, user: User) -> Self:
        """Mark each row with ``member``, ``managed`` and ``assigned`` for the person, in the same query."""
        memberships = Membership.objects.filter(organisation=OuterRef("organisation"), user=user)
        assignments = Assignment.objects.filter(assessment=OuterRef("pk"), user=user)
        return self.annotate(
            member=Exists(memberships),
            managed=Exists(memberships.filter(role=Role.MANAGER)),
            assigned=Exists(assignments),
        )

    def with_version_uuid(self) -> Self:
        """Mark each row with ``version_uuid``, by which a process remembers the framework version.

        Not by a join: on PostgreSQL a row that had to be waited for is lost when what it is joined to has changed.
        """
        versions = FrameworkVersion.objects.filter(pk=OuterRef("version")).order_by()
        return self.annotate(version_uuid=Subquery(versions.values("uuid")))

    def managed_by(self, user: User) -> Self:
        """Assessments of the organisations that the person manages."""
        return self.with_access_of(user).filter(managed=True)

    def for_lists(self) -> Self:
        """With what a list shows of each, and without the scores of every element."""
        return self.select_related("organisation").defer("element_scores")

    def approved_before(self, assessment: "Assessment") -> Self:
        """Approved assessments of the same organisation and framework that were started earlier, the last one first."""
        return self.filter(
            organisation=assessment.organisation_id,
            version__framework=assessment.version.framework_id,
            state="approved",
            created_at__lt=assessment.created_at,
        ).order_by("-created_at", "-pk")


class Assessment(models.Model):
    """An assessment; its scores are written by ``assessments.actions.answers``, with the answer that moved them.

    ``assessments.actions.upgrades`` alone changes ``version``, and writes all scores afresh with it.

    ``element_scores`` holds each element's score as JSON (``assessments.results``); ``points``, ``maximum``,
    ``percent``, ``level``, ``complete`` and ``answered_percent`` are the total rolled up from it, for lists.
    """

    class State(models.TextChoices):
        """Where an assessment stands."""

        OPEN = "open", _("In progress")
        APPROVED = "approved", _("Approved")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assessments")
    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("framework")
    )
    title = models.CharField(_("title"), max_length=200)
    period = models.CharField(_("period"), max_length=100, blank=True, help_text=_("For example 2026, or Q1 2026."))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments_created"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments_approved", null=True
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    assessors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="Assignment",
        through_fields=("assessment", "user"),
        related_name="assessments_assigned",
    )

    element_scores = models.JSONField(default=dict, editable=False)
    points = models.DecimalField(max_digits=8, decimal_places=2, default=0, editable=False)
    maximum = models.DecimalField(max_digits=8, decimal_places=2, default=0, editable=False)
    percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, editable=False)
    level = models.CharField(max_length=100, blank=True, editable=False)
    complete = models.BooleanField(default=False, editable=False)
    answered_percent = models.DecimalField(max_digits=4, decimal_places=1, default=0, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether answers can still change."""
        return self.state == self.State.OPEN

    @property
    def is_approved(self) -> bool:
        """Whether the answers are frozen and the result is a stored snapshot."""
        return self.state == self.State.APPROVED


class Assignment(models.Model):
    """One person who scores one assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="assignments_made"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["user__full_name", "user__email"]
        constraints = [models.UniqueConstraint(fields=["assessment", "user"], name="one_assignment_a_person")]

    def __str__(self) -> str:
        return f"{self.user}, {self.assessment}"


@receiver(post_delete, sender=Membership)
def end_assignments(*, instance: Membership, **_: object) -> None:
    """Who leaves the organisation, by whatever road, no longer scores its assessments, and won't on coming back."""
    Assignment.objects.filter(user=instance.user_id, assessment__organisation=instance.organisation_id).delete()
