"""How well a result is supported, in the order in which it is shown: the best grade first."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.confidence import Support, grade_titles


@dataclass(frozen=True)
class SupportRow:
    """A dimension with the points that rest on each grade."""

    title: str
    support: Support

    @property
    def points(self) -> list[Decimal]:
        """The points, the best grade first."""
        return [points for _grade, _title, points, _percent in support_parts(self.support)]


def support_parts(support: Support) -> list[tuple[str, str, Decimal, Decimal | None]]:
    """Each grade with what it is called, its points and their share, the best grade first."""
    titles = reversed(grade_titles().items())
    return [(grade, title, support.points[grade], support.percent(grade)) for grade, title in titles]
