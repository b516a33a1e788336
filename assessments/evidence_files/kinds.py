"""The kinds of files that are taken as evidence, and the refusal of all others. ``docs/evidence.md`` lists them."""

from dataclasses import dataclass
from typing import Final, Protocol

CHUNK: Final = 1 << 16


class RefusedFileError(Exception):
    """The file is not taken; says why, and what to do, in the reader's language."""


class Readable(Protocol):
    """An open file in which one can go to and fro; nothing of it is ever read whole."""

    def read(self, size: int, /) -> bytes:
        """So many bytes from here, fewer at the end."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Go to a place."""

    def tell(self) -> int:
        """Where one is."""


@dataclass(frozen=True)
class FileKind:
    """What a file is by its content; the first extension is put behind a name that has none of these."""

    content_type: str
    extensions: tuple[str, ...]


PDF: Final = FileKind("application/pdf", (".pdf",))
PNG: Final = FileKind("image/png", (".png",))
JPEG: Final = FileKind("image/jpeg", (".jpg", ".jpeg"))
GIF: Final = FileKind("image/gif", (".gif",))
WEBP: Final = FileKind("image/webp", (".webp",))
TEXT: Final = FileKind("text/plain; charset=utf-8", (".txt", ".csv", ".md"))

_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument."
DOCX: Final = FileKind(f"{_OPEN_XML}wordprocessingml.document", (".docx",))
XLSX: Final = FileKind(f"{_OPEN_XML}spreadsheetml.sheet", (".xlsx",))
PPTX: Final = FileKind(f"{_OPEN_XML}presentationml.presentation", (".pptx",))

_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."
ODT: Final = FileKind(f"{_OPEN_DOCUMENT}text", (".odt",))
ODS: Final = FileKind(f"{_OPEN_DOCUMENT}spreadsheet", (".ods",))
ODP: Final = FileKind(f"{_OPEN_DOCUMENT}presentation", (".odp",))

KINDS: Final = (PDF, PNG, JPEG, WEBP, GIF, DOCX, XLSX, PPTX, ODT, ODS, ODP, TEXT)
EXTENSIONS: Final = tuple(extension for kind in KINDS for extension in kind.extensions)


def read_at(file: Readable, offset: int, size: int) -> bytes:
    """So many bytes from that place on; fewer where the file ends."""
    file.seek(offset)
    return file.read(size)
