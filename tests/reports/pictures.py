"""Pictures as people upload them, and as nobody should."""

import io
import struct
import zlib

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **more) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **more)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes, rows: int | None = None) -> bytes:
    """A PNG in black and white that says it is so large; ``rows`` are how many of its lines are really there."""
    line = b"\0" * (1 + (width + 7) // 8)
    content = zlib.compress(line * (height if rows is None else rows), 9)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", content) + chunk(b"IEND", b"")
