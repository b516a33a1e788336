"""The beat of an open page: who else has this element open, and what they have saved since."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.actions.presence import note_presence
from assessments.answersheet import stored_result
from assessments.forms.presence import MangledBeatError, seen_versions
from assessments.guide import ElementGuide
from assessments.progress import progress_of
from assessments.sheet import Row, row_of
from assessments.views.beside import ElementDesk, element_desk
from organisations.models import User

PAGE = "assessments/presence/beat.html"


@login_not_required  # answered with 401 below: a redirect would bring the sign-in page into the sheet
@never_cache
@require_POST
def presence_note(request: HttpRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Note that the page is open, and answer with what has changed around it."""
    user = request.user
    if not isinstance(user, User):
        return HttpResponse(_("You are signed out. Sign in, then try again."), status=401)
    place = element_desk(user, assessment_uuid, code)
    try:
        seen = seen_versions(request.POST)
    except MangledBeatError:
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    people = note_presence(assessment=place.assessment, element=code, by=user)
    newer = newer_rows(place, seen) if _is_of_now(request, place) else []
    context: dict[str, Any] = {"people": people, "here": ", ".join(str(person) for person in people)}
    context["has_moved"] = context["here"] != request.POST.get("here", "")
    return render(request, PAGE, place.context | context | (theirs(place, newer) if newer else {}))


def newer_rows(place: ElementDesk, seen: dict[str, int]) -> list[Row]:
    """The rows that were saved after the versions that the page shows."""
    return [
        row_of(place.definition, place.element, answer)
        for answer in place.desk.answers.of_element(place.element.code).select_related("changed_by")
        if answer.version > seen.get(answer.item, answer.version)
    ]


def theirs(place: ElementDesk, rows: list[Row]) -> dict[str, Any]:
    """What ``_theirs.html`` needs to bring these rows, and all that moves with them, into an open page."""
    code = place.element.code
    progress = progress_of(place.definition, stored_result(place.desk.scored, place.definition))
    here = progress.place(code)
    return {
        "theirs": rows,
        "swap": True,
        "here_now": here,
        "guide": ElementGuide(place.definition, here.element, here.score),
        "figures": progress.figures(code),
        "group_count": progress.group_count(code),
        "all_count": progress.count,
    }


def _is_of_now(request: HttpRequest, place: ElementDesk) -> bool:
    """Whether the page shows the framework version and the sheet that count now; if not, its next save says so."""
    sheet = str(place.desk.own_sheet.uuid) if place.desk.own_sheet else ""
    return (request.POST.get("framework_version"), request.POST.get("sheet")) == (
        str(place.assessment.version.uuid),
        sheet,
    )
