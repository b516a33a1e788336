"""All the evidence of an organisation, and of one assessment: each piece with where it is used."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import visible_assessment
from assessments.actions.evidence import bytes_kept
from assessments.evidence import SOON, Piece, evidence_of, standing
from assessments.forms.evidence import FilterForm
from assessments.models import Assessment, Evidence, EvidenceRevision, EvidenceUse
from organisations.access import may_manage, visible_organisation
from organisations.models import Organisation, User
from organisations.requests import PersonRequest

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One piece of an assessment: how it stands, and the elements that it serves."""

    piece: Piece
    standing: str
    elements: tuple[str, ...]


@never_cache
@require_safe
def evidence_library(request: PersonRequest, slug: str) -> HttpResponse:
    """What the organisation has, for a manager; what is used in the person's assessments, for others."""
    organisation = visible_organisation(request.user, slug)
    form = FilterForm(request.GET)
    context: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "page": _page(request, _chosen(request.user, organisation, form)),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + SOON,
    }
    if may_manage(organisation):
        context |= {"kept": bytes_kept(organisation.pk), "quota": settings.EVIDENCE_QUOTA_BYTES}
    return render(request, "assessments/evidence/library.html", context)


def _chosen(user: User, organisation: Organisation, form: FilterForm) -> "QuerySet[Evidence]":
    """What the filter lets through; a filter that nobody offered filters nothing."""
    asked = form.cleaned_data if form.is_valid() else {}
    found = Evidence.objects.visible_to(user).filter(organisation=organisation).titled(asked.get("q", ""))
    if asked.get("kind"):
        found = found.filter(kind=asked["kind"])
    return _standing_so(found, asked.get("standing", ""), timezone.localdate())


def _standing_so(found: Any, wanted: str, today: datetime.date) -> "QuerySet[Evidence]":
    ways = {
        "expired": lambda: found.stale_on(today),
        "soon": lambda: found.expiring_between(today, today + SOON),
        "unused": found.unused,
    }
    chosen: QuerySet[Evidence] = ways[wanted]() if wanted in ways else found
    return chosen


def _page(request: PersonRequest, found: "QuerySet[Evidence]") -> Page[Evidence]:
    uses = EvidenceUse.objects.visible_to(request.user).select_related("assessment")
    revisions = EvidenceRevision.objects.order_by("number")
    rows: QuerySet[Evidence] = found.select_related("added_by").prefetch_related(
        Prefetch("uses", uses, "seen_uses"), Prefetch("revisions", revisions)
    )
    return Paginator[Evidence](rows, A_PAGE).get_page(request.GET.get("page"))


@never_cache
@require_safe
def evidence_whole(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The evidence of one assessment; once it is approved, that of that moment."""
    assessment = visible_assessment(request.user, assessment_uuid)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "rows": _rows(assessment, evidence_of(assessment)),
    }
    return render(request, "assessments/evidence/whole.html", context)


def _rows(assessment: Assessment, pieces: Iterable[Piece]) -> list[Row]:
    today = None if assessment.is_approved else timezone.localdate()
    order = list(assessment.version.definition().element_by_code)
    return [Row(piece, standing(piece.expires_on, today), _elements(piece, order)) for piece in pieces]


def _elements(piece: Piece, order: list[str]) -> tuple[str, ...]:
    """Once each, in the framework's order; one that its version no longer has comes last."""
    codes = {use.element for use in piece.uses}
    return (*(code for code in order if code in codes), *sorted(codes.difference(order)))
