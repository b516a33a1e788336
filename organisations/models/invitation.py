"""An invitation to join an organisation, sent by e-mail as a link that works once."""

import datetime
import hashlib
import secrets
import uuid
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


def token_digest(token: str) -> str:
    """What is kept of a token: whoever reads the database can't make the link from it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Reads of invitations."""

    def open(self) -> Self:
        """Invitations that can still be accepted."""
        return self.filter(accepted_at__isnull=True, sent_at__gt=timezone.now() - VALID_FOR)

    def with_token(self, token: str) -> Self:
        """The invitation, if any, whose link carries the token."""
        return self.filter(token_digest=token_digest(token))


class Invitation(models.Model):
    """An invitation of one address to one organisation; the token that its link carries is in the e-mail alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ASSESSOR)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "email"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at__isnull=True),
                name="one_open_invitation_an_address",
                violation_error_message=_("This address is invited already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation}"

    @property
    def expires_at(self) -> datetime.datetime:
        """The moment from which the link no longer works."""
        return self.sent_at + VALID_FOR

    @property
    def is_expired(self) -> bool:
        """Whether the link stopped working before it was used."""
        return self.expires_at <= timezone.now()
