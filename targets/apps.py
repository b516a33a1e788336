"""The targets app: where an organisation wants to be, and what lies between."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    """Targets."""

    name = "targets"
    verbose_name = _("Targets")
