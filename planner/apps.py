"""The planner app: which points are cheapest, what if, and the best set of steps for an effort."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlannerConfig(AppConfig):
    """Planner."""

    name = "planner"
    verbose_name = _("Planner")
