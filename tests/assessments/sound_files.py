"""Small sound files of every kind that is taken as evidence, built by hand: no binary lies in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

OPEN_XML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": (f"{OPEN_XML}wordprocessingml.document.main+xml", "word/document.xml"),
    "xlsx": (f"{OPEN_XML}spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
    "pptx": (f"{OPEN_XML}presentationml.presentation.main+xml", "ppt/presentation.xml"),
}
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN_DOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 1, height: int = 1, *, extra: bytes = b"", after: bytes = b"") -> bytes:
    """``extra`` are chunks before the picture's own, ``after`` what hides behind its end."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + extra + body + png_chunk(b"IEND", b"") + after


def jpeg(width: int = 1, height: int = 1, *, after: bytes = b"", comment: bytes = b"made by hand") -> bytes:
    note = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x00"
    return b"\xff\xd8" + note + frame + scan + b"\xff\xd9" + after


def gif(width: int = 1, height: int = 1, *, frame: tuple[int, int] = (1, 1), after: bytes = b"") -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    picture = b"," + struct.pack("<HHHHB", 0, 0, *frame, 0) + b"\x02\x02\x4c\x01\x00"
    return head + b"!\xf9\x04\0\0\0\0\0" + picture + b";" + after


def webp(width: int = 1, height: int = 1, *, after: bytes = b"") -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sides
    return b"RIFF" + struct.pack("<I", len(body)) + body + after


def pdf(inside: bytes = b"", *, before: bytes = b"", after: bytes = b"", trailer: bytes = b"") -> bytes:
    return (
        before
        + b"%PDF-1.7\n1 0 obj\n<</Type/Catalog "
        + inside
        + b">>\nendobj\ntrailer<</Root 1 0 R"
        + trailer
        + b">>\nstartxref\n0\n%%EOF\n"
        + after
    )


def zipped(parts: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, data)
        archive.comment = comment
    return stream.getvalue()


def content_types(*types: str) -> str:
    overrides = "".join(f'<Override PartName="/p{n}" ContentType="{one}"/>' for n, one in enumerate(types))
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{overrides}</Types>'


def links(*lines: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def link(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def office_parts(kind: str, more: Mapping[str, bytes | str] | None = None) -> dict[str, bytes | str]:
    main, part = MAIN[kind]
    own = {"[Content_Types].xml": content_types(main), "_rels/.rels": links(), part: "<document/>"}
    return own | dict(more or {})


def office(kind: str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    return zipped(office_parts(kind, more))


def open_document(kind: str, more: Mapping[str, bytes | str] | None = None, *, manifest: str = "<manifest/>") -> bytes:
    return zipped(
        {"mimetype": OPEN_DOCUMENT[kind], "content.xml": "<c/>", "META-INF/manifest.xml": manifest} | dict(more or {})
    )


SOUND: dict[str, tuple[bytes, str]] = {
    "policy.pdf": (pdf(), "application/pdf"),
    "board.png": (png(800, 600), "image/png"),
    "desk.jpg": (jpeg(800, 600), "image/jpeg"),
    "desk.jpeg": (jpeg(800, 600, after=b"a telephone's preview"), "image/jpeg"),
    "moving.gif": (gif(800, 600), "image/gif"),
    "small.webp": (webp(800, 600), "image/webp"),
    **{f"plan.{kind}": (office(kind), MAIN[kind][0].removesuffix(".main+xml")) for kind in MAIN},
    **{f"plan.{kind}": (open_document(kind), OPEN_DOCUMENT[kind]) for kind in OPEN_DOCUMENT},
    "interview.txt": ("Said on the 3rd: “we measure”\r\n".encode(), "text/plain; charset=utf-8"),
    "answers.csv": (b"\xef\xbb\xbfname,value\nA,1\n", "text/plain; charset=utf-8"),
    "notes.md": (b"# Notes\n\n- one\n", "text/plain; charset=utf-8"),
}
