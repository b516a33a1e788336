"""Files in and out: which format a file has, what keeps it from being stored, and the draft that it becomes."""

import dataclasses
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from frameworks.actions.storage import store_draft
from frameworks.checks import check
from frameworks.content import CHARACTERS_LIMIT, ContentFaults, read_content, write_content
from frameworks.definition import FrameworkDefinition
from frameworks.faults import Fault
from frameworks.models import FrameworkVersion
from frameworks.workbook import FILE_LIMIT, looks_like_workbook, read_workbook, write_workbook

type Format = Literal["yaml", "xlsx"]
FORMATS: tuple[Format, ...] = ("yaml", "xlsx")
CONTENT_TYPES: dict[Format, str] = {
    "yaml": "application/yaml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTES_LIMIT = max(CHARACTERS_LIMIT, FILE_LIMIT)


def read_file(data: bytes) -> FrameworkDefinition:
    """The definition that a content file or a workbook holds, by what it is, not by its name.

    Raises ``ContentFaults`` with everything that is wrong.
    """
    if looks_like_workbook(data):
        return read_workbook(data)
    if len(data) > BYTES_LIMIT:
        raise ContentFaults([Fault("content", f"has {len(data)} bytes; at most {BYTES_LIMIT} are read")])
    try:
        return read_content(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        words = f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8 and try again"
        raise ContentFaults([Fault("content", words, line)]) from error


def write_file(content: FrameworkDefinition, kind: Format) -> bytes:
    """The content as a file; the same content gives the same bytes. Raises ``TooLongError`` as a workbook does."""
    return write_content(content).encode() if kind == "yaml" else write_workbook(content)


def file_name(content: FrameworkDefinition, kind: Format) -> str:
    """A name for the file: ``quick-scan-1.1.yaml``."""
    return f"{content.framework}-{content.version}.{kind}"


def import_draft(*, data: bytes, number: str = "", note: str = "") -> FrameworkVersion:
    """Store a file's content as a new draft; with ``number``, as that version instead of the file's own.

    Raises ``ContentFaults`` with everything that is wrong, and then nothing is stored. ``note`` goes into the
    version's history.
    """
    content = read_file(data)
    if number and number != content.version:
        content = _renumbered(content, number)
    try:
        with transaction.atomic():
            _refuse_taken(content)
            return store_draft(content=content, note=note or _("Imported from a file."))
    except IntegrityError as error:  # somebody stored the same number in this very moment
        _refuse_taken(content)
        raise error from None


def _renumbered(content: FrameworkDefinition, number: str) -> FrameworkDefinition:
    renumbered = dataclasses.replace(content, version=number)
    faults = [Fault("version", "has too many characters; at most 20 fit")] if len(number) > 20 else check(renumbered)
    if faults:
        raise ContentFaults(faults)
    return renumbered


def _refuse_taken(content: FrameworkDefinition) -> None:
    taken = FrameworkVersion.objects.filter(framework__slug=content.framework, number=content.version).first()
    if taken:
        words = f"{taken} is there already; give the import a number of its own, and it becomes a draft beside it"
        raise ContentFaults([Fault("version", words)])
