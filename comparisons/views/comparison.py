"""Two to six results side by side, and the page on which they are chosen."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import may_manage
from charts.picture_files import picture_file
from comparisons.comparison_tables import comparison_table
from comparisons.picture import comparison_picture
from comparisons.side_by_side import FEWEST, MOST, SideBySide
from comparisons.subjects import Chosen, candidates, chosen, sheet_candidates
from organisations.requests import PersonRequest
from tables.downloads import NAMES, download


@never_cache
@require_safe
def comparison_detail(request: PersonRequest) -> HttpResponse:
    """Show what was chosen side by side, or let the person choose."""
    keys = request.GET.getlist("of")
    found = chosen(request.user, keys[: MOST + 1])
    if request.GET.get("choose") or not FEWEST <= len(found.subjects) <= MOST:
        return render(request, "comparisons/comparison/choose.html", _choice(request, keys, found))
    compared = SideBySide(found.subjects)
    by_code = request.GET.get("order") == "framework"
    context = {
        "compared": compared,
        "rows": compared.elements if by_code else compared.by_difference,
        "by_code": by_code,
        "blind": found.blind,
        "query": "&".join(f"of={one.key}" for one in found.subjects),
        "kinds": NAMES,
        **_printed(found),
    }
    return render(request, "comparisons/comparison/detail.html", context)


@never_cache
@require_safe
def comparison_file(request: PersonRequest, extension: str) -> HttpResponse:
    """The same as a table; Http404 where there is nothing to compare."""
    return download(comparison_table(_compared(request)), extension)


@never_cache
@require_safe
def comparison_drawn(request: PersonRequest, extension: str) -> HttpResponse:
    """The same as a picture; Http404 where there is nothing to compare."""
    return picture_file(comparison_picture(_compared(request)), "comparison", extension)


def _compared(request: PersonRequest) -> SideBySide:
    found = chosen(request.user, request.GET.getlist("of")[: MOST + 1])
    if not FEWEST <= len(found.subjects) <= MOST:
        raise Http404
    return SideBySide(found.subjects)


def _printed(found: Chosen) -> dict[str, Any]:
    """The assessment that a printed comparison is of, and those beside it; none for who manages none of them."""
    first = next((one for one in found.assessments if may_manage(one)), None)
    return {"printed": first, "beside": [one for one in found.assessments if first and one != first]}


def _choice(request: PersonRequest, keys: list[str], found: Chosen) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:100]
    listed = candidates(request.user, text, keys)
    sheets = sheet_candidates(request.user, keys[:MOST])
    shown = {one.key for one in [*listed, *sheets]}
    return {
        "fault": _fault(request, found),
        "q": text,
        "candidates": listed,
        "sheets": sheets,
        "kept": [one for one in found.subjects if one.key not in shown],
        "most": MOST,
    }


def _fault(request: PersonRequest, found: Chosen) -> str:
    if found.blind:
        names = ", ".join(one.title for one in found.blind)
        return _("Everybody still scores alone in %(names)s: it can be compared as soon as the sheets are in.") % {
            "names": names
        }
    if len(found.subjects) > MOST:
        return _("That is more than %(most)s: take some away.") % {"most": MOST}
    if len(found.subjects) == 1 and request.GET.get("compare"):
        return _("Choose at least one more.")
    return ""
