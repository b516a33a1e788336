"""``manage.py load_framework FILE ...``: content files into the database, published; again, it changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from frameworks.actions.storage import store_draft
from frameworks.actions.versions import publish_version
from frameworks.content import ContentFaults
from frameworks.definition import FrameworkDefinition
from frameworks.management.files import read_definition
from frameworks.models import FrameworkVersion


class Command(BaseCommand):
    """Loads framework content files."""

    help = "Load framework content files and publish them. What is loaded already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one file or more."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *_: Any, files: list[Path], **__: Any) -> None:
        """Load every file or none: a fault in one leaves the database as it was."""
        contents = _read_all(files)
        with transaction.atomic():
            done = [f"{path}: {_load(path, content)}" for path, content in contents]
        self.stdout.write("\n".join(done))


def _read_all(files: list[Path]) -> list[tuple[Path, FrameworkDefinition]]:
    """Read every file; raises CommandError with the faults of all of them."""
    contents, faults = [], []
    for path in files:
        try:
            contents.append((path, read_definition(path)))
        except ContentFaults as error:
            faults += [f"{path}: {fault}" for fault in error.faults]
    if faults:
        raise CommandError("\n".join(faults))
    return contents


def _load(path: Path, content: FrameworkDefinition) -> str:
    stored = (
        FrameworkVersion.objects.filter(framework__slug=content.framework, number=content.version)
        .select_related("framework")
        .first()
    )
    if stored is None:
        return f"{publish_version(version=store_draft(content=content))} loaded and published."
    if stored.definition() != content:
        state = "published" if stored.is_published else "as a draft"
        raise CommandError(
            f"{path}: {stored} is in the database already ({state}), with other content. "
            "Nothing was loaded. Give the file a new version number to load it beside that."
        )
    if stored.is_published:
        return f"{stored} is loaded already."
    return f"{publish_version(version=stored)} was a draft with this very content, and is published now."
