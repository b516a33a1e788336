"""What the manager writes into the reports of an assessment."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment


class ReportWords(models.Model):
    """Foreword and executive summary of one assessment as Markdown, written by ``reports.actions.words`` alone.

    ``version`` counts the changes, so that of two people who write at once none overwrites the other unseen.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="report_words")
    foreword = models.TextField(_("foreword"), blank=True)
    summary = models.TextField(_("executive summary"), blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("words of a report")
        verbose_name_plural = _("words of reports")

    def __str__(self) -> str:
        return str(self.assessment)
