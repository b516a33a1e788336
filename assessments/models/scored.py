"""What carries a stored score: an assessment, and one assessor's own sheet."""

from django.db import models


class Scored(models.Model):
    """The scores that follow from a set of answers; ``assessments.actions.answers`` writes them with the answer.

    ``element_scores`` holds each element's score as JSON (``assessments.results``); ``points``, ``maximum``,
    ``percent``, ``level``, ``complete`` and ``answered_percent`` are the total rolled up from it, for lists.
    """

    element_scores = models.JSONField(default=dict, editable=False)
    points = models.DecimalField(max_digits=8, decimal_places=2, default=0, editable=False)
    maximum = models.DecimalField(max_digits=8, decimal_places=2, default=0, editable=False)
    percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, editable=False)
    level = models.CharField(max_length=100, blank=True, editable=False)
    complete = models.BooleanField(default=False, editable=False)
    answered_percent = models.DecimalField(max_digits=4, decimal_places=1, default=0, editable=False)

    class Meta:
        abstract = True
