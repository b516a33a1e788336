"""An organisation's consent to take part in the benchmark, and what it is compared by."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from benchmarking.cells import Group
from organisations.models import Organisation


class Sector(models.TextChoices):
    """What an organisation does, after the sections of ISIC and NACE, in the words of those who serve customers."""

    AGRICULTURE = "agriculture", _("Agriculture and food production")
    MINING = "mining", _("Mining, oil and gas")
    MANUFACTURING = "manufacturing", _("Manufacturing")
    ENERGY = "energy", _("Electricity and gas supply")
    WATER = "water", _("Water and waste")
    CONSTRUCTION = "construction", _("Construction")
    RETAIL = "retail", _("Retail and wholesale")
    TRANSPORT = "transport", _("Transport and logistics")
    AVIATION = "aviation", _("Airlines and airports")
    HOSPITALITY = "hospitality", _("Hotels and restaurants")
    TELECOM = "telecom", _("Telecommunications")
    SOFTWARE = "software", _("Software and information services")
    BANKING = "banking", _("Banking")
    INSURANCE = "insurance", _("Insurance")
    REAL_ESTATE = "real-estate", _("Real estate")
    PROFESSIONAL = "professional", _("Professional services")
    SUPPORT = "support", _("Business support and contact centres")
    GOVERNMENT = "government", _("Government services")
    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health and social care")
    LEISURE = "leisure", _("Arts, sport and leisure")
    OTHER = "other", _("Other")


class Region(models.TextChoices):
    """Where most of an organisation's customers are, after the regions of the United Nations."""

    AFRICA = "africa", _("Africa")
    NORTH_AMERICA = "north-america", _("North America")
    LATIN_AMERICA = "latin-america", _("Latin America and the Caribbean")
    GULF = "gulf", _("Gulf and Middle East")
    CENTRAL_SOUTH_ASIA = "central-south-asia", _("Central and South Asia")
    EAST_ASIA = "east-asia", _("East and South-East Asia")
    EUROPE = "europe", _("Europe")
    OCEANIA = "oceania", _("Oceania")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Reads of participations."""

    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def with_returns(self) -> Self:
        """Mark each row with ``returned``: whether the organisation took part before, and left."""
        earlier = Participation.objects.filter(organisation=models.OuterRef("organisation"), ended_at__isnull=False)
        return self.annotate(returned=models.Exists(earlier.exclude(pk=models.OuterRef("pk"))))


class Participation(models.Model):
    """One stay of an organisation in the benchmark, written by ``benchmarking.actions.participation``.

    ``consent`` is the version of the text that the manager agreed to (``benchmarking.consent``). Whoever comes back
    begins a new row.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="participations")
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    region = models.CharField(_("region"), max_length=20, choices=Region)
    size = models.CharField(_("size"), max_length=20, choices=Organisation.Size)
    consent = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ended_at=None), name="one_participation_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def groups(self) -> frozenset[Group]:
        """The groups that the organisation belongs to beside all."""
        return frozenset({Group("sector", self.sector), Group("region", self.region), Group("size", self.size)})
