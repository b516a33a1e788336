"""Whether a colour can be read on white paper, and the nearest darker one that can (WCAG 2.2, criterion 1.4.3)."""

from decimal import ROUND_FLOOR, Decimal
from typing import Final

ENOUGH: Final = 4.5
"""What text of usual size needs."""

_STEPS: Final = 255
_LINEAR_BELOW: Final = 0.04045


def contrast(colour: str, other: str = "#ffffff") -> float:
    """How far two colours, as ``#rrggbb``, lie apart: from 1 for the same to 21 for black on white."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_legible(colour: str) -> bool:
    """Whether text of this colour can be read on white."""
    return contrast(colour) >= ENOUGH


def legible(colour: str) -> str:
    """The colour itself, or the nearest darker one of the same hue that can be read on white."""
    channels = _channels(colour)
    shades = (_hex([channel * step // _STEPS for channel in channels]) for step in range(_STEPS - 1, -1, -1))
    return colour if is_legible(colour) else next(shade for shade in shades if is_legible(shade))


def ratio_words(colour: str) -> str:
    """The contrast on white as people write it, such as “4.49 : 1”; never rounded up to what it does not reach."""
    ratio = Decimal(contrast(colour)).quantize(Decimal("0.01"), ROUND_FLOOR).normalize()
    return f"{ratio:f} : 1"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))


def _hex(channels: list[int]) -> str:
    return "#" + bytes(channels).hex()
