"""The benchmark of one result: how others stand, in groups, and the own place among them."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import may_manage, visible_assessment
from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.views.blind import blind_page
from benchmarking.actions.snapshots import next_quarter
from benchmarking.exporting import benchmark_table
from benchmarking.models import BenchmarkGroup, BenchmarkSnapshot, Participation
from benchmarking.picture import benchmark_picture
from benchmarking.privacy import shown
from benchmarking.reading import Line, choices, drawn_from, held_back, lines, name_of
from charts.picture_files import picture_file
from organisations.requests import PersonRequest
from tables.downloads import download

PAGE = "benchmarking/benchmark/detail.html"


@never_cache
@require_safe
def benchmark_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the group that was asked for, else all; to members of organisations whose result is in it."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    participation = _participation(assessment)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "may_manage": may_manage(assessment),
        "participation": participation,
    }
    if participation:
        context |= _figures(assessment, participation, request.GET.get("group", "all"))
    return render(request, PAGE, context)


@never_cache
@require_safe
def benchmark_table_file(
    request: PersonRequest, assessment_uuid: uuid.UUID, group: str, extension: str
) -> HttpResponse:
    """The page's table as a file; Http404 where the page has none."""
    assessment = visible_assessment(request.user, assessment_uuid)
    found = _of_file(assessment, group)
    return download(benchmark_table(assessment, found["name"], found["group"], found["lines"]()), extension)


@never_cache
@require_safe
def benchmark_picture_file(
    request: PersonRequest, assessment_uuid: uuid.UUID, group: str, extension: str
) -> HttpResponse:
    """The page's box plots as a picture; Http404 where the page has none."""
    assessment = visible_assessment(request.user, assessment_uuid)
    found = _of_file(assessment, group)
    picture = benchmark_picture(assessment, found["name"], found["group"], found["lines"]())
    return picture_file(picture, f"{assessment.organisation.name} {assessment.title} benchmark", extension)


def _of_file(assessment: Assessment, group: str) -> dict[str, Any]:
    participation = None if assessment.is_blind else _participation(assessment)
    found = _figures(assessment, participation, group) if participation else {}
    if not found.get("group"):
        raise Http404
    return found


def _participation(assessment: Assessment) -> Participation | None:
    return Participation.objects.current().filter(organisation=assessment.organisation_id).first()


def _figures(assessment: Assessment, participation: Participation, key: str) -> dict[str, Any]:
    """What is shown of the newest figures; without a ``group`` where there are none, or none of the own.

    Http404 for an unknown group.
    """
    snapshot = BenchmarkSnapshot.objects.newest(assessment.version.framework_id)
    if snapshot is None:
        return {"snapshot": None, "next_on": next_quarter(timezone.localdate())}
    groups = list(snapshot.groups.for_choice())
    if groups and not snapshot.has(assessment.organisation_id):
        return {"snapshot": snapshot, "waits_until": next_quarter(snapshot.taken_at.date())}
    found: dict[str, Any] = {
        "snapshot": snapshot,
        "choices": choices(groups, participation),
        "held_back": held_back(groups, participation),
    }
    if groups:
        group = next((one for one in groups if one.key == key), None)
        if group is None:
            raise Http404
        found |= {
            "group": group,
            "name": name_of(group.group),
            "lines": partial(_lines, assessment, group),
            "drawn_from": drawn_from(assessment),
            "heads": shown(group.size),
        }
    return found


def _lines(assessment: Assessment, group: BenchmarkGroup) -> list[Line]:
    definition = assessment.version.definition_in(get_language())
    result = stored_result(assessment, definition) if assessment.complete else None
    return lines(definition, result, group)
