"""An invitation to join an organisation, sent by e-mail as a link that works once."""

import datetime
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models.membership import Role
from organisations.models.organisation import Organisation

VALID_FOR = datetime.timedelta(days=14)


def new_token() -> str:
    """A token that can't be guessed (256 bits)."""
    return secrets.token_urlsafe(32)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations."""

    def open(self) -> Self:
        """Invitations that can still be accepted."""
        return self.filter(accepted_at__isnull=True, created_at__gt=timezone.now() - VALID_FOR)


class Invitation(models.Model):
    """An invitation of one address to one organisation; the token is what the link carries."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ASSESSOR)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation}"

    @property
    def expires_at(self) -> datetime.datetime:
        """The moment from which the link no longer works."""
        return self.created_at + VALID_FOR
