"""Plain text: nothing else but letters, and nothing that pretends to be a page or a program."""

import codecs
import re
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from assessments.evidence_files.kinds import CHUNK, TEXT, FileKind, Readable, RefusedFileError

# Tab, line feed, form feed and carriage return are what text is laid out with.
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A page, a drawing, a script, or an old document that calls itself text.
PRETENDERS: Final = re.compile(r"\s*(?:<[!?/a-z]|#!|\{\\rtf|%!ps|mime-version:|@echo\b)", re.IGNORECASE)


def check_text(file: Readable, name: str) -> FileKind:
    """Valid UTF-8 throughout, under a name of the kinds of text that are taken."""
    if PurePath(name).suffix.casefold() not in TEXT.extensions:
        raise RefusedFileError(
            _(
                "Files of this kind are not taken. Choose a PDF, a picture (PNG, JPEG, WebP, GIF), a document (docx, "
                "xlsx, pptx, odt, ods, odp) or plain text (txt, csv, md); most programs can save or print as PDF."
            )
        )
    decoder, is_first = codecs.getincrementaldecoder("utf-8-sig")(), True
    file.seek(0)
    while piece := file.read(CHUNK):
        _look_at(_decoded(decoder, piece), is_first=is_first)
        is_first = False
    _decoded(decoder, b"", final=True)
    return TEXT


def _decoded(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(piece, final)
    except UnicodeDecodeError:
        raise RefusedFileError(_("This is no plain text in UTF-8. Save it with that encoding, or as a PDF.")) from None


def _look_at(text: str, *, is_first: bool) -> None:
    if CONTROL.search(text):
        raise RefusedFileError(_("This is no plain text in UTF-8. Save it with that encoding, or as a PDF."))
    if is_first and PRETENDERS.match(text):
        raise RefusedFileError(_("This is a web page or a program, not plain text. Print it as a PDF instead."))
