"""The sheet that one assessor fills alone in independent scoring."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.scored import Scored


class IndividualSheet(Scored):
    """One assessor's own answers, kept for ever as they were when the round ended.

    Made by ``assessments.actions.workflow`` when the scoring starts and when somebody joins; from then on its answers
    are the ones that ``assessments.actions.answers`` writes for this person. ``submitted_at`` locks it; a sheet without
    it when the round was closed stays as unfinished as it was. Whose assignment ended keeps theirs.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sheets")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sheets")
    submitted_at = models.DateTimeField(_("submitted"), null=True)

    class Meta:
        ordering = ["assessor__full_name", "assessor__email"]
        constraints = [models.UniqueConstraint(fields=["assessment", "assessor"], name="one_sheet_a_person")]
        verbose_name = _("individual sheet")
        verbose_name_plural = _("individual sheets")

    def __str__(self) -> str:
        return f"{self.assessor}, {self.assessment}"
