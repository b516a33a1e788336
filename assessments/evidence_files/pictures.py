"""Pictures, walked through from head to end without decoding a pixel: decoders are what hostile pictures aim at."""

import struct
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from assessments.evidence_files.kinds import GIF, JPEG, PNG, WEBP, FileKind, Readable, RefusedFileError, read_at

LONGEST_SIDE: Final = 20_000
MOST_PIXELS: Final = 100_000_000
# A sound file of a hundred megabytes has fewer; each costs some microseconds.
MOST_PARTS: Final = 400_000
MOST_SEGMENTS: Final = 50_000

PNG_START: Final = b"\x89PNG\r\n\x1a\n"
JPEG_START: Final = b"\xff\xd8\xff"
GIF_STARTS: Final = (b"GIF87a", b"GIF89a")
WEBP_START: Final = b"RIFF"
# The segments of a JPEG that say its size; the others of this range are tables.
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
BARE: Final = frozenset(range(0xD0, 0xD8)) | {0x01}
START_OF_SCAN: Final = 0xDA


def check_png(file: Readable, size: int) -> FileKind:
    """A PNG: header first, chunk after chunk up to IEND, and nothing behind it."""
    names: list[bytes] = []
    for name, start, length in _png_chunks(file, size):
        if not names:
            _refuse_unless(name == b"IHDR" and length == 13)
            _refuse_giant(*struct.unpack(">II", read_at(file, start, 8)))
        names.append(name)
    _refuse_unless(names[-1:] == [b"IEND"] and b"IDAT" in names)
    return PNG


def _png_chunks(file: Readable, size: int) -> Iterator[tuple[bytes, int, int]]:
    place = len(PNG_START)
    for _count in range(MOST_SEGMENTS):
        length, name = _unpacked(">I4s", file, place)
        yield name, place + 8, length
        place += 12 + length
        if name == b"IEND" or place >= size:
            break
    _refuse_unless(place == size)


def check_jpeg(file: Readable, size: int) -> FileKind:
    """A JPEG: segments up to the first scan, a size among them, and the mark of its end near the end."""
    place, has_size = 2, False
    for _count in range(MOST_SEGMENTS):
        mark, code = read_at(file, place, 2).ljust(2, b"\0")
        _refuse_unless(mark == 0xFF)
        if code == 0xFF or code in BARE:
            place += 1 if code == 0xFF else 2
            continue
        if code in FRAMES:
            height, width = _unpacked(">HH", file, place + 5)
            _refuse_giant(width, height)
            has_size = True
        if code == START_OF_SCAN:
            break
        place += 2 + _unpacked(">H", file, place + 2)[0]
    else:
        raise _damaged()
    # Telephones put a preview behind it.
    _refuse_unless(has_size and _holds_after(file, size, place, b"\xff\xd9"))
    return JPEG


def _holds_after(file: Readable, size: int, place: int, mark: bytes) -> bool:
    """Whether a mark stands behind this place; looked for from the end of the file, piece by piece."""
    step = 1 << 16
    for start in range(max(place, size - step), place - step, -step):
        if mark in read_at(file, max(start, place), step + len(mark)):
            return True
    return False


def check_gif(file: Readable, size: int) -> FileKind:
    """A GIF: block after block up to the trailer, and nothing behind it."""
    width, height, packed = _unpacked("<HHB", file, 6)
    _refuse_giant(width, height)
    place, pictures, steps = 13 + _colours(packed), 0, iter(range(MOST_PARTS))
    for _step in steps:
        kind = read_at(file, place, 1)
        if kind == b",":
            _refuse_giant(*_unpacked("<HH", file, place + 5))
            place += 11 + _colours(_unpacked("B", file, place + 9)[0])
            pictures += 1
        elif kind == b"!":
            place += 2
        else:
            _refuse_unless(kind == b";" and place + 1 == size and bool(pictures))
            return GIF
        place = _behind_blocks(file, place, steps)
    raise _damaged()


def _colours(packed: int) -> int:
    """The length of a table of colours, where there is one."""
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _behind_blocks(file: Readable, place: int, steps: Iterator[int]) -> int:
    for _step in steps:
        length = _unpacked("B", file, place)[0]
        place += 1 + length
        if not length:
            return place
    raise _damaged()


def check_webp(file: Readable, size: int) -> FileKind:
    """A WebP: exactly as long as it says, with a first chunk that says its width and height."""
    length, name, chunk = _unpacked("<I4s4s", file, 4)
    _refuse_unless(name == b"WEBP" and length + 8 == size and chunk in WEBP_SIZES)
    _refuse_giant(*WEBP_SIZES[chunk](read_at(file, 20, 10).ljust(10, b"\0")))
    return WEBP


def _extended(head: bytes) -> tuple[int, int]:
    return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")


def _lossy(head: bytes) -> tuple[int, int]:
    _refuse_unless(head[3:6] == b"\x9d\x01\x2a")
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF


def _lossless(head: bytes) -> tuple[int, int]:
    _refuse_unless(head[:1] == b"\x2f")
    bits = int.from_bytes(head[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


WEBP_SIZES: Final[dict[bytes, Callable[[bytes], tuple[int, int]]]] = {
    b"VP8X": _extended,
    b"VP8 ": _lossy,
    b"VP8L": _lossless,
}


def _unpacked(shape: str, file: Readable, place: int) -> tuple[Any, ...]:
    size = struct.calcsize(shape)
    found = read_at(file, place, size)
    _refuse_unless(len(found) == size)
    return struct.unpack(shape, found)


def _refuse_giant(width: int, height: int) -> None:
    _refuse_unless(width > 0 and height > 0)
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        words = _("The picture is %(width)s × %(height)s points large. Make it smaller, then choose it again.")
        raise RefusedFileError(words % {"width": width, "height": height})


def _refuse_unless(sound: bool) -> None:  # noqa: FBT001 - reads as the sentence that it is
    if not sound:
        raise _damaged()


def _damaged() -> RefusedFileError:
    return RefusedFileError(
        _("The picture is damaged, or something else is hidden in it. Open it, save it anew, then choose the new file.")
    )
