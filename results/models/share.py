"""A link by which whoever has it reads one approved result, until a day that was set with it."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from organisations.models import Membership
from organisations.models.invitation import token_digest


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Reads of links."""

    def working(self) -> Self:
        """Links that still open a result: neither over nor taken back, and made by somebody who manages to this day."""
        return self.with_makers().filter(revoked_at=None, expires_at__gt=timezone.now(), maker_manages=True)

    def with_makers(self) -> Self:
        """Each with ``maker_manages``: whether who made it still manages the organisation."""
        managers = Membership.objects.managers()
        here = managers.filter(user=OuterRef("created_by"), organisation=OuterRef("assessment__organisation"))
        return self.annotate(maker_manages=Exists(here))

    def of(self, assessment: Assessment) -> Self:
        """The links to the results of an assessment, for a list, the newest first."""
        return self.with_makers().filter(assessment=assessment).select_related("created_by", "revoked_by")

    def with_token(self, token: str) -> Self:
        """The link, if any, that carries the token."""
        return self.filter(token_digest=token_digest(token))


class ShareLink(models.Model):
    """A link to one approved revision, written by ``results.actions.shares`` alone; its token is shown once, not kept.

    Nobody counts who opens it. It rests while who made it does not manage the organisation.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="share_links")
    revision = models.PositiveIntegerField(_("revision"))
    label = models.CharField(_("for whom"), max_length=100, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("works until"))
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("link to a result")
        verbose_name_plural = _("links to results")

    def __str__(self) -> str:
        return self.label or str(self.uuid)

    @property
    def is_over(self) -> bool:
        """Whether its day has passed."""
        return self.expires_at <= timezone.now()

    @property
    def lasts(self) -> datetime.timedelta:
        """How long it was made for."""
        return self.expires_at - self.created_at
