"""The results app: what a result looks like on screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    """What a result says: first screen, result page, ledger, share links."""

    name = "results"
    verbose_name = _("Results")
