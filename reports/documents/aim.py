"""Where an assessment is to lead: its weakest link, its target and its plan, as far as there are any."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from charts.shapes import hue
from frameworks.definition import Dimension
from plans.reading import Entry, PlanSheet, read_plan
from reports.report import Report
from reports.source import Source
from targets.goals import Goal, Goals
from targets.reading import current_target, goals_of

MOST: Final = 14  # actions that stand on the page; the improvement plan has them all


@dataclass(frozen=True)
class Step:
    """A dimension on its way to the target; ``planned`` are its points with the whole plan carried out."""

    dimension: Dimension
    hue: int
    goal: Goal | None
    planned: Decimal | None
    now: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Aim:
    """The target with its day, and the plan, each None where there is none."""

    goals: Goals | None
    due: datetime.date | None
    plan: PlanSheet | None
    steps: tuple[Step, ...]

    @property
    def total(self) -> Goal | None:
        """What the target asks of the whole."""
        return self.goals.total if self.goals else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The actions that stand on the page, in the order of their days."""
        return self.plan.counted[:MOST] if self.plan else ()

    @property
    def further(self) -> int:
        """How many more there are."""
        return len(self.plan.counted) - len(self.entries) if self.plan else 0


def read_aim(source: Source, report: Report) -> Aim | None:
    """The target and the plan beside this result; None where there is neither.

    Both go with the assessment as it stands: what was superseded has none.
    """
    kept, assessment = source.kept, source.assessment
    if assessment is None or (kept and (kept.is_superseded or kept.is_reopened)):
        return None
    target, plan = current_target(assessment), read_plan(assessment)
    goals = goals_of(target, report.definition, report.result) if target else None
    shown = plan if plan.counted else None
    if goals is None and shown is None:
        return None
    return Aim(goals, target.due_on if target else None, shown, tuple(_steps(report, goals, shown)))


def _steps(report: Report, goals: Goals | None, plan: PlanSheet | None) -> Iterable[Step]:
    for index, dimension in enumerate(report.definition.dimensions):
        score = report.result.dimensions[dimension.code]
        yield Step(
            dimension,
            hue(index),
            goals.dimensions[dimension.code] if goals else None,
            plan.projection.end.dimensions[dimension.code].points if plan else None,
            score.points,
            score.maximum,
        )
