"""A house style as CSS and pictures, for the pages that are printed."""

from collections.abc import Mapping
from typing import Final

from reports.kinds import Paper
from reports.source import Source

LOGO: Final = "logo.png"
SIZES: Final[Mapping[Paper, str]] = {Paper.A4: "A4", Paper.LETTER: "Letter"}


def house_styles(source: Source) -> str:
    """The paper and the colours; the values were checked when they were stored, so that nothing else gets in."""
    style = source.style
    size = f"@page {{ size: {SIZES[source.options.paper]} }}\n"
    colours = f":root {{ --house-primary: {style.primary}; --house-accent: {style.accent} }}\n"
    return size + colours


def house_pictures(source: Source) -> dict[str, bytes]:
    """The logo, as ``asset:///picture/logo.png``; nothing where there is none."""
    return {LOGO: source.style.logo} if source.style.logo else {}
