"""``manage.py import_assessment UUID FILE --as EMAIL``: answers from a document or a workbook into an assessment."""

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.http import Http404

from assessments.access import Desk, WrongStateError, assessment_for, desk_of
from assessments.actions.answers import OtherSheetError, SubmittedSheetError
from assessments.actions.uploads import apply_upload, keep_upload
from assessments.transfer import UnreadableError, read_upload
from assessments.upload_preview import UploadPreview, preview_of
from assessments.uploaded import Uploaded
from assessments.workflow import Act
from assessments.workflow_words import state_words
from frameworks.spreadsheet import FILE_LIMIT
from organisations.models import User


class FaultyError(Exception):
    """Something of the file can't be taken as it is; its lines say what."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


class Command(BaseCommand):
    """Imports answers, all of them or none."""

    help = (
        "Import answers from an assessment document (JSON) or a workbook, as a person who scores the assessment. "
        "With anything wrong, each fault is printed on a line of its own, nothing changes, and the exit status is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the assessment, the file and the person."""
        parser.add_argument("uuid", type=uuid.UUID, metavar="UUID", help="the assessment, as its address names it")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--as", dest="email", metavar="EMAIL", required=True, help="whose answers these are")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--overwrite", action="store_true", help="put the file's answers over those that differ")

    def handle(self, *_: Any, file: Path, email: str, dry_run: bool, overwrite: bool, **options: Any) -> None:
        """Say what is wrong, or save everything."""
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise CommandError(f"There is nobody with the address {email}.")
        try:
            desk = _desk(person, options["uuid"])
            uploaded = read_upload(_read(file), desk.assessment.version.definition())
            preview = _take(desk, uploaded, file.name, by=person, dry_run=dry_run, overwrite=overwrite)
        except UnreadableError as error:
            self._refuse(error.faults or (str(error),))
        except FaultyError as error:
            self._refuse(error.lines)
        except (SubmittedSheetError, OtherSheetError) as error:
            raise CommandError(f"{email} can't answer with this file: their sheet is locked, or not theirs.") from error
        else:
            self._say(preview, dry_run=dry_run, overwrite=overwrite)

    def _refuse(self, faults: Any) -> None:
        for fault in faults:
            self.stderr.write(fault)
        sys.exit(1)

    def _say(self, preview: UploadPreview, *, dry_run: bool, overwrite: bool) -> None:
        counts = {
            "new": len(preview.new),
            "changed": len(preview.changed),
            **({"overwritten": len(preview.conflicts)} if overwrite else {}),
            "unchanged": len(preview.unchanged),
        }
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"{told}. Nothing was saved." if dry_run else f"{told}. Saved.")


def _desk(person: User, assessment_uuid: uuid.UUID) -> Desk:
    try:
        return desk_of(person, assessment_for(person, assessment_uuid, Act.SCORE))
    except Http404 as error:
        raise CommandError(f"{person.email} may see no assessment {assessment_uuid}.") from error
    except PermissionDenied as error:
        raise CommandError(f"{person.email} is not assigned to score this assessment.") from error
    except WrongStateError as error:
        raise CommandError(state_words(error)) from error


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(FILE_LIMIT + 1)
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from error


def _take(desk: Desk, uploaded: Uploaded, file_name: str, *, by: User, dry_run: bool, overwrite: bool) -> UploadPreview:
    """Everything or nothing; raises ``FaultyError``."""
    with transaction.atomic():
        upload = keep_upload(desk=desk, uploaded=uploaded, file_name=file_name, by=by)
        preview = preview_of(upload, desk)
        if lines := list(_faults(preview, overwrite=overwrite)):
            raise FaultyError(lines)
        chosen = {line.place: line.version for line in preview.lines}
        place = {"assessment_uuid": desk.assessment.uuid, "upload_uuid": upload.uuid}
        applied = apply_upload(**place, chosen=chosen, by=by)
        if applied.refused:
            raise FaultyError([f"{element}/{item}: {words}" for (element, item), words in applied.refused.items()])
        upload.delete()
        transaction.set_rollback(dry_run)
    return preview


def _faults(preview: UploadPreview, *, overwrite: bool) -> Iterator[str]:
    for wrong in preview.wrong:
        yield f"{wrong.where}: {wrong.words}"
    for line in () if overwrite else preview.conflicts:
        yield f"{line.where}: “{line.before}” stands here already; --overwrite puts “{line.after}” over it"
