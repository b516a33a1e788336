"""A part of an organisation that is assessed by itself: a unit, a site, a brand."""

import uuid
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation


class Unit(models.Model):
    """A unit of an organisation; ``weight`` is what it counts in a weighted mean over units, such as its headcount.

    ``within`` names the unit that it is a part of; a unit is never within itself, however many stand between.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="units")
    within = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True, verbose_name=_("part of")
    )
    name = models.CharField(_("name"), max_length=200)
    weight = models.DecimalField(
        _("weight"), max_digits=9, decimal_places=2, default=1, validators=[MinValueValidator(Decimal("0.01"))]
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_unit_a_name",
                violation_error_message=_("There is a unit of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
