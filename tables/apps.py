"""The tables app: what a page shows as a table, given out as a file."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    """Tables as files."""

    name = "tables"
    verbose_name = _("Tables")
