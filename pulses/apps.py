"""The pulses app: what staff say in five minutes, without a name, set against the assessed score."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PulsesConfig(AppConfig):
    """Perception pulses."""

    name = "pulses"
    verbose_name = _("Perception pulses")
