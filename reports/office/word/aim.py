"""The target and the plan in a Word document."""

from django.utils.translation import gettext as _

from plans.reading import Entry
from reports.kinds import Part
from reports.office.content import Content
from reports.office.sayings import due_words, plan_words, target_words
from reports.office.word.body import Body
from reports.office.word.tables import Grid, Row, cell, figure
from reports.office.words import level_words, percent_words, points_words
from targets.goals import Goal


def write_aim(body: Body, content: Content, *, level: int = 1) -> None:
    """Where the organisation wants to be, and what it does to get there; nothing where neither was said."""
    if not content.has(Part.AIM) or not (content.goals or content.plan):
        return
    body.heading(_("Target and plan"), level)
    body.text(target_words(content), "Lead")
    if content.goals:
        body.table(_goals(list(content.goals.dimensions.values())))
    body.text(plan_words(content), "Lead")
    if content.plan:
        body.table(_actions(content.plan.counted))


def write_next_actions(body: Body, content: Content) -> None:
    """What is due next, as the summary names it; nothing where all is done."""
    rows = [
        Row(
            (
                cell(entry.action.title),
                cell(entry.action.owned_by),
                cell(due_words(entry)),
                figure(points_words(entry.line.added) if entry.line else ""),
            )
        )
        for entry in content.next_actions
    ]
    if rows:
        heads = [_("Action"), _("Owner"), _("Due"), _("Points added")]
        words = _("What is due next, with the points that each action adds")
        body.table(Grid(heads, rows, [4.4, 2.0, 2.2, 1.4], words, frozenset({3})))


def _goals(goals: list[Goal]) -> Grid:
    rows = [
        Row(
            (
                cell(goal.title),
                figure(points_words(goal.now)),
                figure(points_words(goal.points)),
                figure(percent_words(goal.percent)),
                figure(points_words(goal.gap)),
            )
        )
        for goal in goals
    ]
    heads = [_("Dimension"), _("Points now"), _("Target points"), _("Target percent"), _("Gap in points")]
    words = _("The target by dimension")
    return Grid(heads, rows, [3.6, 1.5, 1.5, 1.5, 1.5], words, frozenset(range(1, 5)))


def _actions(entries: tuple[Entry, ...]) -> Grid:
    rows = [_action(entry) for entry in entries]
    heads = [_("Action"), _("Owner"), _("Due"), _("Points added"), _("Total as planned"), _("Level as planned")]
    words = _("The actions in the order of their days, and what they bring")
    return Grid(heads, rows, [3.2, 1.5, 1.9, 1.0, 1.1, 1.5], words, frozenset({3, 4}))


def _action(entry: Entry) -> Row:
    line = entry.line
    total = line.result.total if line else None
    return Row(
        (
            cell(entry.action.title),
            cell(entry.action.owned_by),
            cell(due_words(entry)),
            figure(points_words(line.added) if line else ""),
            figure(points_words(total.points) if total else ""),
            cell(level_words(total.level) if total else ""),
        )
    )
