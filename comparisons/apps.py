"""The comparisons app: assessments over time, side by side, and rolled up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComparisonsConfig(AppConfig):
    """Comparisons."""

    name = "comparisons"
    verbose_name = _("Comparisons")
