"""Content editors: they may do everything with frameworks, and nothing with anything else.

The group is made, and its permissions set, each time the database is migrated: what it may do is said here alone.
"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as present_apps
from django.contrib.auth.management import create_permissions

CONTENT_EDITORS = "Content editors"


def make_content_editors(app_config: AppConfig, using: str, apps: Any = present_apps, **_: Any) -> None:
    """Make the group with every permission on framework content; its history is nobody's to write.

    Called after each migration, with ``apps`` as they are then, and after the database was emptied.
    """
    try:
        groups, permissions = (apps.get_model("auth", name).objects.using(using) for name in ("Group", "Permission"))
    except LookupError:  # migrated to a state without accounts
        return
    create_permissions(app_config, using=using, apps=apps, verbosity=0)  # these would else be made after us
    found = permissions.filter(content_type__app_label=app_config.label)
    group, _made = groups.get_or_create(name=CONTENT_EDITORS)
    group.permissions.set(found.exclude(content_type__model__startswith="historical"))
