"""Published versions for tests, stored as a person would once, and as the same rows every time after.

To store, check and publish even a small framework takes longer than most tests do. What that wrote is kept in memory,
each row with its key, and written again as it was wherever a test asks for the same content in a database that has
and had no framework: the keys are free there.
"""

import copy

from django.apps import apps
from django.db import models

from frameworks.actions.storage import store_draft
from frameworks.actions.versions import publish_version
from frameworks.definition import FrameworkDefinition
from frameworks.models import Framework, FrameworkVersion

type Rows = list[tuple[type[models.Model], list[models.Model]]]

written: dict[FrameworkDefinition, tuple[FrameworkVersion, Rows]] = {}


def published(content: FrameworkDefinition) -> FrameworkVersion:
    """A published version of this content."""
    if Framework.objects.exists() or FrameworkVersion.history.exists():
        return publish_version(version=store_draft(content=content))
    if content not in written:
        written[content] = _write(content)
    else:
        for model, rows in written[content][1]:
            models.QuerySet(model).bulk_create(copy.deepcopy(rows))
    return copy.deepcopy(written[content][0])


def _write(content: FrameworkDefinition) -> tuple[FrameworkVersion, Rows]:
    before = {model: set(_keys(model)) for model in _models()}
    version = publish_version(version=store_draft(content=content))
    version.definition()
    made = [(model, list(models.QuerySet(model).exclude(pk__in=before[model]))) for model in _models()]
    return version, [(model, rows) for model, rows in made if rows]


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_app_config("frameworks").get_models() if model._meta.managed]


def _keys(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return models.QuerySet(model).values_list("pk", flat=True)
