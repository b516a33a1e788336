"""An assessment over time: total, dimensions and elements over the cycles, and what moved the total and why."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.views.blind import blind_page
from charts.cycles import draw_cycles
from charts.from_result import bounds
from comparisons.movement import Movement
from comparisons.trend import Cycle, Trend, movement_between, trend_of
from comparisons.trend_tables import movement_table, trend_table
from organisations.requests import PersonRequest
from tables.downloads import NAMES, download

SHOWN = 10  # elements that moved most


@never_cache
@require_safe
def trend_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show it to whoever may read the assessment, over the cycles that they may see."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    trend = trend_of(assessment, request.user)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "trend": trend,
        "drawing": draw_cycles(trend.total.points, bounds=bounds(trend.definition)),
        "table": trend_table(trend),
        **_moved(request, trend),
    }
    return render(request, "comparisons/trend/detail.html", context)


@never_cache
@require_safe
def trend_file(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The lines as a table; Http404 while everybody scores alone, as for a kind of file that there is not."""
    return download(trend_table(_open_trend(request, assessment_uuid)), extension)


@never_cache
@require_safe
def movement_file(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """What moved and why as a table; Http404 where nothing can be set against another."""
    trend = _open_trend(request, assessment_uuid)
    pair = _pair(request, trend)
    moved = pair and movement_between(*pair)
    if not (pair and moved):
        raise Http404
    return download(movement_table(pair, moved), extension)


def _open_trend(request: PersonRequest, assessment_uuid: uuid.UUID) -> Trend:
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        raise Http404
    return trend_of(assessment, request.user)


def _moved(request: PersonRequest, trend: Trend) -> dict[str, Any]:
    pair = _pair(request, trend)
    moved: Movement | None = movement_between(*pair) if pair else None
    return {
        "pair": pair,
        "kinds": NAMES,
        "moved": moved,
        "moved_most": moved.moved_most(SHOWN) if moved else (),
        "comparable": [cycle for cycle in trend.cycles if cycle.is_comparable],
    }


def _pair(request: PersonRequest, trend: Trend) -> tuple[Cycle, Cycle] | None:
    """The two cycles that are asked for, else the last two that can be set against each other, the earlier one first.

    None where there are no two; Http404 for a cycle that is none of these.
    """
    cycles = {str(cycle.assessment.uuid): cycle for cycle in trend.cycles if cycle.is_comparable}
    if len(cycles) < 2:
        return None
    keys = list(cycles)
    asked = [request.GET.get("from") or keys[-2], request.GET.get("to") or keys[-1]]
    if not set(asked) <= cycles.keys():
        raise Http404
    first, second = sorted(asked, key=keys.index)
    return (cycles[first], cycles[second]) if first != second else (cycles[keys[-2]], cycles[keys[-1]])
