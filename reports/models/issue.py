"""Issued reports, which never change, and the editions of the templates that they were set with."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from organisations.models import Organisation
from reports.kinds import Kind


class TemplateEdition(models.Model):
    """What reports were set with at one time: style sheets and templates word for word, and the engine; for good.

    ``number`` counts them from 1; ``digest`` is that of all of it, so that a change of any is a new edition. ``styles``
    and ``templates`` are texts by their names. Written by ``reports.editions`` alone.
    """

    number = models.PositiveIntegerField(unique=True)
    digest = models.CharField(max_length=64, unique=True)
    styles = models.JSONField(default=dict)
    templates = models.JSONField(default=dict)
    engine = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        verbose_name = _("template edition")
        verbose_name_plural = _("template editions")

    def __str__(self) -> str:
        return str(self.number)


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    """Reads of issued reports."""

    def finished(self) -> Self:
        """Those whose file was made; only these were ever given to anybody."""
        return self.exclude(file_hash="")

    def with_subject(self) -> Self:
        """With what they are about."""
        return self.select_related("assessment__organisation", "assessment__version__framework", "edition")

    def of(self, assessment: Assessment) -> Self:
        """Those of an assessment that are made or being made, for a list, the newest first."""
        known = ~Q(file_hash="") | Q(pk__in=self.filter(orders__state__in=["waiting", "working"]))
        reports = self.filter(known, assessment=assessment).select_related("issued_by", "edition")
        return reports.defer("page", "snapshot_document").order_by("-issued_at", "-pk")


class IssuedReport(models.Model):
    """One issued report, written by ``reports.actions.issues``; ``reports.actions.ending`` gives it its file, once.

    After that nothing of it changes.

    ``number`` is the organisation's running one and ``revision`` counts the reissues of it, so that the newest of a
    number is the current one; ``name`` is both in one. ``code`` is what the page of verification is asked for.

    ``page`` is the page that the file was printed from (``reports.packing``), so that it can be made again as it was.
    ``file`` names it in the storage ``reports``; ``file_hash`` is the SHA-256 of the file, ``data_hash`` that
    of the assessment document that it is made from, which is kept as ``snapshot_document``.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="issued_reports")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="issued_reports")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)
    code = models.CharField(max_length=20, unique=True)
    approved_revision = models.PositiveIntegerField()
    options = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    edition = models.ForeignKey(TemplateEdition, on_delete=models.PROTECT, related_name="reports")
    data_hash = models.CharField(max_length=64)
    snapshot_document = models.TextField()
    page = models.BinaryField(default=b"")
    file = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("issued report")
        verbose_name_plural = _("issued reports")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number", "revision"], name="one_issue_a_number"),
        ]

    def __str__(self) -> str:
        return self.name
