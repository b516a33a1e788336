"""The jobs app: work that goes on after the answer was sent."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work in the background, through Django's tasks."""

    name = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Listen to the floors below."""
        autodiscover_modules("receivers")
