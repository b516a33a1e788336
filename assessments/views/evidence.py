"""Evidence of one element: a panel beside its questions, and a page of its own without JavaScript."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import WrongStateError, may, visible_assessment
from assessments.actions.evidence import FullError, UnknownPlaceError, add_evidence, end_use, use_evidence
from assessments.evidence import Piece, Use, evidence_of, standing
from assessments.forms.evidence import FORMS, ContentForm, UseForm, content_form
from assessments.models import Assessment, Evidence
from assessments.views.place import element_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from frameworks.definition import Element
from organisations.models import User
from organisations.requests import PersonRequest

PAGE = "assessments/evidence/list.html"
OFFERED = 8
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Card:
    """One piece as the panel shows it: how it stands with its expiry, and the places of this element it serves."""

    piece: Piece
    standing: str
    uses: tuple[Use, ...]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_list(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Show the element's evidence, or add a file, a link or a note to it."""
    assessment = visible_assessment(request.user, assessment_uuid)
    element = element_of(assessment, code)
    if request.method == "POST":
        return _add(request, assessment, element)
    return _panel(request, assessment, element)


def _add(request: PersonRequest, assessment: Assessment, element: Element) -> HttpResponse:
    kind = request.POST.get("kind", "")
    if kind not in FORMS:
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    form = content_form(kind, request, element=element)
    if not form.is_valid():
        return _panel(request, assessment, element, sent={kind: form}, status=422)
    try:
        add_evidence(
            assessment_uuid=assessment.uuid,
            element_code=element.code,
            item=form.cleaned_data["item"],
            content=form.content,
            details=form.details,
            by=request.user,
        )
    except FullError as refusal:
        form.add_error("file", full_words(refusal))
        return _panel(request, assessment, element, sent={kind: form}, status=422)
    except WrongStateError as refusal:
        return _panel(request, assessment, element, sent={kind: form}, fault=state_words(refusal), status=409)
    return _done(request, assessment, element, _("The evidence is added."))


@never_cache
@require_POST
def evidence_use(request: PersonRequest, assessment_uuid: uuid.UUID, code: str) -> HttpResponse:
    """Use a piece that is there already in this element too."""
    assessment = visible_assessment(request.user, assessment_uuid)
    element = element_of(assessment, code)
    form = UseForm(request.POST, element=element)
    if not form.is_valid():
        return _panel(request, assessment, element, fault=_("Choose what to use, and where."), status=422)
    chosen = form.cleaned_data
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "element_code": element.code, "item": chosen["item"]}
    try:
        use_evidence(**place, evidence_uuid=chosen["evidence"], by=request.user)
    except (Evidence.DoesNotExist, UnknownPlaceError):
        raise Http404 from None
    except WrongStateError as refusal:
        return _panel(request, assessment, element, fault=state_words(refusal), status=409)
    return _done(request, assessment, element, _("The evidence is used here, too."))


@never_cache
@require_POST
def evidence_end(request: PersonRequest, assessment_uuid: uuid.UUID, code: str, use_uuid: uuid.UUID) -> HttpResponse:
    """Take a piece away from one place of this element."""
    assessment = visible_assessment(request.user, assessment_uuid)
    element = element_of(assessment, code)
    try:
        end_use(assessment_uuid=assessment.uuid, use_uuid=use_uuid, by=request.user)
    except WrongStateError as refusal:
        return _panel(request, assessment, element, fault=state_words(refusal), status=409)
    return _done(request, assessment, element, _("It is no longer evidence here. The organisation still keeps it."))


def full_words(refusal: FullError) -> str:
    """Said when an organisation's files would be too many."""
    return _(
        "Your organisation’s files have %(left)s left. Remove evidence that is used nowhere, choose a smaller file, or "
        "add a link."
    ) % {"left": filesizeformat(refusal.left)}


def _done(request: PersonRequest, assessment: Assessment, element: Element, words: str) -> HttpResponse:
    if request.htmx:
        return _panel(request, assessment, element, said=words)
    messages.success(request, words)
    return redirect("assessments:evidence-list", assessment.uuid, element.code)


def _panel(
    request: PersonRequest,
    assessment: Assessment,
    element: Element,
    *,
    sent: Mapping[str, ContentForm] | None = None,
    status: int = 200,
    **words: str,
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "element": element,
        "cards": _cards(assessment, element),
        **words,
    }
    if may(assessment, Act.NOTE):
        context |= _tools(request, assessment, element, sent or {})
    return render(request, f"{PAGE}#panel" if request.htmx else PAGE, context, status=status)


def _cards(assessment: Assessment, element: Element) -> list[Card]:
    """The whole element's first, then indicator by indicator; how frozen ones stand today says nothing."""
    today = None if assessment.is_approved else timezone.localdate()
    pieces = evidence_of(assessment, element.code)
    cards = [Card(one, standing(one.expires_on, today), _ordered(one, element)) for one in pieces]
    return sorted(cards, key=lambda card: (_number(card.uses[0]), card.piece.title))


def _ordered(piece: Piece, element: Element) -> tuple[Use, ...]:
    return tuple(sorted(piece.used_in(element.code), key=_number))


def _number(use: Use) -> int:
    return int(use.item or 0)


def _tools(
    request: PersonRequest, assessment: Assessment, element: Element, sent: Mapping[str, ContentForm]
) -> dict[str, Any]:
    """What a person needs who may add something: the forms, and what is there already."""
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    return {
        "may_note": True,
        "forms": [sent.get(kind) or content_form(kind, element=element) for kind in FORMS],
        "open_form": next(iter(sent), ""),
        "words": words,
        "found": list(_offered(request.user, assessment, words)[:OFFERED]),
        "place_field": UseForm(element=element, auto_id="use_%s")["item"],
    }


def _offered(user: User, assessment: Assessment, words: str) -> "QuerySet[Evidence]":
    """What the person could use here, the newest first."""
    seen = Evidence.objects.visible_to(user).filter(organisation=assessment.organisation_id)
    return seen.titled(words).order_by("-added_at", "-pk")
