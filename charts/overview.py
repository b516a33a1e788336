"""A result in a few figures, whatever the framework's shape: the total, its categories, and their dimensions."""

from dataclasses import dataclass
from decimal import Decimal

from frameworks.definition import Level

LOOP = (3, 3)
RADAR = range(3, 10)


@dataclass(frozen=True)
class Segment:
    """A dimension; no percentage when everything in it is excluded.

    ``before`` is last cycle's percentage, and ``target`` the one that is wanted, where somebody has set a target.
    ``weakest`` marks the one that holds the others back, where the framework knows such a thing; ``counts`` is false
    for a rung of a ladder whose points are in nothing above it. ``url`` is its own page, ``why`` the address of what
    its points are made of.
    """

    code: str
    title: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    before: Decimal | None = None
    url: str = ""
    weakest: bool = False
    counts: bool = True
    target: Decimal | None = None
    why: str = ""


@dataclass(frozen=True)
class Part:
    """A category with its dimensions in order; ``why`` is the address of what its points are made of."""

    title: str
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: Level | None
    segments: tuple[Segment, ...]
    why: str = ""


@dataclass(frozen=True)
class Overview:
    """What the pictures of the whole show; ``bounds`` are the percentages at which the maturity levels begin.

    ``ladder`` is the percentage from which a rung holds, where the dimensions are the rungs of a ladder.
    """

    points: Decimal
    maximum: Decimal
    parts: tuple[Part, ...]
    bounds: tuple[Decimal, ...] = ()
    complete: bool = True
    ladder: Decimal | None = None
    why: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All dimensions in order."""
        return tuple(segment for part in self.parts for segment in part.segments)

    @property
    def has_targets(self) -> bool:
        """Whether any dimension has a target to be drawn."""
        return any(segment.target is not None for segment in self.segments)

    @property
    def is_loop(self) -> bool:
        """Whether the infinity loop can show it: two categories of three dimensions."""
        return tuple(len(part.segments) for part in self.parts) == LOOP

    @property
    def picture(self) -> str:
        """What shows it best: ``loop``, ``ladder``, ``radar``, or ``rows`` for too few or too many axes for a radar."""
        if self.ladder is not None:
            return "ladder"
        if self.is_loop:
            return "loop"
        return "radar" if self.has_radar else "rows"

    @property
    def has_radar(self) -> bool:
        """Whether there are as many dimensions as a radar can bear."""
        return len(self.segments) in RADAR
