"""``manage.py export_assessment UUID``: an assessment's answers as a document or a workbook."""

import uuid
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from assessments.access import Desk, desk_of, visible_assessment
from assessments.models import Assessment
from assessments.transfer import document_of, workbook_of
from organisations.models import User


class Command(BaseCommand):
    """Exports the answers of one assessment."""

    help = "Export an assessment's answers: as an assessment document (JSON), or with --xlsx as a workbook."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let the file stand behind ``--xlsx`` too: without this it would be looked for before it only."""
        parser: Any = super().create_parser(prog_name, subcommand, **kwargs)
        parser.parse_args = parser.parse_intermixed_args
        return cast("CommandParser", parser)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the assessment, and what of it goes where."""
        parser.add_argument("uuid", type=uuid.UUID, metavar="UUID", help="the assessment, as its address names it")
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="without it, JSON goes to the output")
        parser.add_argument("--xlsx", action="store_true", help="a workbook instead of JSON")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="what this person has on their desk")

    def handle(self, *_: Any, file: Path | None, xlsx: bool, email: str | None, **options: Any) -> None:
        """Write the file."""
        if file is None and xlsx:
            raise CommandError("A workbook goes to a file: say which.")
        desk = _desk(options["uuid"], email)
        data = workbook_of(desk) if xlsx else document_of(desk)
        if file is None:
            self.stdout.write(data.decode(), ending="")
            return
        try:
            file.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error.strerror}.") from error
        self.stdout.write(f"{file} written.")


def _desk(assessment_uuid: uuid.UUID, email: str | None) -> Desk:
    """The assessment's own answers; of a person what they work on, which may be a sheet of their own."""
    if email is None:
        found = Assessment.objects.select_related("version__framework", "organisation").filter(uuid=assessment_uuid)
        if assessment := found.first():
            return Desk(assessment, None)
        raise CommandError(f"There is no assessment {assessment_uuid}.")
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"There is nobody with the address {email}.")
    try:
        return desk_of(person, visible_assessment(person, assessment_uuid))
    except Http404 as error:
        raise CommandError(f"{email} may see no assessment {assessment_uuid}.") from error
