"""An uploaded workbook as a zip archive that is looked at before it is unpacked, and bounded while it is.

What a file says of itself is checked first, for it costs nothing; what it really holds is counted as it comes out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

FILE_LIMIT = 4_000_000
PARTS_LIMIT = 200
PART_LIMIT = 16_000_000
TOTAL_LIMIT = 32_000_000
RATIO_LIMIT = 200
SMALL = 500_000  # below this a high ratio does no harm: an empty sheet of many rows packs well
CHUNK = 65_536

DIRECTORY_ENTRY = b"PK\x01\x02"
ZIP = b"PK"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Parts with which a workbook does something, or fetches something; none of them belongs to content or answers.
ACTIVE = {
    "vbaproject.bin": "holds macros; save it as a workbook without macros (.xlsx)",
    "externallinks/": "has links to other files; break the links and save it again",
    "connections.xml": "has connections to outside data; remove them and save it again",
    "embeddings/": "has other files embedded in it; remove them and save it again",
    "activex/": "holds controls; remove them and save it again",
}


class ArchiveError(Exception):
    """The file can't be read as a workbook; says why."""


def looks_like_workbook(data: bytes) -> bool:
    """Whether a file begins as workbooks do, even old and protected ones."""
    return data.startswith((ZIP, OLD_OFFICE))


class Archive:
    """The parts of a workbook. Raises ``ArchiveError`` for a file that is too big, or isn't one."""

    def __init__(self, data: bytes) -> None:
        self._left = TOTAL_LIMIT
        self._zip = _opened(data)
        self.names = [part.filename for part in self._zip.infolist()]
        _check_names(self.names)
        for part in self._zip.infolist():
            _check_claims(part)
        if sum(part.file_size for part in self._zip.infolist()) > TOTAL_LIMIT:
            raise ArchiveError(f"unpacks to more than {TOTAL_LIMIT} bytes")

    def chunks(self, name: str) -> Iterator[bytes]:
        """What a part holds, piece by piece; it stops with ``ArchiveError`` at the first byte too many."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise ArchiveError(f"unpacks to more than {TOTAL_LIMIT} bytes")
                    yield chunk
        except KeyError as error:
            raise ArchiveError(f"lacks its part {name[:100]}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ArchiveError(f"is damaged: its part {name[:100]} can't be unpacked") from error


def _opened(data: bytes) -> zipfile.ZipFile:
    if len(data) > FILE_LIMIT:
        raise ArchiveError(f"has {len(data)} bytes; at most {FILE_LIMIT} are read")
    if data.startswith(OLD_OFFICE):
        raise ArchiveError("is an old workbook (.xls) or protected by a password; save it as .xlsx without one")
    if data.count(DIRECTORY_ENTRY) > PARTS_LIMIT:
        raise ArchiveError(f"has more than {PARTS_LIMIT} parts")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ArchiveError("is no workbook, or a damaged one: it can't be unpacked") from error


def _check_names(names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise ArchiveError("is damaged: it holds a part twice")
    for name in names:
        for piece, words in ACTIVE.items():
            if f"/{piece}" in f"/{name.casefold()}":
                raise ArchiveError(words)


def _check_claims(part: zipfile.ZipInfo) -> None:
    name = part.filename[:100]
    if part.flag_bits & ENCRYPTED:
        raise ArchiveError("is protected by a password; save it without one")
    if part.compress_type not in METHODS:
        raise ArchiveError(f"is packed in a way that workbooks aren't (part {name})")
    if part.file_size > PART_LIMIT:
        raise ArchiveError(f"holds a part of {part.file_size} bytes ({name}); at most {PART_LIMIT} are read")
    if part.file_size > SMALL and part.file_size > RATIO_LIMIT * part.compress_size:
        raise ArchiveError(f"holds a part that is packed more than {RATIO_LIMIT} times ({name})")
