"""The frameworks app: content of maturity frameworks and its versions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworksConfig(AppConfig):
    """Framework content; imports nothing of ours."""

    name = "frameworks"
    verbose_name = _("Frameworks")
