"""An assessment of one organisation with one framework version, and the people assigned to score it."""

import datetime
import uuid
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from assessments.models.scored import Scored
from assessments.workflow import Act, Mode, State, is_blind, parts_that_may
from frameworks.models import FrameworkVersion
from organisations.models import Membership, Organisation, Role, Unit, User


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Reads that keep to what a person may see, and say what they may do."""

    def visible_to(self, user: User) -> Self:
        """Assessments of the organisations that the person manages, and those they are assigned to as a member."""
        memberships, assignments = _memberships(user), _assignments(user)
        assigned = Exists(memberships) & Exists(assignments)
        return self.with_access_of(user).filter(Exists(memberships.filter(role=Role.MANAGER)) | assigned)

    def with_access_of(self, user: User) -> Self:
        """Mark each row with what the person is to it, in the same query.

        ``member`` and ``managed`` of its organisation; ``assigned`` to it, ``leads`` it, and the ``scope`` that the
        person is to score (``Assignment.scope``; None for who is not assigned).
        """
        memberships, assignments = _memberships(user), _assignments(user)
        return self.annotate(
            member=_is_any(memberships),
            managed=_is_any(memberships.filter(role=Role.MANAGER)),
            assigned=_is_any(assignments),
            leads=_is_any(assignments.filter(is_lead=True)),
            scope=Subquery(assignments.values("scope")[:1]),
        )

    def with_version_uuid(self) -> Self:
        """Mark each row with ``version_uuid``, by which a process remembers the framework version.

        Not by a join: on PostgreSQL a row that had to be waited for is lost when what it is joined to has changed.
        """
        versions = FrameworkVersion.objects.filter(pk=OuterRef("version")).order_by()
        return self.annotate(version_uuid=Subquery(versions.values("uuid")))

    def managed_by(self, user: User) -> Self:
        """Assessments of the organisations that the person manages."""
        return self.with_access_of(user).filter(Exists(_memberships(user).filter(role=Role.MANAGER)))

    def in_progress(self) -> Self:
        """Assessments that are not approved, in whatever state they are."""
        return self.exclude(state=State.APPROVED)

    def blind(self) -> Self:
        """Assessments in which everybody fills a sheet of their own at this time."""
        return self.filter(state=State.SCORING, mode=Mode.INDEPENDENT)

    def not_blind(self) -> Self:
        """Assessments whose figures may be shown to who may see them."""
        return self.exclude(state=State.SCORING, mode=Mode.INDEPENDENT)

    def upgradable(self) -> Self:
        """Assessments whose framework version can change in the state that they are in."""
        able = [
            Q(state=state, mode=mode) for state in State for mode in Mode if parts_that_may(Act.UPGRADE, state, mode)
        ]
        return self.filter(reduce(or_, able))

    def due_within(self, days: int, today: datetime.date) -> Self:
        """Assessments in progress that are due in so many days or fewer, the first one first."""
        soon = (today, today + datetime.timedelta(days=days))
        return self.in_progress().filter(due_on__range=soon).select_related("organisation").order_by("due_on", "pk")

    def for_lists(self) -> Self:
        """With what a list shows of each, and without the scores of every element."""
        return self.select_related("organisation", "unit").defer("element_scores")

    def approved_before(self, assessment: "Assessment") -> Self:
        """Approved assessments of the same unit and framework that were started earlier, the last one first."""
        return self.filter(
            organisation=assessment.organisation_id,
            unit=assessment.unit_id,
            version__framework=assessment.version.framework_id,
            state=State.APPROVED,
            created_at__lt=assessment.created_at,
        ).order_by("-created_at", "-pk")


def _memberships(user: User) -> models.QuerySet[Membership]:
    return Membership.objects.filter(organisation=OuterRef("organisation"), user=user).order_by()


def _assignments(user: User) -> models.QuerySet["Assignment"]:
    return Assignment.objects.filter(assessment=OuterRef("pk"), user=user).order_by()


def _is_any(rows: models.QuerySet[Any]) -> Coalesce:
    """Whether there is such a row, looked up for each row that is shown.

    For an ``Exists`` PostgreSQL reads all that the person has, thousands of rows for a page of twenty-five.
    """
    return Coalesce(Subquery(rows.values(found=Value(True))[:1]), False)  # noqa: FBT003 - a value of the query


class Assessment(Scored):
    """An assessment; its scores are written by ``assessments.actions.answers``, with the answer that moved them.

    ``assessments.actions.upgrades`` alone changes ``version``, and writes all scores afresh with it.
    ``assessments.actions.workflow`` and ``assessments.actions.approval`` alone change ``state`` and ``revision``.
    """

    State = State
    Mode = Mode

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assessments")
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="assessments",
        null=True,
        blank=True,
        verbose_name=_("unit"),
        help_text=_("Leave it empty where the whole organisation is assessed."),
    )
    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("framework")
    )
    title = models.CharField(_("title"), max_length=200)
    period = models.CharField(_("period"), max_length=100, blank=True, help_text=_("For example 2026, or Q1 2026."))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    mode = models.CharField(_("how the team scores"), max_length=20, choices=Mode, default=Mode.JOINT)
    tolerance = models.PositiveSmallIntegerField(
        _("tolerance"),
        default=1,
        help_text=_("How many steps of the scale the answers may lie apart before the team has to discuss them."),
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
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

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        indexes = [  # what long lists are walked along, a page at a time
            models.Index(fields=["-created_at", "-id"], name="assessments_by_age"),
            models.Index(fields=["organisation", "-created_at", "-id"], name="assessments_of_organisation"),
            models.Index(fields=["organisation", "state", "-created_at", "-id"], name="assessments_cycles"),
            models.Index(fields=["state", "-created_at", "-id"], name="assessments_by_state"),
            models.Index(fields=["title", "id"], name="assessments_by_title"),
            models.Index(fields=["period", "id"], name="assessments_by_period"),
            models.Index(fields=["percent", "id"], name="assessments_by_percent"),
            models.Index(fields=["due_on", "id"], name="assessments_by_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def whose(self) -> str:
        """The organisation, and the unit where it is about one."""
        return " · ".join([self.organisation.name, *([self.unit.name] if self.unit else [])])

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked at, in whatever state but the last."""
        return self.state != State.APPROVED

    @property
    def approved_revision(self) -> int:
        """The newest revision that was approved; 0 while there is none."""
        return self.revision if self.is_approved else self.revision - 1

    @property
    def is_independent(self) -> bool:
        """Whether each assessor fills a sheet of their own first."""
        return self.mode == Mode.INDEPENDENT

    @property
    def is_blind(self) -> bool:
        """Whether everybody is filling a sheet of their own at this time, which nobody else may see."""
        return is_blind(State(self.state), Mode(self.mode))

    @property
    def is_approved(self) -> bool:
        """Whether the answers are frozen and the result is a stored snapshot."""
        return self.state == State.APPROVED


class Assignment(models.Model):
    """One person who scores one assessment, or leads those who do.

    ``scope`` holds the codes of the dimensions and elements that the person is to score, one space between two
    (``"D1 D2.3 E"``; ``E`` for the enablers); empty for the whole, and ``NOTHING`` for who leads without scoring.
    """

    NOTHING = "-"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="assignments_made"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    is_lead = models.BooleanField(_("leads the team"), default=False)
    scope = models.TextField(_("what the person scores"), blank=True)

    class Meta:
        ordering = ["user__full_name", "user__email"]
        constraints = [models.UniqueConstraint(fields=["assessment", "user"], name="one_assignment_a_person")]

    def __str__(self) -> str:
        return f"{self.user}, {self.assessment}"


@receiver(post_delete, sender=Membership)
def end_assignments(*, instance: Membership, **_: object) -> None:
    """Who leaves the organisation, by whatever road, no longer scores its assessments, and won't on coming back."""
    Assignment.objects.filter(user=instance.user_id, assessment__organisation=instance.organisation_id).delete()
