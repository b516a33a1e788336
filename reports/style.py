"""An organisation's house style as plain frozen values: what a document looks like beside its content."""

from dataclasses import dataclass

from reports.kinds import Paper

PRIMARY, ACCENT = "#16202b", "#0b5cad"


@dataclass(frozen=True)
class Style:
    """Colours as ``#rrggbb``, ``logo`` as PNG bytes (empty for none), a line for the cover and one for each foot."""

    primary: str = PRIMARY
    accent: str = ACCENT
    cover_line: str = ""
    footer: str = ""
    paper: Paper = Paper.A4
    logo: bytes = b""
    logo_width: int = 0  # pixels
    logo_height: int = 0


PLAIN = Style()
