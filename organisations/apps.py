"""The organisations app: people, organisations, memberships and what each may do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """People and organisations."""

    name = "organisations"
    verbose_name = _("Organisations and accounts")
