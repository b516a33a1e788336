"""The charts app: geometry as plain values, and one template that draws each."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartsConfig(AppConfig):
    """Charts."""

    name = "charts"
    verbose_name = _("Charts")
