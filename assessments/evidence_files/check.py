"""What an uploaded file is: by its content alone, without ever reading it whole or decoding it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from assessments.evidence_files import pictures
from assessments.evidence_files.documents import check_document
from assessments.evidence_files.kinds import FileKind, Readable, RefusedFileError, read_at
from assessments.evidence_files.names import clean_name
from assessments.evidence_files.pdf import check_pdf
from assessments.evidence_files.texts import check_text

Check = Callable[[Readable, int], FileKind]
CHECKS: Final[tuple[tuple[bytes, Check], ...]] = (
    (b"%PDF-", check_pdf),
    (pictures.PNG_START, pictures.check_png),
    (pictures.JPEG_START, pictures.check_jpeg),
    *((start, pictures.check_gif) for start in pictures.GIF_STARTS),
    (pictures.WEBP_START, pictures.check_webp),
    (b"PK\x03\x04", check_document),
)
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
ARCHIVES: Final = (b"PK\x05\x06", b"PK\x07\x08", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")


@dataclass(frozen=True)
class CheckedFile:
    """A file that is taken: what it is, what it is called from now on, and by what it is known again."""

    kind: FileKind
    name: str
    size: int
    sha256: str


def check_file(file: File[bytes], name: str, *, limit: int) -> CheckedFile:
    """Look at a file of at most ``limit`` bytes; raises ``RefusedFileError`` for what is not taken."""
    size = file.size
    if not size:
        raise RefusedFileError(_("The file is empty. Choose another one."))
    if size > limit:
        raise RefusedFileError(too_large_words(limit))
    kind = _kind(file, size, name)
    return CheckedFile(kind, clean_name(name, kind), size, _digest(file))


def too_large_words(limit: int) -> str:
    """Said of a file beyond the limit."""
    words = _(
        "Files of up to %(limit)s are taken. Make it smaller, or keep it where the team can read it and add a link."
    )
    return words % {"limit": filesizeformat(limit)}


def _kind(file: Readable, size: int, name: str) -> FileKind:
    head = read_at(file, 0, 16)
    if head.startswith(OLD_OFFICE):
        raise RefusedFileError(
            _("This is an old or a protected Office file. Save it as docx, xlsx, pptx or PDF without a password.")
        )
    if head.startswith(PROGRAMS):
        raise RefusedFileError(_("Programs and scripts are not taken."))
    if head.startswith(ARCHIVES):
        raise RefusedFileError(_("Archives are not taken. Unpack it, then choose the files one by one."))
    check = next((check for start, check in CHECKS if head.startswith(start)), None)
    return check(file, size) if check else check_text(file, name)


def _digest(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
