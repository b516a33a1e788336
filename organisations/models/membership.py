"""Who belongs to which organisation, and as what."""

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation

if TYPE_CHECKING:
    from organisations.models.user import User


class Role(models.TextChoices):
    """What a member does in an organisation."""

    ASSESSOR = "assessor", _("Assessor")
    MANAGER = "manager", _("Manager")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reads of memberships."""

    def managers(self) -> Self:
        """Those who manage, and can sign in to do so."""
        return self.filter(role=Role.MANAGER, user__is_active=True)

    def of(self, user: "User") -> Self:
        """The person's memberships, each with its organisation."""
        return self.filter(user=user).select_related("organisation").order_by("organisation__name")


class Membership(models.Model):
    """One person's place in one organisation."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.ASSESSOR)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__full_name", "user__email"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                name="one_membership_a_person",
                violation_error_message=_("This person is a member already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"

    @property
    def is_manager(self) -> bool:
        """Whether the person manages the organisation."""
        return self.role == Role.MANAGER
