"""PDF files: whole, open to every reader, and without what acts by itself, as far as that stands in the open."""

import re
from typing import Final

from django.utils.translation import gettext as _

from assessments.evidence_files.kinds import PDF, FileKind, Readable, RefusedFileError, read_at

START: Final = re.compile(rb"%PDF-[12]\.\d")
TAIL: Final = 2048
PIECE: Final = 1 << 20


def _name(*words: str) -> re.Pattern[bytes]:
    """A name of a PDF, each letter of which may stand as itself or as its number: ``/J#61vaScript``."""
    spelled = ("".join(f"(?:{letter}|#{ord(letter):x})" for letter in word) for word in words)
    return re.compile(f"/(?:{'|'.join(spelled)})(?![A-Za-z])".encode(), re.IGNORECASE)


LOCKED: Final = _name("Encrypt")
# What hides inside packed parts is not looked for: the file is only ever handed over to be kept, never shown here.
ACTIVE: Final = _name("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia")


def check_pdf(file: Readable, size: int) -> FileKind:
    """A PDF that begins and ends as one, is not protected, and shows no script, program or other file in it."""
    tail = read_at(file, max(0, size - TAIL), TAIL)
    if not START.match(read_at(file, 0, 16)) or b"%%EOF" not in tail or b"startxref" not in tail:
        raise RefusedFileError(_("The PDF is damaged or incomplete. Save or print it as a PDF again, then choose it."))
    place, before = 0, b""
    while piece := read_at(file, place, PIECE):
        _look_at(before + piece)
        place, before = place + len(piece), piece[-64:]
    return PDF


def _look_at(piece: bytes) -> None:
    if LOCKED.search(piece):
        raise RefusedFileError(_("The PDF is protected. Save it without a password, then choose it again."))
    if ACTIVE.search(piece):
        raise RefusedFileError(
            _("The PDF holds a script, a program or another file. Print it as a PDF, then choose the printed one.")
        )
