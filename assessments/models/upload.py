"""What an uploaded file says, kept while the person who sent it looks at the preview."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment

KEPT = datetime.timedelta(hours=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Reads of uploads."""

    def fresh(self) -> Self:
        """Those that are not an hour old."""
        return self.filter(created_at__gt=timezone.now() - KEPT)

    def stale(self) -> Self:
        """Those that are, and wait only to be deleted."""
        return self.filter(created_at__lte=timezone.now() - KEPT)


class Upload(models.Model):
    """The answers of one file as they were read; the file itself is not kept. Written by ``actions.uploads``.

    It goes with the assessment, when it was saved or discarded, and else with the first upload of anybody after an
    hour. ``sheet`` is the individual sheet that it was sent for (its UUID), ``version_number`` the framework version.
    ``is_own`` says whether it was made from just these answers, so that the versions in it mean something.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="uploads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads")
    sheet = models.CharField(max_length=36, blank=True)
    version_number = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    answers = models.JSONField()
    wrong = models.JSONField(default=list)
    is_own = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    def __str__(self) -> str:
        return self.file_name
