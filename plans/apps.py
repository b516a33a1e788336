"""The plans app: what is done to get there, which points are cheapest, and what it would bring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Improvement plans."""

    name = "plans"
    verbose_name = _("Improvement plans")
