"""What if: answers moved on a page, and what the total, the level and the gates would be. Nothing of it is stored."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import BlindError, visible_assessment
from assessments.models import Assessment
from assessments.moves import Move
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from planner.access import may_keep
from planner.actions.scenarios import NameTakenError, save_scenario
from planner.desk import starting_of
from planner.forms.scenario import ScenarioForm
from planner.moving import FalseMoveError, as_text, moves_from, moves_in_fields, refuse_false_moves
from planner.outlook import Starting, outlook
from planner.places import places_of
from planner.steps import UNANSWERED
from planner.what_if import parts_of

PAGE = "planner/what_if/detail.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show what the moves of the address (GET) or of the form (POST) come to; with ``save``, keep them by name."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    starting = starting_of(assessment)
    try:
        moves = _moves(request, starting)
        refuse_false_moves(starting.definition, starting.answers, moves)
    except FalseMoveError:
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    if request.method == "POST" and "save" in request.POST:
        return _save(request, assessment, starting, moves)
    return _page(request, assessment, starting, moves)


def _save(request: PersonRequest, assessment: Assessment, starting: Starting, moves: tuple[Move, ...]) -> HttpResponse:
    if not may_keep(assessment):
        raise PermissionDenied
    form = ScenarioForm(request.POST)
    if not moves:
        form.add_error(None, _("Move at least one answer; there is nothing to save yet."))
    if not form.is_valid():
        return _page(request, assessment, starting, moves, form=form, status=422)
    try:
        scenario = save_scenario(
            assessment_uuid=assessment.uuid, name=form.cleaned_data["name"], moves=moves, by=request.user
        )
    except BlindError:
        return blind_page(request, assessment, status=409)
    except NameTakenError:
        form.add_error("name", _("There is a scenario of this name already. Choose another."))
        return _page(request, assessment, starting, moves, form=form, status=422)
    messages.success(request, _("“%(name)s” is saved.") % {"name": scenario.name})
    return redirect("planner:scenario-list", assessment.uuid)


def _page(
    request: PersonRequest,
    assessment: Assessment,
    starting: Starting,
    moves: tuple[Move, ...],
    *,
    form: ScenarioForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "outlook": outlook(starting, moves),
        "has_gates": bool(starting.definition.gates),
        "may_keep": may_keep(assessment),
        "keep": form or ScenarioForm(),
        "sent": [as_text(move) for move in moves],
    }
    if request.htmx:
        return render(request, f"{PAGE}#outlook", context, status=status)
    return render(request, PAGE, context | {"parts": parts_of(starting, moves)}, status=status)


def _moves(request: PersonRequest, starting: Starting) -> tuple[Move, ...]:
    """What was moved; a form that was sent whole has a field for each place, an address names the moves."""
    if request.method != "POST" or "move" in request.POST:
        sent = request.POST if request.method == "POST" else request.GET
        return moves_from(sent.getlist("move"))
    return moves_in_fields(request.POST.dict(), _places(starting))


def _places(starting: Starting) -> list[tuple[str, str]]:
    return [
        (place.element, place.item)
        for element in starting.definition.elements
        for place in places_of(
            starting.definition, element, starting.answers.get(element.code, UNANSWERED), starting.efforts
        )
    ]
