"""``python manage.py make_report``: make a document of an assessment without the browser."""

import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from assessments.access import BlindError
from organisations.models import User
from press.press import RenderError
from reports.access import may_print
from reports.failures import NotMadeError
from reports.kinds import FORMATS, Format, Kind, Paper
from reports.making import make
from reports.options import all_of
from reports.reading import source_of


class Command(BaseCommand):
    """For people with a shell on the server; it checks the rights of the person it is made for."""

    help = "Make a document of an assessment, with everything in it, for the person who is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which assessment, which document, for whom, where to."""
        parser.add_argument("assessment", type=uuid.UUID, help="its uuid, as in its address")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.FULL)
        parser.add_argument("--format", choices=Format.values, default=Format.PDF)
        parser.add_argument("--paper", choices=Paper.values, default=Paper.A4)
        parser.add_argument("--for", dest="person", required=True, help="e-mail address of who may have it")
        parser.add_argument("--output", type=Path, help="the file to write; else its own name, here")

    def handle(self, *_args: Any, **given: Any) -> None:
        """Write the file, and say its name."""
        kind, person = Kind(given["kind"]), User.objects.filter(email=given["person"]).first()
        if person is None:
            raise CommandError("Nobody here has this e-mail address.")
        if given["format"] not in FORMATS[kind]:
            raise CommandError(f"This document is made as {', '.join(FORMATS[kind])}.")
        try:
            assessment = may_print(person, kind, given["assessment"])
            options = all_of(kind, Paper(given["paper"]))
            made = make(source_of(assessment, kind=kind, options=options, reader=person), Format(given["format"]))
        except (Http404, PermissionDenied):
            raise CommandError("This person may not have this document.")
        except BlindError:
            raise CommandError("Everybody scores alone at this time; there are no figures yet.")
        except (RenderError, NotMadeError) as fault:
            raise CommandError(str(fault))
        target = given["output"] or Path(made.file_name)
        target.write_bytes(made.content)
        pages = f"{made.pages} pages, " if made.pages else ""  # only a PDF has any
        self.stdout.write(f"{target}: {pages}{len(made.content)} bytes")
