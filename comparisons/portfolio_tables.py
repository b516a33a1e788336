"""The portfolio as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from comparisons.portfolio import MOST_IN_FILE, Listed
from tables.table import Cell, Column, Table


def portfolio_table(listed: Iterable[Listed]) -> Table:
    """A row an assessment; no figure of one in which everybody scores alone, or nothing is answered."""
    return Table(
        name="assessments",
        title=_("All assessments"),
        columns=[
            Column("assessment", _("Assessment")),
            Column("organisation", _("Organisation")),
            Column("unit", _("Unit")),
            Column("framework", _("Framework")),
            Column("version", _("Version")),
            Column("period", _("Period")),
            Column("state", _("State")),
            Column("answered", _("Answered, percent")),
            Column("points", _("Points")),
            Column("maximum", _("Maximum")),
            Column("percent", _("Percent")),
            Column("level", _("Level")),
            Column("change", _("Change, percentage points")),
            Column("due", _("Due")),
        ],
        rows=[_row(one) for one in listed],
        notes=[_("At most %(most)s rows; narrow the list for others.") % {"most": f"{MOST_IN_FILE:,}"}],
    )


def _row(one: Listed) -> list[Cell]:
    assessment = one.assessment
    figures: list[Cell] = [None] * 5
    if one.shows:
        figures = [
            assessment.answered_percent,
            assessment.points,
            assessment.maximum,
            assessment.percent,
            assessment.level,
        ]
    return [
        assessment.title,
        assessment.organisation.name,
        assessment.unit.name if assessment.unit else "",
        str(assessment.version.framework),
        assessment.version.number,
        assessment.period,
        str(assessment.get_state_display()),
        *figures,
        one.change,
        assessment.due_on,
    ]
