"""What every chart draws with: points, numbers as SVG writes them, and where a share of a length ends."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

HUES = 6


@dataclass(frozen=True)
class Point:
    """A place on the drawing; x grows to the right and y downwards, as in SVG."""

    x: float
    y: float

    def __str__(self) -> str:
        return f"{number(self.x)} {number(self.y)}"

    def mirrored(self) -> "Point":
        """The same place on the other side of the horizontal axis."""
        return Point(self.x, -self.y)


@dataclass(frozen=True)
class Box:
    """The visible part of a drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """The value of the ``viewBox`` attribute."""
        return " ".join(number(value) for value in (self.left, self.top, self.width, self.height))

    def holds(self, point: Point) -> bool:
        """Whether a point is to be seen."""
        inside_x = self.left <= point.x <= self.left + self.width
        return inside_x and self.top <= point.y <= self.top + self.height


def number(value: float) -> str:
    """A number for an SVG attribute: at most two decimals, a point whatever the language, no minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def share(percent: Decimal | None) -> float:
    """A percentage as a fraction between 0 and 1; nothing at all where there is no percentage."""
    return 0.0 if percent is None else min(1.0, max(0.0, float(percent) / 100))


def polar(angle: float, radius: float) -> Point:
    """The point at an angle in degrees, counted anticlockwise from three o'clock."""
    return Point(radius * math.cos(math.radians(angle)), -radius * math.sin(math.radians(angle)))


def line(points: Iterable[Point]) -> str:
    """A path of straight lines through the points."""
    return "M" + " L".join(str(point) for point in points)


def polygon(points: Iterable[Point]) -> str:
    """A closed path of straight lines through the points."""
    return line(points) + " Z"


def hue(index: int) -> int:
    """The hue of a dimension by its place in the framework, counted from 0; after the sixth they come again."""
    return index % HUES + 1
