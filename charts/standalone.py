"""A picture that stands by itself, in pixels: shapes, labels as text, and a drawing within.

Colours go by the names of their tokens.
"""

from dataclasses import dataclass
from typing import Any, Literal

from charts.shapes import Box, Point, number

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Label:
    """A line of text whose baseline begins, is centred or ends at the point."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    size: int = 14
    strong: bool = False
    colour: str = "ink"

    @property
    def place(self) -> tuple[str, str]:
        """The point as SVG writes it."""
        return number(self.x), number(self.y)


@dataclass(frozen=True)
class Shape:
    """A filled rectangle; with ``edge``, only its dashed outline."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    edge: bool = False

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Its corner and size as SVG writes them."""
        return number(self.x), number(self.y), number(self.width), number(self.height)


@dataclass(frozen=True)
class Inset:
    """A drawing of its own template, with its own units, at a place in the picture."""

    template: str
    drawing: Any
    box: Box
    x: float
    y: float
    width: float
    height: float
    title: str = ""

    def at(self, point: Point) -> Point:
        """Where a point of the drawing lies in the picture."""
        across = (point.x - self.box.left) / self.box.width
        down = (point.y - self.box.top) / self.box.height
        return Point(self.x + across * self.width, self.y + down * self.height)

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Its corner and size as SVG writes them."""
        return number(self.x), number(self.y), number(self.width), number(self.height)


@dataclass(frozen=True)
class Picture:
    """All of it; ``title`` and ``note`` stand at the top, ``description`` says the figures to who can't see."""

    title: str
    note: str
    width: int
    height: int
    labels: tuple[Label, ...]
    shapes: tuple[Shape, ...] = ()
    inset: Inset | None = None
    insets: tuple[Inset, ...] = ()
    description: str = ""

    @property
    def drawings(self) -> tuple[Inset, ...]:
        """All drawings within it."""
        return (self.inset, *self.insets) if self.inset else self.insets


def short(text: str, longest: int) -> str:
    """The text, cut where it has more letters than there is room for."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def beside(point: Point, centre: Point, reach: float) -> Anchor:
    """Which end of a label stands at a point around a centre: clear of what lies in between."""
    if abs(point.x - centre.x) < reach:
        return "middle"
    return "start" if point.x > centre.x else "end"
