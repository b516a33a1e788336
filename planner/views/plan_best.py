"""The planner: the best set of steps for an effort, or the least effort to a goal, with what is proved of it."""

import uuid
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.models import Assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from planner.access import may_keep
from planner.desk import starting_of, task_of
from planner.efforts import in_days, in_tenths
from planner.forms.plan import BUDGET, PlanForm
from planner.forms.scenario import ScenarioForm
from planner.goals import level_goal, total_goal
from planner.outlook import Outlook, Starting, outlook
from planner.solver import Best, least_effort, most_points
from planner.task import Task
from planner.words import MoveWords, budget_proof, cents, goal_proof, move_words, rounding_words, status_words
from targets.reading import current_target, goals_of

USUAL_DAYS = 20


@dataclass(frozen=True)
class Found:
    """The answer for a page; without an outlook, there is none."""

    best: Best
    outlook: Outlook | None
    proof: str
    status: str
    bound: str
    gap: str = ""
    rounding: str = ""
    most: Decimal | None = None

    @property
    def moves(self) -> list[MoveWords]:
        """The steps in words, in the framework's order."""
        if self.outlook is None:
            return []
        start = self.outlook.starting
        return [move_words(start.definition, start.answers, move) for move in self.outlook.moves]


@never_cache
@require_safe
def plan_best(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Ask the question; with an answer where one was asked. Reading it writes nothing."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    starting = starting_of(assessment)
    target = _target_points(assessment, starting)
    initial = {"ask": BUDGET, "days": USUAL_DAYS, "total": target, "level": _next_level(starting)}
    limits: dict[str, Any] = {"definition": starting.definition, "most": starting.result.total.maximum}
    form = PlanForm(request.GET if "ask" in request.GET else None, initial=initial, **limits)
    found = _found(starting, form.cleaned_data) if form.is_bound and form.is_valid() else None
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "result": starting.result,
        "form": form,
        "target": target,
        "found": found,
        "may_keep": may_keep(assessment),
        "keep": ScenarioForm(),
    }
    return render(request, "planner/plan/best.html", context, status=422 if form.errors else 200)


def _next_level(starting: Starting) -> int | None:
    """The number of the level above the one that the total is at; None at the highest."""
    now = starting.result.total.level
    return min((one.number for one in starting.definition.levels if now and one.number > now.number), default=None)


def _target_points(assessment: Assessment, starting: Starting) -> Decimal | None:
    """The total that the target asks for, where somebody has set one."""
    target = current_target(assessment)
    return goals_of(target, starting.definition, starting.result).total.points if target else None


def _found(starting: Starting, asked: dict[str, Any]) -> Found:
    task = task_of(starting, frozenset(asked["within"]))
    match asked["ask"]:
        case "budget":
            best = most_points(task, in_tenths(asked["days"]))
            return _shown(starting, best, budget_proof(best), _points(best))
        case "total":
            goal = total_goal(asked["total"])
        case _:
            goal = level_goal(starting.definition, starting.result, asked["level"])
    best = least_effort(task, goal)
    if best.proof.is_impossible:
        words = _("Proved: no set of steps in these dimensions gets there.")
        return Found(best, None, words, status_words(best.proof.status), "", most=_most(task))
    return replace(_shown(starting, best, goal_proof(best), _days(best)), rounding=_rounding(starting, best))


def _shown(starting: Starting, best: Best, proof: str, bound: str) -> Found:
    shown = None if best.moves is None else outlook(starting, best.moves)
    return Found(best, shown, proof, status_words(best.proof.status), bound, f"{best.proof.gap or 0:.4%}")


def _rounding(starting: Starting, best: Best) -> str:
    """That a level is reached by its rounded percentage, where the points are a little under its bound."""
    total = outlook(starting, best.moves).then.total if best.moves is not None else None
    if total is None or total.level is None or total.points >= total.level.from_percent * total.maximum / 100:
        return ""
    return rounding_words(total)


def _points(best: Best) -> str:
    return _("%(points)s points") % {"points": cents(best.proof.bound or 0)}


def _days(best: Best) -> str:
    return _("%(days)s person-days") % {"days": in_days(best.proof.bound or 0)}


def _most(task: Task) -> Decimal | None:
    """The total with everything in these dimensions as high as it goes."""
    everything = [move for options in task.options.values() for move in options[-1].moves]
    return outlook(Starting(task.definition, task.answers, task.efforts), everything).then.total.points
