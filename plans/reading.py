"""A plan as its pages and its files read it: each action with what it brings, and what the whole comes to."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language

from assessments.answersheet import assessment_answers
from assessments.models import Assessment
from assessments.moves import Answers
from frameworks.definition import Element, FrameworkDefinition
from plans.access import plan_of
from plans.models import Action, Plan, Status
from plans.projection import Line, Milestone, Planned, Projection, project
from targets.goals import Goal
from targets.reading import current_target, goals_of

DUE_SOON = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Entry:
    """An action with what it brings; ``line`` is None for one that was dropped."""

    action: Action
    line: Line | None
    elements: tuple[Element, ...]
    today: datetime.date

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed while something is still to be done."""
        return self.action.is_overdue(self.today)

    @property
    def is_due_soon(self) -> bool:
        """Whether its day comes within two weeks."""
        due = self.action.due
        return self.action.is_open and due is not None and self.today <= due <= self.today + DUE_SOON


@dataclass(frozen=True)
class Aim:
    """The target that holds for the assessment, beside what is planned by its day (None: whenever)."""

    goal: Goal
    due: datetime.date | None
    planned: Decimal

    @property
    def missing(self) -> Decimal:
        """The points that the plan leaves to be found; 0 where it reaches the target."""
        return max(self.goal.points - self.planned, Decimal(0))


@dataclass(frozen=True)
class Stop:
    """A day of the plan with the actions that are due on it."""

    milestone: Milestone
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class PlanSheet:
    """Everything about one plan on one day, in the reader's language."""

    assessment: Assessment
    plan: Plan
    definition: FrameworkDefinition
    answers: Answers
    actions: Sequence[Action]
    today: datetime.date

    @cached_property
    def projection(self) -> Projection:
        """What the actions bring that were not dropped."""
        return project(self.definition, self.answers, map(planned_of, filter(counts, self.actions)))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The actions in the order of their days."""
        lines = {line.planned.key: line for line in self.projection.lines}
        return tuple(
            Entry(action, lines.get(str(action.uuid)), elements_of(self.definition, action), self.today)
            for action in self.actions
        )

    @cached_property
    def milestones(self) -> tuple[Stop, ...]:
        """The days on which something is due, in order; what has no day comes last."""
        by_key = {str(entry.action.uuid): entry for entry in self.entries}
        return tuple(
            Stop(one, tuple(by_key[line.planned.key] for line in one.lines)) for one in self.projection.milestones
        )

    @cached_property
    def aim(self) -> Aim | None:
        """The target beside the plan; None where nobody has set one."""
        target = current_target(self.assessment)
        if target is None:
            return None
        goal = goals_of(target, self.definition, self.projection.now).total
        due = target.due_on
        reached = self.projection.on(due) if due else self.projection.end
        return Aim(goal, due, reached.total.points)

    @cached_property
    def overdue(self) -> tuple[Entry, ...]:
        """What should be done by now and is not."""
        return tuple(entry for entry in self.entries if entry.is_overdue)

    @property
    def due_soon(self) -> tuple[Entry, ...]:
        """What is due within two weeks."""
        return tuple(entry for entry in self.entries if entry.is_due_soon)

    @property
    def counted(self) -> tuple[Entry, ...]:
        """The actions that count: all but those that were dropped."""
        return tuple(entry for entry in self.entries if entry.action.counts)

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(entry.action.is_done for entry in self.entries)

    @property
    def done_gain(self) -> Decimal:
        """The points of what is done already."""
        return self.projection.done.total.points - self.projection.now.total.points

    @property
    def effort(self) -> Decimal:
        """The person-days of what counts, as far as the actions say."""
        return sum((entry.action.effort or Decimal(0) for entry in self.counted), Decimal(0))

    @property
    def costs(self) -> dict[str, Decimal]:
        """The cost of what counts, by currency."""
        sums: dict[str, Decimal] = {}
        for entry in self.counted:
            if entry.action.cost is not None:
                sums[entry.action.currency] = sums.get(entry.action.currency, Decimal(0)) + entry.action.cost
        return sums

    @property
    def by_status(self) -> tuple[tuple[Status, tuple[Entry, ...]], ...]:
        """Every status with its actions."""
        return tuple((one, tuple(entry for entry in self.entries if entry.action.status == one)) for one in Status)


def read_plan(assessment: Assessment, *, today: datetime.date | None = None) -> PlanSheet:
    """The plan of an assessment that is not blind; a plan that is not stored where it has none."""
    plan = plan_of(assessment)
    actions = list(Action.objects.filter(plan=plan).for_lists()) if plan.pk else []
    return PlanSheet(
        assessment=assessment,
        plan=plan,
        definition=assessment.version.definition_in(get_language()),
        answers=assessment_answers(assessment.answers.all()),
        actions=actions,
        today=today or timezone.localdate(),
    )


def planned_of(action: Action) -> Planned:
    """The action as the projection knows it."""
    return Planned(str(action.uuid), action.due, action.moves, action.is_done)


def counts(action: Action) -> bool:
    """Whether it brings anything."""
    return action.counts


def elements_of(definition: FrameworkDefinition, action: Action) -> tuple[Element, ...]:
    """The elements in which it changes answers, in the framework's order."""
    touched = {move.element for move in action.moves}
    return tuple(element for element in definition.walk() if element.code in touched)
