"""``python manage.py score FILE``: score an assessment document without storing anything."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.document import AssessmentDocument, parse_documents
from assessments.json_places import DocumentFaults
from assessments.scoring import result_to_json, score
from frameworks.definition import FrameworkDefinition
from frameworks.models import FrameworkVersion


class Command(BaseCommand):
    """Print the result as JSON; of a document that is wrong print every fault on standard error, and exit with 1."""

    help = "Score an assessment document (JSON), or a list of them, and print the result as JSON. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to read."""
        parser.add_argument("file", help="an assessment document, or - for standard input")

    def handle(self, *_args: Any, file: str, **_options: Any) -> None:
        """Score what the file holds; nothing is printed before all of it was found sound."""
        data = _read(file)
        try:
            documents = parse_documents(data, _find_definition)
        except DocumentFaults as refusal:
            for fault in refusal.faults:
                self.stderr.write(str(fault))
            sys.exit(1)
        answer: Any = list(map(_result, documents)) if isinstance(documents, list) else _result(documents)
        self.stdout.write(json.dumps(answer, indent=2))


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise CommandError(f"{file}: {getattr(error, 'strerror', None) or error}") from error


def _find_definition(framework: str, number: str | None) -> FrameworkDefinition | None:
    if number is None:
        version = FrameworkVersion.objects.newest_published(framework)
    else:
        version = FrameworkVersion.objects.published().filter(framework__slug=framework, number=number).first()
    return version.definition() if version else None


def _result(document: AssessmentDocument) -> dict[str, Any]:
    return result_to_json(score(document.definition, document.to_answers()))
