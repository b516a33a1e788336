"""The shell of a document of today's offices, a zip archive: all that it says of itself is checked before it is opened.

Nothing is unpacked but the few small parts that say what the document is, and those piece by piece.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO, Final, cast

from django.utils.translation import gettext as _

from assessments.evidence_files.kinds import CHUNK, Readable, RefusedFileError, read_at

DIRECTORY_LIMIT: Final = 512 * 1024
PARTS_LIMIT: Final = 4_000
PART_LIMIT: Final = 200 * 1024 * 1024
TOTAL_LIMIT: Final = 400 * 1024 * 1024
RATIO_LIMIT: Final = 200
SMALL: Final = 1024 * 1024  # below this a high ratio does no harm
LONGEST_PART_NAME: Final = 250

END: Final = struct.Struct("<4s4H2LH")
LOCAL_HEADER: Final = 30
ENCRYPTED: Final = 0x1
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError)


class Archive:
    """The parts of a document. Raises ``RefusedFileError`` for what is too big, damaged, or built to harm."""

    def __init__(self, file: Readable, size: int) -> None:
        _check_directory(file, size)
        try:
            self._zip = zipfile.ZipFile(cast("IO[bytes]", file))
        except BROKEN:
            raise damaged() from None
        parts = self._zip.infolist()
        if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > TOTAL_LIMIT:
            raise _too_much()
        _check_names(parts)
        for part in parts:
            _check_claims(part)
        _check_places(parts)
        self.names = [part.filename for part in parts]

    def part(self, name: str, limit: int) -> bytes:
        """A part unpacked; it stops with a refusal at the first byte beyond the limit, whatever the part claims."""
        found = b""
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    found += chunk
                    if len(found) > limit:
                        raise _too_much()
        except BROKEN:
            raise damaged() from None
        return found


def _check_directory(file: Readable, size: int) -> None:
    """The list of parts stands where a document has it: right before the end, with nothing around it."""
    tail = read_at(file, max(0, size - END.size), END.size)
    if len(tail) < END.size:
        raise damaged()
    mark, disks, _here, count, length, offset, comment = _ending(tail)
    if mark != b"PK\x05\x06" or disks or comment or offset + length != size - END.size:
        raise damaged()
    if count > PARTS_LIMIT or length > DIRECTORY_LIMIT:
        raise _too_much()


def _ending(tail: bytes) -> tuple[bytes, int, int, int, int, int, int]:
    mark, disk, first_disk, here, count, length, offset, comment = END.unpack(tail)
    return mark, disk or first_disk, here, count, length, offset, comment


def _check_names(parts: Iterable[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = part.orig_filename
        pieces = name.split("/")
        is_odd = not name.isprintable() or "\\" in name or ":" in name or len(name) > LONGEST_PART_NAME
        if is_odd or ".." in pieces or name.startswith("/") or name.casefold() in seen:
            raise damaged()
        seen.add(name.casefold())


def _check_claims(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & ENCRYPTED:
        raise protected()
    if part.compress_type not in METHODS:
        raise damaged()
    packed_tightly = part.file_size > SMALL and part.file_size > RATIO_LIMIT * part.compress_size
    if part.file_size > PART_LIMIT or packed_tightly:
        raise _too_much()


def _check_places(parts: Iterable[zipfile.ZipInfo]) -> None:
    """No part lies upon another: the same bytes unpacked a thousand times over are the best of all bombs."""
    end = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < end:
            raise damaged()
        end = part.header_offset + LOCAL_HEADER + len(part.orig_filename) + part.compress_size


def damaged() -> RefusedFileError:
    """Said of what no office program writes."""
    return RefusedFileError(_("The document is damaged. Open it, save it anew, then choose the new file."))


def protected() -> RefusedFileError:
    """Said of what can't be looked into."""
    return RefusedFileError(_("The document is protected by a password. Save it without one, then choose it again."))


def _too_much() -> RefusedFileError:
    return RefusedFileError(_("The document unpacks to more than is taken. Save it as a PDF, then choose that."))
