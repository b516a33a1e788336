"""The slides of what is to come: the target and the plan by date, and the next steps."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from pptx.util import Inches

from frameworks.definition import Level
from plans.reading import Entry
from reports.office.content import Content
from reports.office.sayings import due_words, plan_words, target_words
from reports.office.slides.charts import POINTS, Figures, Series, add_lines
from reports.office.slides.frame import ACROSS, DOWN, LEFT, TOP, Deck
from reports.office.slides.notes import source_note
from reports.office.slides.tables import Cell, Grid, add_table
from reports.office.slides.texts import Words, add_words
from reports.office.words import day_words, level_words, percent_words, points_words

GOALS = 12


def add_aim(deck: Deck, content: Content) -> None:
    """The plan as a line by date beside the target; nothing where neither was said."""
    if not (content.goals or content.plan):
        return
    notes = [
        source_note(content, _("the total as it was scored, and as the scoring gives it with the plan carried out"))
    ]
    slide = deck.slide(_("Target and plan"), notes)
    said = [Words(words, size=14) for words in (target_words(content), plan_words(content)) if words]
    add_words(slide, (LEFT, TOP, ACROSS, Inches(0.7)), said, _("Target and plan in words"))
    box = (LEFT, TOP + Inches(0.85), ACROSS, DOWN - Inches(0.75))
    shown = projection_of(content)
    if shown:
        add_lines(slide, box, shown, _("Chart of the plan by date"))
    elif content.goals:
        add_table(slide, box, _goals(content), content.house.primary, _("Table of the target"))


def projection_of(content: Content) -> Figures | None:
    """The total by date: as it stands, and after each day on which something is due; None without such days."""
    points = list(_milestones(content)) if content.plan else []
    if len(points) < 2:
        return None
    series = [Series(_("Total as planned"), [total for _day, total in points], content.house.primary)]
    if content.goals:
        target = content.goals.total.points
        series.append(Series(_("Target"), [target] * len(points), content.house.accent, dashed=True))
    words = "; ".join(f"{day_words(day)}: {points_words(total)}" for day, total in points)
    return Figures([day for day, _total in points], series, words, POINTS, content.report.result.total.maximum)


def add_steps(deck: Deck, content: Content) -> None:
    """What is due next; without a plan, what the guide suggests where the most points are to be gained."""
    grid = _due(content.next_actions) if content.plan else _suggested(content)
    if grid is None or not grid.rows:
        return
    figures = _("the improvement plan") if content.plan else _("the guide’s suggestions for the elements named")
    slide = deck.slide(_("Next steps"), [source_note(content, figures)])
    add_table(slide, (LEFT, TOP, ACROSS, DOWN), grid, content.house.primary, _("Table of the next steps"))


def _milestones(content: Content) -> Iterator[tuple[datetime.date, Decimal]]:
    assert content.plan is not None  # noqa: S101 - whoever asks has a plan
    projection = content.plan.projection
    days = [one for one in projection.milestones if one.due]
    first = min([content.day, *(one.due - datetime.timedelta(days=1) for one in days if one.due)])
    yield first, projection.now.total.points
    for one in days:
        if one.due:
            yield one.due, one.result.total.points


def _due(entries: tuple[Entry, ...]) -> Grid:
    rows = [
        [
            Cell(entry.action.title, bold=True),
            Cell(entry.action.owned_by),
            Cell(due_words(entry)),
            Cell(points_words(entry.line.added) if entry.line else "", is_figure=True),
        ]
        for entry in entries
    ]
    heads = [_("Action"), _("Owner"), _("Due"), _("Points added")]
    return Grid(heads, rows, [4.6, 2.2, 2.6, 1.5], _("The next actions of the plan"), size=14)


def _suggested(content: Content) -> Grid | None:
    rows = []
    for one in content.report.findings.most_points_missing:
        element = content.definition.element_by_code[one.code]
        higher = min(
            (level.number for level in content.definition.levels if level.number > _number(one.level)), default=0
        )
        actions = element.guide.actions_for(higher)
        if actions:
            rows.append([Cell(f"{one.code} {one.title}", bold=True), Cell(actions[0].title)])
    return Grid([_("Element"), _("What helps")], rows, [4.5, 7.0], _("The next steps"), size=14) if rows else None


def _number(level: Level | None) -> int:
    return level.number if level else 0


def _goals(content: Content) -> Grid:
    assert content.goals is not None  # noqa: S101 - whoever asks has a target
    rows = [
        [
            Cell(goal.title, bold=True),
            Cell(points_words(goal.now), is_figure=True),
            Cell(points_words(goal.points), is_figure=True),
            Cell(percent_words(goal.percent), is_figure=True),
            Cell(level_words(goal.level)),
        ]
        for goal in list(content.goals.dimensions.values())[:GOALS]
    ]
    heads = [_("Dimension"), _("Points now"), _("Target points"), _("Target percent"), _("Target level")]
    return Grid(heads, rows, [3.4, 1.6, 1.6, 1.6, 2.0], _("The target by dimension"), size=13)
