"""What a person is told of: an assignment, a mention, a return, a date that comes near, an approval."""

import datetime
import uuid
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment, Assignment
from organisations.models import Membership, Role, User

# Who takes a notice to send it has this long; after that it is taken for dead, and another may.
LEASE: Final = datetime.timedelta(minutes=15)
# Later than this an e-mail would be noise: the notice still stands on the person's page.
WORTH_SENDING: Final = datetime.timedelta(days=7)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reads of notices."""

    def readable(self) -> Self:
        """Those whose person may still read the assessment: a member who manages, or who is assigned to it."""
        memberships = Membership.objects.filter(
            organisation=OuterRef("assessment__organisation"), user=OuterRef("user")
        )
        assignments = Assignment.objects.filter(assessment=OuterRef("assessment"), user=OuterRef("user"))
        manages = Exists(memberships.filter(role=Role.MANAGER))
        return self.filter(Q(manages) | Q(Exists(memberships), Exists(assignments)))

    def of(self, user: User) -> Self:
        """The person's own, the newest first, each with its assessment."""
        own = self.filter(user=user).readable()
        return own.select_related("assessment__organisation").defer("assessment__element_scores")

    def unread(self) -> Self:
        """Those that their person has neither opened nor marked."""
        return self.filter(read_at=None)

    def to_send(self, now: datetime.datetime) -> Self:
        """Those that an e-mail is to tell and has not, to whoever still may read them, the oldest first."""
        waiting = self.unread().filter(for_email=True, sent_at=None, at__gte=now - WORTH_SENDING, user__is_active=True)
        free = waiting.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE)).readable()
        return free.select_related("user", "assessment__organisation").order_by("at", "pk")

    def at_once(self) -> Self:
        """Those of people who want each by itself."""
        return self.filter(user__notices_by_email=User.Notices.ALL)

    def for_digest(self) -> Self:
        """Those of people who want one message a day."""
        return self.filter(user__notices_by_email=User.Notices.DAILY)

    def claim(self, now: datetime.datetime) -> bool:
        """Take what this names, to send it; of two who try at once, one succeeds."""
        free = self.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE), sent_at=None)
        return bool(free.update(claimed_at=now))


class Notice(models.Model):
    """One notice to one person, written by ``assessments.actions.notices``; ``sent_at`` once an e-mail has told it.

    ``words`` is what it says, in the reader's language when it was made; ``element`` leads to a place within.
    ``about`` names the date that it tells of, so that each is told once; empty for what a person did. ``for_email``
    says whether the person wanted e-mails when it was made, and ``claimed_at`` that somebody is sending it.
    """

    class Kind(models.TextChoices):
        """What it tells of."""

        ASSIGNED = "assigned", _("Assignment")
        MENTIONED = "mentioned", _("Mention")
        RETURNED = "returned", _("Return")
        DUE = "due", _("Due date near")
        REMINDER = "reminder", _("Reminder")
        ROUND_ENDED = "round-ended", _("End of the round")
        SUBMITTED = "submitted", _("Review asked for")
        APPROVED = "approved", _("Approval")
        REOPENED = "reopened", _("Reopening")
        EXPIRING = "expiring", _("Evidence expires")
        ACTION_DUE = "action-due", _("Action due soon")
        ACTION_OVERDUE = "action-overdue", _("Action overdue")
        REPORT_READY = "report-ready", _("Report ready")
        REPORT_FAILED = "report-failed", _("Report not made")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="notices")
    element = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    about = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    for_email = models.BooleanField(default=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "sent_at"])]
        constraints = [
            models.UniqueConstraint(fields=["user", "about"], condition=~Q(about=""), name="one_notice_a_date"),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return self.words

    @property
    def headline(self) -> str:
        """The sentence that says what happened; what somebody wrote with it comes after."""
        return self.words.partition("\n")[0]

    @property
    def said(self) -> str:
        """What somebody wrote with it, or nothing."""
        return self.words.partition("\n")[2].strip()
