"""The theme of a Word or PowerPoint file: the organisation's colours and the project's faces by the theme's names."""

import re
from typing import Final

from reports.office.look import ARABIC_FACE, FACE, House, colour

COLOURS: Final = re.compile(rb"<a:clrScheme\b.*?</a:clrScheme>", re.DOTALL)
FACES: Final = re.compile(rb"<a:fontScheme\b.*?</a:fontScheme>", re.DOTALL)
PANOSE: Final = "020B0503050203000203"  # by which a program that lacks the face finds one that is like it


def themed(theme: bytes, house: House) -> bytes:
    """The library's theme with our colours and faces."""
    coloured = COLOURS.sub(lambda _found: _colours(house).encode(), theme)
    return FACES.sub(lambda _found: _faces().encode(), coloured)


def _colours(house: House) -> str:
    hues = [colour(f"hue-{number}") for number in (3, 4, 5, 6)]
    named = {
        "dk1": colour("ink"),
        "lt1": "FFFFFF",
        "dk2": house.primary,
        "lt2": colour("sunken"),
        "accent1": house.primary,
        "accent2": house.accent,
        **{f"accent{place}": hue for place, hue in enumerate(hues, start=3)},
        "hlink": house.accent,
        "folHlink": colour("ink-soft"),
    }
    entries = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in named.items())
    return f'<a:clrScheme name="Report">{entries}</a:clrScheme>'


def _faces() -> str:
    face = (
        f'<a:latin typeface="{FACE}" panose="{PANOSE}"/><a:ea typeface=""/><a:cs typeface="{ARABIC_FACE}"/>'
        f'<a:font script="Arab" typeface="{ARABIC_FACE}"/>'
    )
    return (
        f'<a:fontScheme name="Report"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
    )
