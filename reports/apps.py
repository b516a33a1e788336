"""The reports app: the documents that are made of a result."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Documents."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Connect what answers to questions from below."""
        autodiscover_modules("receivers")
