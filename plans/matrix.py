"""Who owns what: functions × dimensions, and whether ownership is stuck in one silo. Pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from assessments.scoring import half_up

NOBODY: Final = ""
"""The function of an action that none owns."""
ELSEWHERE: Final = ""
"""The dimension of an action that changes no answer of any dimension."""
STUCK_FROM: Final = Fraction(60, 100)
"""One function with this share of the owned actions or more is a silo."""
ENOUGH: Final = 3
"""Of fewer actions nothing is said: two actions are no silo."""

Verdict = Literal["none", "few", "unowned", "stuck", "leaning", "spread"]


@dataclass(frozen=True)
class Owned:
    """An action as the matrix knows it: the function that owns it, the dimensions that it touches, its person-days."""

    function: str
    dimensions: tuple[str, ...]
    effort: Decimal | None


@dataclass(frozen=True)
class Cell:
    """How many actions, and how much effort in person-days (None where no action of the cell says)."""

    actions: int = 0
    effort: Decimal | None = None


@dataclass(frozen=True)
class Row:
    """A function with a cell for each dimension, and both summed up; an action counts in the sum once."""

    function: str
    cells: tuple[Cell, ...]
    whole: Cell


@dataclass(frozen=True)
class Share:
    """What one function holds: whole percentages of all owned actions and of their effort (None without any)."""

    function: str
    actions: int
    of: int
    percent: int
    effort_percent: int | None


@dataclass(frozen=True)
class Matrix:
    """Functions × dimensions: the rows that hold anything, in the order of the functions, with the sums of columns."""

    dimensions: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: tuple[Cell, ...]
    whole: Cell
    largest: Share | None
    verdict: Verdict
    alone: tuple[tuple[str, str], ...]

    @property
    def most(self) -> int:
        """The most actions that any cell holds."""
        return max((cell.actions for row in self.rows for cell in row.cells), default=0)


def matrix_of(functions: Sequence[str], dimensions: Sequence[str], actions: Iterable[Owned]) -> Matrix:
    """The matrix of these actions.

    An action that touches several dimensions stands in each; its effort is shared among them in equal parts. ``alone``
    holds each dimension with several actions that all rest with one function, and that function.
    """
    owned = list(actions)
    columns = (*dimensions, *([ELSEWHERE] if any(not one.dimensions for one in owned) else []))
    present = [name for name in (*functions, NOBODY) if any(one.function == name for one in owned)]
    rows = tuple(_row(name, columns, [one for one in owned if one.function == name]) for name in present)
    return Matrix(
        dimensions=columns,
        rows=rows,
        sums=tuple(_cell(column, owned) for column in columns),
        whole=_whole(owned),
        largest=_largest(present, owned),
        verdict=_verdict(present, owned),
        alone=tuple(_alone(dimensions, owned)),
    )


def _row(function: str, columns: Iterable[str], owned: list[Owned]) -> Row:
    return Row(function, tuple(_cell(column, owned) for column in columns), _whole(owned))


def _cell(column: str, owned: Iterable[Owned]) -> Cell:
    here = [one for one in owned if column in (one.dimensions or (ELSEWHERE,))]
    parts = [Fraction(one.effort) / max(1, len(one.dimensions)) for one in here if one.effort is not None]
    return Cell(len(here), half_up(sum(parts, Fraction(0)), 1) if parts else None)


def _whole(owned: Sequence[Owned]) -> Cell:
    efforts = [one.effort for one in owned if one.effort is not None]
    return Cell(len(owned), sum(efforts, Decimal(0)) if efforts else None)


def _largest(present: Iterable[str], owned: Sequence[Owned]) -> Share | None:
    """The function with the most owned actions, of two alike the one with more effort."""
    having = [one for one in owned if one.function != NOBODY]
    shares = [(name, [one for one in having if one.function == name]) for name in present if name != NOBODY]
    if not shares:
        return None
    name, theirs = max(shares, key=lambda pair: (len(pair[1]), _days(pair[1])))
    days = _days(having)
    percent = int(half_up(Fraction(100 * len(theirs), len(having)), 0))
    effort = int(half_up(Fraction(100) * _days(theirs) / days, 0)) if days else None
    return Share(name, len(theirs), len(having), percent, effort)


def _days(owned: Iterable[Owned]) -> Fraction:
    return sum((Fraction(one.effort or 0) for one in owned), Fraction(0))


def _verdict(present: Sequence[str], owned: Sequence[Owned]) -> Verdict:
    largest = _largest(present, owned)
    if not owned:
        return "none"
    if largest is None:
        return "unowned"
    if largest.of < ENOUGH:
        return "few"
    if Fraction(largest.actions, largest.of) >= STUCK_FROM:
        return "stuck"
    return "leaning" if 2 * largest.actions >= largest.of else "spread"


def _alone(dimensions: Iterable[str], owned: Iterable[Owned]) -> Iterable[tuple[str, str]]:
    for dimension in dimensions:
        here = [one.function for one in owned if dimension in one.dimensions]
        if len(here) > 1 and len(set(here)) == 1 and here[0] != NOBODY:
            yield dimension, here[0]
