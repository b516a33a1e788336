"""The frameworks app: content of maturity frameworks and its versions."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from frameworks.editors import make_content_editors


class FrameworksConfig(AppConfig):
    """Framework content; imports nothing of ours."""

    name = "frameworks"
    verbose_name = _("Frameworks")

    def ready(self) -> None:
        """Keep the content editors' permissions as they are said to be."""
        post_migrate.connect(make_content_editors, sender=self)
