"""``python manage.py verify_reports``: whether every issued report is as it was, and can be made again."""

import zlib
from argparse import ArgumentParser
from enum import StrEnum
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from press.press import RenderError
from reports.editions import engine_now
from reports.files import hash_of
from reports.models import IssuedReport
from reports.remaking import Found, look_at, remade


class Command(BaseCommand):
    """For whoever keeps the server; it changes nothing."""

    help = (
        "Look at the file, the data and the page of every issued report, and with --again make each again and compare "
        "the bytes. Says what is not as it was, and ends with 1 if anything is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Making them again takes seconds a report."""
        parser.add_argument("--again", action="store_true", help="make each report again from what was kept")

    def handle(self, *_args: Any, again: bool, **_given: Any) -> None:
        """One line a report; an error at the end where one is not as it was issued."""
        wrong = 0
        ever_given = IssuedReport.objects.exclude(file="", file_hash="").select_related("edition")
        for issue in ever_given.order_by("pk").iterator(chunk_size=20):
            found: list[str] = [*look_at(issue)]
            made = _made_again(issue) if again and Found.PAGE not in found else Again.NOT_TRIED
            wrong += bool(found) or made == Again.FAULTY
            words = [*(found or ["whole"]), *([made] if made else [])]
            self.stdout.write(f"{issue.name} revision {issue.revision}: {', '.join(words)}")
        if wrong:
            raise CommandError(f"{wrong} issued reports are not as they were issued. Take their files from a backup.")


class Again(StrEnum):
    """What came of making it again."""

    NOT_TRIED = ""
    SAME = "made again: the same bytes"
    OTHER_ENGINE = "made again: other bytes, by another engine than its edition's"
    FAULTY = "made again: other bytes, so what it was printed from is not as it was"


def _made_again(issue: IssuedReport) -> Again:
    try:
        if hash_of(remade(issue)) == issue.file_hash:
            return Again.SAME
    except (RenderError, ValueError, zlib.error):
        return Again.FAULTY
    return Again.FAULTY if issue.edition.engine == engine_now() else Again.OTHER_ENGINE
