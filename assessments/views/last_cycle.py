"""The last cycle beside the questions: what was answered then, taken over by one press and confirmed by another."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import WrongStateError
from assessments.actions.answers import OtherSheetError, OtherVersionError, SavedSheet, SubmittedSheetError
from assessments.actions.last_cycle import Page, confirm, take_over
from assessments.forms.answer import MangledSheetError, seen_framework
from assessments.forms.presence import MangledBeatError, seen_versions
from assessments.last_cycle import LastCycle, last_cycle_of
from assessments.views.beside import ElementDesk, element_desk
from assessments.views.presence import newer_rows, theirs
from assessments.views.refusal import refusal_words
from assessments.workflow_words import state_words
from organisations.requests import PersonRequest

PAGE = "assessments/last_cycle/list.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def last_cycle(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Show the last cycle's answers to the element; take over, replace or confirm what is asked for."""
    place = element_desk(request.user, assessment_uuid, code)
    if request.method != "POST":
        return _shown(request, place)
    try:
        page = _page(request, place)
        said = _carry_out(request, place, page)
    except (MangledBeatError, MangledSheetError):
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    if not request.htmx:
        messages.info(request, said)
        return redirect(request.path)
    place = element_desk(request.user, assessment_uuid, code)
    return _shown(request, place, said, dict(page.versions))


def _shown(
    request: PersonRequest, place: ElementDesk, said: str = "", seen: dict[str, int] | None = None
) -> HttpResponse:
    cycle = last_cycle_of(place.desk, place.definition, place.element)
    context = place.context | {"cycle": cycle, "said": said}
    newer = newer_rows(place, seen) if seen and _is_beside_rows(request, place) else []
    if newer:
        context |= theirs(place, newer)
    return render(request, f"{PAGE}#panel" if request.htmx else PAGE, context)


def _is_beside_rows(request: PersonRequest, place: ElementDesk) -> bool:
    """Whether the panel stands beside the questions, rather than on its own page, where no rows could change."""
    address = reverse("assessments:element-score", args=[place.assessment.uuid, place.element.code])
    return (request.htmx.current_url_abs_path or "").partition("?")[0] == address


def _page(request: HttpRequest, place: ElementDesk) -> Page:
    return Page(
        assessment_uuid=place.assessment.uuid,
        element_code=place.element.code,
        framework_version=seen_framework(request.POST),
        sheet=request.POST.get("sheet"),
        versions=seen_versions(request.POST),
    )


def _carry_out(request: PersonRequest, place: ElementDesk, page: Page) -> str:
    """Do what the pressed button says, and say what came of it."""
    cycle = last_cycle_of(place.desk, place.definition, place.element)
    try:
        if "confirm" in request.POST:
            return _confirmed(confirm(cycle=cycle, page=page, by=request.user))
        return _taken_over(take_over(cycle=cycle, page=page, by=request.user, **_chosen(request, cycle)))
    except WrongStateError as refusal:
        return state_words(refusal)
    except SubmittedSheetError:
        return _("You have submitted your sheet, so nothing was saved.")
    except (OtherVersionError, OtherSheetError) as refusal:
        return refusal_words(refusal)


def _chosen(request: HttpRequest, cycle: LastCycle) -> dict[str, list[str]]:
    """The items of the buttons: ``all`` that are open, one (``item``), or one in place of what stands (``instead``)."""
    if "all" in request.POST:
        return {"items": [one.item for one in cycle.open]}
    instead = request.POST.getlist("instead")
    return {"items": request.POST.getlist("item") + instead, "instead": instead}


def _taken_over(outcome: SavedSheet) -> str:
    count = len(outcome.saved)
    words = ngettext("%(count)s answer was taken over.", "%(count)s answers were taken over.", count)
    return " ".join(
        [
            words % {"count": count} if count else _("Nothing was taken over: another answer stands there now."),
            *_left(outcome),
        ]
    )


def _confirmed(outcome: SavedSheet) -> str:
    count = len(outcome.saved)
    words = ngettext("%(count)s answer is confirmed.", "%(count)s answers are confirmed.", count)
    return " ".join([words % {"count": count} if count else _("There was nothing to confirm."), *_left(outcome)])


def _left(outcome: SavedSheet) -> list[str]:
    """Why some stayed as they were."""
    changed = [_("What was changed in the meantime stays as it is: look at it again.")] if outcome.stale else []
    return [*changed, *dict.fromkeys(outcome.invalid.values())]
