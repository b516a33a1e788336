"""The charts of a result as PNG pictures for office files, cut to what is drawn, each with its figures in words."""

import io
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

from charts.picture_files import svg_of
from charts.raster import ZOOM, png_of
from charts.standalone import Picture
from reports.office.content import Content
from results.pictures import picture_of

WHITE = "#ffffff"
AROUND = 8  # pixels of white that stay


@dataclass(frozen=True)
class Drawn:
    """A picture: PNG bytes, its size in the pixels of its drawing, and what it shows in words."""

    png: bytes
    width: float
    height: float
    words: str


def drawn(content: Content, chart: str) -> Drawn | None:
    """The chart called so, without its title, which the document says itself; None where the framework has none."""
    picture = picture_of(content.figures, chart)
    return _drawn(picture) if picture else None


def _drawn(picture: Picture) -> Drawn:
    words = f"{picture.note}. {picture.description}"
    with Image.open(io.BytesIO(png_of(svg_of(replace(picture, title="", note=""))))) as image:
        cut = _cut(image.convert("RGB"))
    stream = io.BytesIO()
    cut.save(stream, "PNG", optimize=True, dpi=(72 * ZOOM, 72 * ZOOM))
    return Drawn(stream.getvalue(), cut.width / ZOOM, cut.height / ZOOM, words)


def _cut(image: Image.Image) -> Image.Image:
    """The picture without the white around it."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, WHITE)).getbbox()
    if box is None:
        return image
    left, top, right, bottom = box
    room = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
    return image.crop((max(room[0], 0), max(room[1], 0), min(room[2], image.width), min(room[3], image.height)))
