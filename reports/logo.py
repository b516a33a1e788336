"""An uploaded logo, read with suspicion and written anew: what is kept is a small PNG that we made ourselves."""

import io
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 1024 * 1024
LONGEST_SIDE: Final = 4000  # pixels; a file within the limit of bytes may still unfold to hundreds of millions
KEPT_WIDTH: Final = 800  # pixels: 60 mm in print at 340 to the inch
KEPT_HEIGHT: Final = 800
FORMATS: Final = ("PNG", "JPEG")
REASONS: Final[dict[str, Promise]] = {
    "bytes": _("This file is larger than 1 MB. Save the logo smaller; 800 pixels of width are enough."),
    "kind": _("This is neither a PNG nor a JPEG file. Save the logo as one of the two, and choose that."),
    "size": _("This picture is more than 4,000 pixels wide or high. Save it smaller; 800 pixels of width are enough."),
    "broken": _("This picture can’t be read: it is damaged or not whole. Save it anew, and choose that file."),
}


class LogoError(Exception):
    """The file is no logo that can be kept; ``code`` is one of REASONS, and the message is that reason."""

    def __init__(self, code: str) -> None:
        super().__init__(str(REASONS[code]))
        self.code = code


@dataclass(frozen=True)
class Logo:
    """A PNG and its size in pixels; empty where there is none."""

    png: bytes = b""
    width: int = 0
    height: int = 0


NONE: Final = Logo()


def read_logo(data: bytes) -> Logo:
    """The logo as we keep it: nothing of the file but its picture, at most 800 pixels wide. Raises LogoError."""
    if len(data) > MOST_BYTES:
        raise LogoError("bytes")
    try:
        _look(data)
        return _drawn_anew(data)
    except LogoError:
        raise
    except UnidentifiedImageError:
        raise LogoError("kind")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise LogoError("size")
    except Exception:  # a damaged file ends in whatever its reader runs into first
        raise LogoError("broken")


def _look(data: bytes) -> None:
    """Read its head and check its sums, before anything of it is unfolded."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if max(image.size) > LONGEST_SIDE:
            raise LogoError("size")
        image.verify()


def _drawn_anew(data: bytes) -> Logo:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        image.draft("RGB", (KEPT_WIDTH, KEPT_HEIGHT))
        picture = ImageOps.exif_transpose(image)
        flat = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    flat.thumbnail((KEPT_WIDTH, KEPT_HEIGHT), Image.Resampling.LANCZOS)
    clean = Image.new(flat.mode, flat.size)
    clean.paste(flat)
    file = io.BytesIO()
    clean.save(file, "PNG", optimize=True)
    return Logo(file.getvalue(), *clean.size)
