"""The reports app: what a result looks like, on screen and on paper."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The documents that are made of a result."""

    name = "reports"
    verbose_name = _("Reports")
