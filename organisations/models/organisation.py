"""An organisation whose customer-experience maturity is assessed."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from organisations.models.user import User


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reads that keep to what a person belongs to."""

    def visible_to(self, user: "User") -> Self:
        """The organisations that the person is a member of, each with their ``role`` in it; being staff adds none."""
        return self.filter(memberships__user=user).annotate(role=F("memberships__role"))


class Organisation(models.Model):
    """An organisation; everything that is assessed belongs to exactly one."""

    class Size(models.TextChoices):
        """Bands by number of people employed."""

        SMALL = "small", _("Up to 49 people")
        MEDIUM = "medium", _("50 to 249 people")
        LARGE = "large", _("250 to 4,999 people")
        VERY_LARGE = "very-large", _("5,000 people or more")

    slug = models.SlugField(_("slug"), unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    size = models.CharField(_("size"), max_length=20, choices=Size, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["name"], name="organisations_by_name")]

    def __str__(self) -> str:
        return self.name
