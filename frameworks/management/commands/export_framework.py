"""``manage.py export_framework SLUG``: a framework version as a content file or a workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frameworks.models import FrameworkVersion
from frameworks.transfer import FORMATS, Format, write_file
from frameworks.workbook import TooLongError


class Command(BaseCommand):
    """Exports one framework version."""

    help = "Export a framework version; without a number, the newest that is published."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let ``--version`` be the framework's: Django gives each command one that tells its own."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the framework, and what of it goes where."""
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument(
            "--version", default="", metavar="N", dest="number", help="the newest published, without it"
        )
        parser.add_argument("--format", choices=FORMATS, default="yaml", dest="kind")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="without it, YAML goes to the output")

    def handle(self, *_: Any, slug: str, number: str, kind: Format, output: Path | None, **__: Any) -> None:
        """Write the file."""
        if output is None and kind == "xlsx":
            raise CommandError("A workbook goes to a file: say which with -o FILE.")
        try:
            data = write_file(_version(slug, number).definition(), kind)
        except TooLongError as error:
            raise CommandError(f"{error}. Export it as YAML.") from error
        if output is None:
            self.stdout.write(data.decode(), ending="")
        else:
            _save(output, data)
            self.stdout.write(f"{output} written.")


def _version(slug: str, number: str) -> FrameworkVersion:
    versions = FrameworkVersion.objects.filter(framework__slug=slug).select_related("framework")
    found = versions.filter(number=number).first() if number else FrameworkVersion.objects.newest_published(slug)
    if found is None:
        held = ", ".join(sorted(versions.values_list("number", flat=True))) or "none"
        wanted = f"version {number}" if number else "published version"
        raise CommandError(f"There is no {wanted} of {slug}. Versions in the database: {held}.")
    return found


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CommandError(f"{path} can't be written: {error.strerror}.") from error
