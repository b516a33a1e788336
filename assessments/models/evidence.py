"""What answers rest on: files, links and notes of an organisation, their revisions, and where each is used."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from organisations.models import Organisation, Role, User


def evidence_storage() -> Storage:
    """Where the files lie: outside of what is served, or wherever the setting says."""
    return storages["evidence"]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Reads that keep to what a person may see."""

    def visible_to(self, user: User) -> Self:
        """What is used in assessments that the person may read, and all of the organisations that they manage."""
        managed = Organisation.objects.filter(memberships__user=user, memberships__role=Role.MANAGER)
        uses = EvidenceUse.objects.visible_to(user).filter(evidence=OuterRef("pk"))
        return self.filter(Q(organisation__in=managed) | Exists(uses))

    def stale_on(self, day: datetime.date) -> Self:
        """What has expired by that day."""
        return self.filter(expires_on__lt=day)

    def expiring_on_or_before(self, day: datetime.date) -> Self:
        """What has to be renewed by that day, what has expired before among it; the most urgent first."""
        return self.filter(expires_on__lte=day).order_by("expires_on", "pk")

    def expiring_between(self, first: datetime.date, last: datetime.date) -> Self:
        """What has to be renewed on one of these days, both among them."""
        return self.expiring_on_or_before(last).filter(expires_on__gte=first)

    def unused(self) -> Self:
        """What serves no place of any assessment."""
        return self.filter(~Exists(EvidenceUse.objects.filter(evidence=OuterRef("pk"))))

    def titled(self, words: str) -> Self:
        """What has all of these words in its title, in the name of a file, or in an address."""
        found = self
        for word in words.split():
            revisions = EvidenceRevision.objects.filter(evidence=OuterRef("pk")).filter(
                Q(file_name__icontains=word) | Q(address__icontains=word)
            )
            found = found.filter(Q(title__icontains=word) | Exists(revisions))
        return found


class Evidence(models.Model):
    """One piece of evidence of an organisation; what it holds is its last revision's.

    Written by ``assessments.actions.evidence``. ``effective_on`` says from when on it holds, which is not when it was
    uploaded; ``expires_on`` when it has to be renewed.
    """

    class Kind(models.TextChoices):
        """What it is."""

        FILE = "file", _("File")
        LINK = "link", _("Link")
        NOTE = "note", _("Note")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    effective_on = models.DateField(_("effective from"), null=True, blank=True)
    expires_on = models.DateField(_("expires"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.title


class EvidenceRevision(models.Model):
    """One state of a piece of evidence, never changed: a file, an address or a text."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    file = models.FileField(_("file"), storage=evidence_storage, max_length=200, blank=True)
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    address = models.URLField(_("address"), max_length=2000, blank=True)
    text = models.TextField(_("note"), max_length=10_000, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="one_evidence_revision_a_number")]
        verbose_name = _("revision of evidence")
        verbose_name_plural = _("revisions of evidence")

    def __str__(self) -> str:
        return f"{self.evidence}, {self.number}"


@receiver(post_delete, sender=EvidenceRevision)
def forget_file(*, instance: EvidenceRevision, **_: object) -> None:
    """The file goes with its revision, by whatever road, and only once that is certain."""
    if name := instance.file.name:
        transaction.on_commit(lambda: evidence_storage().delete(name))


class EvidenceUseQuerySet(models.QuerySet["EvidenceUse"]):
    """Reads that keep to what a person may see."""

    def visible_to(self, user: User) -> Self:
        """The uses in assessments that the person may read."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user).values("pk"))


class EvidenceUse(models.Model):
    """One place that a piece of evidence serves: an element, or with ``item`` one of its indicators."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence_uses")
    element = models.CharField(_("element"), max_length=20)
    item = models.CharField(_("item"), max_length=20, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = EvidenceUseQuerySet.as_manager()

    class Meta:
        ordering = ["element", "item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "assessment", "element", "item"], name="one_use_of_evidence_a_place"
            )
        ]
        indexes = [models.Index(fields=["assessment", "element"])]
        verbose_name = _("use of evidence")
        verbose_name_plural = _("uses of evidence")

    def __str__(self) -> str:
        return f"{self.evidence}: {self.element}/{self.item}"
