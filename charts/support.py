"""How well a result is supported: one bar of four stretches, each with a hatch of its own beside its colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.shapes import Point, line, number

LENGTH = 100.0
HEIGHT = 10.0
STEP = 2.5


@dataclass(frozen=True)
class Stretch:
    """One grade's part of the bar: where it begins and ends, and the lines that it is known by without colour."""

    grade: str
    title: str
    points: Decimal
    percent: Decimal | None
    outline: str
    hatch: str


@dataclass(frozen=True)
class SupportBar:
    """The whole bar; ``stretches`` from the best grade to none, those without points among them."""

    title: str
    stretches: tuple[Stretch, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there are no points to rest on anything."""
        return not any(stretch.points for stretch in self.stretches)


def support_bar(title: str, parts: Sequence[tuple[str, str, Decimal, Decimal | None]]) -> SupportBar:
    """The bar of these parts (grade, what it is called, points, percent) in their order."""
    total = sum((points for _grade, _title, points, _percent in parts), Decimal(0))
    stretches, left = [], 0.0
    for grade, name, points, percent in parts:
        right = left + (LENGTH * float(points / total) if total else 0.0)
        stretches.append(Stretch(grade, name, points, percent, _outline(left, right), _hatch(grade, left, right)))
        left = right
    return SupportBar(title, tuple(stretches))


def _outline(left: float, right: float) -> str:
    return f"M{number(left)} 0 H{number(right)} V{number(HEIGHT)} H{number(left)} Z" if right > left else ""


def _hatch(grade: str, left: float, right: float) -> str:
    """Verified is solid, documented is ruled upright, stated is ruled across and broken, none is bare."""
    if grade == "documented":
        return " ".join(line([Point(x, 0), Point(x, HEIGHT)]) for x in _steps(left, right))
    if grade == "stated" and right > left:
        return " ".join(line([Point(left, y), Point(right, y)]) for y in (HEIGHT * 0.3, HEIGHT * 0.7))
    return ""


def _steps(left: float, right: float) -> Iterable[float]:
    count = int((right - left) / STEP)
    return (left + STEP * (place + 0.5) for place in range(count))
