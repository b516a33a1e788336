"""What is taken as a logo, what becomes of it, and the files that somebody with bad intent would try."""

import io
import random
import zlib

import pytest
from PIL import Image, ImageFile

from reports.logo import MOST_BYTES, LogoError, read_logo
from tests.reports.pictures import chunk, picture, png


@pytest.fixture(autouse=True)
def as_in_the_web_process(monkeypatch):
    """WeasyPrint, which other tests load beside this one, makes Pillow take pictures that are not whole."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "file",
    [
        picture("PNG"),
        picture("JPEG"),
        picture("JPEG", mode="CMYK"),
        picture("JPEG", mode="L"),
        picture("PNG", mode="RGBA"),
        picture("PNG", mode="P"),
        picture("PNG", mode="LA"),
        picture("PNG", mode="1"),
        picture("PNG", mode="I;16"),
    ],
)
def test_usual_pictures_are_kept_as_png(file):
    logo = read_logo(file)
    assert (logo.width, logo.height, logo.png[:8]) == (40, 20, b"\x89PNG\r\n\x1a\n")
    with Image.open(io.BytesIO(logo.png)) as kept:
        assert (kept.size, kept.mode in {"RGB", "RGBA"}) == ((40, 20), True)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((800, 300), (800, 300)), ((1600, 600), (800, 300)), ((4000, 4000), (800, 800)), ((100, 2000), (40, 800))],
)
def test_large_ones_are_made_smaller(size, kept):
    logo = read_logo(picture("PNG", size))
    assert (logo.width, logo.height) == kept


def test_see_through_stays_see_through():
    file = io.BytesIO()
    Image.new("RGBA", (4, 4), (200, 10, 10, 0)).save(file, "PNG")
    with Image.open(io.BytesIO(read_logo(file.getvalue()).png)) as kept:
        assert kept.getpixel((0, 0))[3] == 0


def test_camera_that_was_held_upright_is_heard():
    turned = Image.Exif()
    turned[0x0112] = 6
    logo = read_logo(picture("JPEG", exif=turned))
    assert (logo.width, logo.height) == (20, 40)


@pytest.mark.parametrize(
    "file",
    [
        picture("PNG") + b"PK\x03\x04<script>alert(1)</script>",
        png(40, 20, chunk(b"tEXt", b"Comment\0<script>alert(1)</script>")),
        picture("JPEG", comment=b"<script>alert(1)</script>"),
    ],
)
def test_nothing_but_the_picture_is_kept(file):
    assert b"script" in file
    kept = read_logo(file).png
    assert (b"script" in kept, b"PK" in kept, kept[-8:-4]) == (False, False, b"IEND")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "kind"),
        (SVG, "kind"),
        (b"%PDF-1.7\n", "kind"),
        (picture("GIF"), "kind"),
        (picture("WEBP"), "kind"),
        (picture("BMP"), "kind"),
        (picture("TIFF"), "kind"),
        (picture("ICO"), "kind"),
        (picture("GIF") + picture("PNG"), "kind"),
        (b"\x89PNG\r\n\x1a\n" + SVG, "kind"),
        (png(4001, 10), "size"),
        (png(10, 4001), "size"),
        (png(8000, 5000), "size"),  # 40 million pixels in 6 KB
        (png(20_000, 20_000, rows=1), "size"),  # 400 million
        (png(2**31 - 1, 2**31 - 1, rows=0), "size"),
        (picture("PNG", (300, 300))[:-30], "broken"),
        (picture("JPEG", (300, 300))[:200], "broken"),
        (png(40, 20, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 80_000_000))), "broken"),
        (b"\0" * (MOST_BYTES + 1), "bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_anything_else_is_refused_in_words(file, code):
    with pytest.raises(LogoError) as refusal:
        read_logo(file)
    assert (refusal.value.code, len(str(refusal.value)) > 30) == (code, True)


def test_no_damaged_file_ends_in_anything_but_a_refusal():
    dice = random.Random(6)
    whole = bytearray(picture("PNG", (60, 60), "P"))
    for _throw in range(150):
        file = bytearray(whole)
        for _place in range(dice.randint(1, 6)):
            file[dice.randrange(8, len(file))] = dice.randrange(256)
        assert outcome(bytes(file)) in {"kept", "kind", "size", "broken"}


def outcome(file: bytes) -> str:
    try:
        read_logo(file)
    except LogoError as refusal:
        return refusal.code
    return "kept"
