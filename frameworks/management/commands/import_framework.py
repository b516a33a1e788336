"""``manage.py import_framework FILE``: a content file or workbook into the database, as a draft."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from frameworks.content import ContentFaults
from frameworks.management.files import read_bytes
from frameworks.transfer import import_draft


class Command(BaseCommand):
    """Imports one framework version."""

    help = "Import a framework version from a YAML file or a workbook, as a draft. A file with a fault changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, and a number for the draft."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--as-version", default="", metavar="N", help="the draft's number, instead of the file's")

    def handle(self, *_: Any, file: Path, as_version: str, **__: Any) -> None:
        """Store the draft and say where it is, or say everything that is wrong."""
        try:
            draft = import_draft(data=read_bytes(file), number=as_version)
        except ContentFaults as error:
            faults = "\n".join(f"{file}: {fault}" for fault in error.faults)
            raise CommandError(f"{faults}\nNothing was imported.") from error
        address = reverse("admin:frameworks_frameworkversion_change", args=[draft.pk])
        self.stdout.write(f"{file}: {draft} is a draft now. Check and publish it at {address}")
