"""The look of every office file: the project's colours and the organisation's, as office files write them."""

from dataclasses import dataclass
from typing import Final

from charts.paint import palette
from frameworks.definition import Level
from reports.style import Style

FACE: Final = "IBM Plex Sans"
ARABIC_FACE: Final = "IBM Plex Sans Arabic"
STAND_IN: Final = "Arial"  # where the reader has none of them: every office program has it, or one of the same widths
SHADES: Final = range(1, 6)  # levels that have a colour of their own
HUES: Final = 6
LUMINANCE: Final = ((0.2126, 0), (0.7152, 2), (0.0722, 4))


def colour(token: str) -> str:
    """A colour of the project by the name of its token, as ``16202B``."""
    return palette()[token].lstrip("#").upper()


@dataclass(frozen=True)
class House:
    """The organisation's two colours, as office files write them."""

    primary: str
    accent: str

    @classmethod
    def of(cls, style: Style) -> "House":
        """Those of a house style."""
        return cls(style.primary.lstrip("#").upper(), style.accent.lstrip("#").upper())

    @property
    def on_primary(self) -> str:
        """What is legible on the first colour."""
        return legible_on(self.primary)


def legible_on(ground: str) -> str:
    """White or ink, whichever stands out more on this ground."""
    ink, white = colour("ink"), "FFFFFF"
    return max((white, ink), key=lambda one: contrast(one, ground))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 reckons it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shade(level: Level | None) -> tuple[str, str]:
    """The ground of a level and the ink on it; two empty texts for none, or one without a colour of its own."""
    if level is None or level.number not in SHADES:
        return "", ""
    return colour(f"level-{level.number}"), colour(f"on-level-{level.number}")


def _luminance(hexadecimal: str) -> float:
    channels = ((weight, int(hexadecimal[place : place + 2], 16) / 255) for weight, place in LUMINANCE)
    return sum(
        weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) for weight, part in channels
    )
