"""The table on a version's page: its structure with points and shares, each line a link down."""

from dataclasses import dataclass
from decimal import Decimal

from frameworks.admin.numbers import plain, share
from frameworks.admin.structure import Branch
from frameworks.models import FrameworkVersion


@dataclass(frozen=True)
class Line:
    """One row of the table; ``depth`` is 1 for a category, 2 for a dimension, 3 for an element or enabler."""

    depth: int
    code: str
    title: str
    url: str
    points: str = "–"
    share: str = "–"
    indicators: int | str = ""


@dataclass(frozen=True)
class Structure:
    """What counts, its total, and what doesn't count."""

    counted: tuple[Line, ...]
    points: str
    share: str
    enablers: tuple[Line, ...]


def structure_of(version: FrameworkVersion, root: Branch) -> Structure:
    """The lines of the table, parts after what they belong to."""
    categories = root.parts["categories"]
    total = sum(map(_points, categories), Decimal(0))
    return Structure(
        counted=tuple(line for category in categories for line in _lines(version, category, 1)),
        points=plain(total),
        share=share(total, version.points),
        enablers=tuple(Line(3, **_named(enabler)) for enabler in root.parts["enablers"]),
    )


def _points(branch: Branch) -> Decimal:
    """The points of an element, or of all elements below."""
    if not branch.parts:
        points: Decimal = branch.row.points
        return points
    return sum((_points(part) for parts in branch.parts.values() for part in parts), Decimal(0))


def _lines(version: FrameworkVersion, branch: Branch, depth: int) -> list[Line]:
    points = _points(branch)
    own = Line(depth, points=plain(points), share=share(points, version.points), **_named(branch))
    return [
        own,
        *(line for parts in branch.parts.values() for part in parts for line in _lines(version, part, depth + 1)),
    ]


def _named(branch: Branch) -> dict[str, str]:
    return {
        "code": branch.row.code,
        "title": branch.row.title,
        "url": branch.url,
        "indicators": getattr(branch.row, "indicator_count", ""),
    }
