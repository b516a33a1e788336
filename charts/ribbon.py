"""The infinity ribbon: two lobes that cross at right angles, measured by the length travelled along them.

One lobe is a straight line out of the crossing, three quarters of a circle, and a straight line back, so every length
on it is exact: with radius r the circle's centre lies r times the root of two from the crossing, both straight lines
are r long, and the whole lobe measures (2 + 3π/2) r. Both lobes set out upwards: the traveller goes over the top of the
left one, back through the crossing, over the top of the right one, and so into the first again.
"""

import math
from dataclasses import dataclass

from charts.shapes import Point, line, number

LEFT, RIGHT = -1, 1
DIAGONAL = math.sqrt(0.5)


@dataclass(frozen=True)
class Lobe:
    """The middle line of one side of the ribbon."""

    side: int
    radius: float = 100

    @property
    def length(self) -> float:
        """From the crossing back to the crossing."""
        return (2 + 1.5 * math.pi) * self.radius

    @property
    def reach(self) -> float:
        """How far from the crossing the lobe's outermost point lies."""
        return self.radius / DIAGONAL + self.radius

    def at(self, travelled: float, inward: float = 0) -> Point:
        """The point after a length, or the one beside it, that far towards the inside of the lobe."""
        if travelled > self.length / 2:
            return self.at(self.length - travelled, inward).mirrored()
        if travelled <= self.radius:
            along, across = travelled * DIAGONAL, inward * DIAGONAL
            return Point(self.side * (along + across), across - along)
        angle = math.pi / 4 + (travelled - self.radius) / self.radius
        out, centre = self.radius - inward, self.radius / DIAGONAL
        return Point(self.side * (centre - out * math.cos(angle)), -out * math.sin(angle))


@dataclass(frozen=True)
class Stretch:
    """A part of a lobe, from one length travelled to another."""

    lobe: Lobe
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start

    def first(self, fraction: float) -> "Stretch":
        """Its beginning, cut off at a fraction of its length."""
        return Stretch(self.lobe, self.start, self.start + fraction * self.length)

    def path(self, inward: float = 0) -> str:
        """Itself as an SVG path: lines where the lobe is straight, an arc where it is round."""
        straight, turn = self.lobe.radius, self.lobe.length - self.lobe.radius
        joints = [joint for joint in (straight, turn) if self.start < joint < self.end]
        pieces = zip([self.start, *joints], [*joints, self.end], strict=True)
        commands = [self._command(start, end, inward) for start, end in pieces]
        return " ".join([f"M{self.lobe.at(self.start, inward)}", *commands])

    def tick(self, fraction: float, width: float) -> str:
        """A line straight across the ribbon at a fraction of its length."""
        travelled = self.start + fraction * self.length
        return line([self.lobe.at(travelled, width / 2), self.lobe.at(travelled, -width / 2)])

    def _command(self, start: float, end: float, inward: float) -> str:
        target, radius = self.lobe.at(end, inward), self.lobe.radius
        if start < radius or start >= self.lobe.length - radius:
            return f"L{target}"
        out, long_way = number(radius - inward), int(end - start > math.pi * radius)
        return f"A{out} {out} 0 {long_way} {int(self.lobe.side == RIGHT)} {target}"


def divide(lobe: Lobe, parts: int, margin: float, gap: float) -> tuple[Stretch, ...]:
    """Equal stretches of a lobe, clear of the crossing by the margin and of one another by the gap."""
    length = (lobe.length - 2 * margin - (parts - 1) * gap) / parts
    starts = [margin + index * (length + gap) for index in range(parts)]
    return tuple(Stretch(lobe, start, start + length) for start in starts)
