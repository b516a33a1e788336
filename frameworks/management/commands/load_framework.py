"""``manage.py load_framework FILE ...``: content files into the database, published; running it again changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from frameworks.actions.versions import publish_version, store_draft
from frameworks.content import ContentFaults, read_content
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion


class Command(BaseCommand):
    """Loads framework content files."""

    help = "Load framework content files and publish them. What is loaded already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one file or more."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        """Load every file or none: a fault in one leaves the database as it was."""
        contents = [_read(path) for path in files]
        with transaction.atomic():
            for path, content in zip(files, contents, strict=True):
                self.stdout.write(f"{path.name}: {_load(content)}")


def _read(path: Path) -> FrameworkDefinition:
    try:
        return read_content(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 text. Save it as UTF-8 and try again.") from error
    except ContentFaults as error:
        raise CommandError("\n".join(f"{path}: {fault}" for fault in error.faults)) from error


def _load(content: FrameworkDefinition) -> str:
    stored = (
        FrameworkVersion.objects.filter(framework__slug=content.framework, number=content.version)
        .select_related("framework")
        .first()
    )
    if stored is None:
        version = publish_version(version=store_draft(content=content))
        return f"{version} loaded and published."
    if stored.definition() == content:
        return f"{stored} is loaded already."
    raise CommandError(
        f"{stored} is in the database with other content. Give the file a new version number to load it beside that."
    )
