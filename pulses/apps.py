"""The pulses app: what staff say in five minutes, without a name, set against the assessed score."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PulsesConfig(AppConfig):
    """Perception pulses."""

    name = "pulses"
    verbose_name = _("Perception pulses")

    def ready(self) -> None:
        """Connect what answers to signals from below."""
        autodiscover_modules("receivers")
