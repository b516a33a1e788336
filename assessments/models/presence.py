"""Who has which element open at this time."""

from typing import Self

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Reads of who is where."""

    def of_element(self, assessment: Assessment, element: str) -> Self:
        """Everybody who has had this element open, with who they are, by name."""
        rows = self.filter(assessment=assessment, element=element).select_related("user")
        return rows.order_by("user__full_name", "user__email")


class Presence(models.Model):
    """That a person's page of an element was open at ``seen_at``; written by ``assessments.actions.presence``."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    element = models.CharField(max_length=20)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "element", "user"], name="one_presence_a_person_and_element")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.element}"
