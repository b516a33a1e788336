"""The assessments app: answers, scoring, and the way of an assessment from start to approval."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Assessments and their scores."""

    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        """Connect what answers to questions from below."""
        autodiscover_modules("receivers")
