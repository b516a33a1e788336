"""The one module that knows resvg: a picture as PNG, with the packaged fonts and nothing of this machine's."""

import functools
import hashlib
import io
import os
import tempfile
from pathlib import Path

import resvg_py
from django.conf import settings
from fontTools.ttLib import woff2  # type: ignore[import-untyped]

FACES = ("-Regular", "-SemiBold", "Arabic-Regular", "Arabic-SemiBold")
ZOOM = 2.0


def png_of(svg: str) -> bytes:
    """The picture at twice its size; the same picture gives the same bytes."""
    fonts = list(_fonts(Path(settings.DATA_DIR) / "reports" / "fonts"))
    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=ZOOM, skip_system_fonts=True, font_files=fonts, sans_serif_family="IBM Plex Sans"
    )


@functools.cache
def _fonts(folder: Path) -> tuple[str, ...]:
    """The packaged fonts unpacked, which is how resvg reads them; kept in the data folder under their digest."""
    packed = Path(settings.BASE_DIR) / "static" / "vendor" / "plex"
    return tuple(str(_unpacked((packed / f"IBMPlexSans{face}.woff2").read_bytes(), folder)) for face in FACES)


def _unpacked(data: bytes, folder: Path) -> Path:
    file = folder / f"{hashlib.sha256(data).hexdigest()}.ttf"
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        font = io.BytesIO()
        woff2.decompress(io.BytesIO(data), font)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(font.getvalue())
        Path(temporary).replace(file)
    return file
