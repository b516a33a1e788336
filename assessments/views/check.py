"""The standing checks: beside the questions of one element, and over a whole assessment on a page of its own."""

import uuid
from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import Desk, desk_of, visible_assessment
from assessments.standing import Check, checks_at, checks_of
from assessments.standing_rules import Kind, Weight
from assessments.views.beside import element_desk
from organisations.requests import PersonRequest

PAGE = "assessments/check/list.html"


@never_cache
@require_safe
def check_list(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """What is worth a look in one element."""
    place = element_desk(request.user, assessment_uuid, code)
    checks = [] if _is_shut(place.desk) else checks_at(request.user, place.desk, code)
    return render(request, f"{PAGE}#panel" if request.htmx else PAGE, place.context | {"checks": checks})


@never_cache
@require_safe
def check_whole(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """What is worth a look in the whole assessment, or in one's own sheet; of one kind where that is asked for."""
    assessment = visible_assessment(request.user, assessment_uuid)
    desk = desk_of(request.user, assessment)
    is_shut = _is_shut(desk)
    found = [] if is_shut else checks_of(request.user, desk)
    kind = request.GET.get("kind", "")
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "own_sheet": desk.own_sheet,
        "is_shut": is_shut,
        "kinds": _kinds(found),
        "chosen": kind,
        "count": len(found),
        "groups": _groups([check for check in found if kind in {"", check.kind}]),
    }
    return render(request, "assessments/check/whole.html", context)


def _is_shut(desk: Desk) -> bool:
    """Whether there is nothing for this reader to see: everybody scores alone, and they don't."""
    return desk.assessment.is_blind and desk.own_sheet is None


def _kinds(checks: list[Check]) -> list[tuple[Kind, int]]:
    """The kinds that were found, with how many there are of each."""
    counts = Counter(check.kind for check in checks)
    return [(kind, counts[kind]) for kind in Kind if counts[kind]]


def _groups(checks: list[Check]) -> list[tuple[Weight, list[Check]]]:
    """What matters most first."""
    groups = [(weight, [check for check in checks if check.weight == weight]) for weight in Weight]
    return [(weight, group) for weight, group in groups if group]
