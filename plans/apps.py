"""The plans app: what is done to get there, by whom and when, and what it will bring."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Improvement plans."""

    name = "plans"
    verbose_name = _("Improvement plans")

    def ready(self) -> None:
        """Connect what answers to questions from below."""
        autodiscover_modules("receivers")
