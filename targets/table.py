"""A target as a table: every element, dimension and category, and the total, with the gap."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assessments.results import ElementScore, GroupScore, TotalScore
from tables.table import Cell, Column, Table
from targets.goals import Goal
from targets.page import TargetPage

STANDING = {"": lambda: "", "under": lambda: _("under"), "equal": lambda: _("equal"), "over": lambda: _("over")}


def target_table(page: TargetPage) -> Table:
    """All rows of a target; a ladder's elements and dimensions have no levels."""
    result, goals = page.result, page.goals
    total = [_row(page, _("Total"), goals.total, result.total, has_level=True)]
    return Table(
        name="target",
        title=_("Target of %(title)s") % {"title": page.assessment.title},
        columns=_columns(),
        rows=[
            *_rows(page, _("Element"), goals.elements, result.elements),
            *_rows(page, _("Dimension"), goals.dimensions, result.dimensions),
            *_rows(page, _("Category"), goals.categories, result.categories),
            *total,
        ],
        notes=[_("Target points are never below the points that are there already.")],
    )


def empty_table() -> Table:
    """The same without rows, as long as nobody has set a target."""
    return Table(name="target", title=_("Target"), columns=_columns(), rows=[], notes=[_("No target is set.")])


def _columns() -> list[Column]:
    return [
        Column("kind", _("What")),
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("maximum", _("Most points")),
        Column("points", _("Points now")),
        Column("percent", _("Percent now")),
        Column("level", _("Level now")),
        Column("target_points", _("Target points")),
        Column("target_percent", _("Target percent")),
        Column("target_level", _("Target level")),
        Column("gap", _("Gap in points")),
        Column("standing", _("Against the target")),
    ]


def _rows(
    page: TargetPage,
    kind: str,
    goals: Mapping[str, Goal],
    scores: Mapping[str, ElementScore] | Mapping[str, GroupScore],
) -> list[list[Cell]]:
    return [_row(page, kind, goal, scores[code], has_level=page.has_levels) for code, goal in goals.items()]


def _row(
    page: TargetPage, kind: str, goal: Goal, score: ElementScore | GroupScore | TotalScore, *, has_level: bool
) -> list[Cell]:
    return [
        kind,
        goal.code,
        goal.title,
        goal.maximum,
        goal.now,
        score.percent,
        score.level.title if score.level and has_level else None,
        goal.points,
        goal.percent,
        goal.level.title if goal.level and has_level else None,
        goal.gap,
        STANDING[goal.standing](),
    ]
