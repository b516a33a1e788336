"""Trying a version out: the element pages as an assessor sees them, with answers that are no assessment's."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.access import tried_version
from assessments.forms.answer import MangledSheetError, given_answers
from assessments.models import Answer
from assessments.progress import progress_of
from assessments.sandbox import Sandbox
from assessments.scoring import AnswersError
from assessments.sheet import Sheet, build_sheet, row_of
from assessments.views.element import around
from frameworks.checks import check
from frameworks.definition import Element, FrameworkDefinition
from frameworks.models import FrameworkVersion
from organisations.requests import PersonRequest

NONE: Mapping[str, str] = MappingProxyType({})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sandbox(request: PersonRequest, version_uuid: uuid.UUID) -> HttpResponse:
    """The result so far and the way to each element; a POST takes back every answer."""
    version = tried_version(request.user, version_uuid)
    box = _box(request, version)
    if request.method == "POST":
        box.clear()
        messages.success(request, _("Every answer of the trial is taken back."))
        return redirect("assessments:sandbox", version.uuid)
    return _page(request, version, box)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sandbox_element(request: PersonRequest, version_uuid: uuid.UUID, code: str) -> HttpResponse:
    """The sheet of one element, kept whole in the person's session by a POST."""
    version = tried_version(request.user, version_uuid)
    box = _box(request, version)
    element = box.definition.element_by_code.get(code)
    if element is None:
        raise Http404
    if request.method != "POST":
        return _page(request, version, box, element)
    try:
        faults = box.keep(element, given_answers(request.POST))
    except MangledSheetError:
        return HttpResponseBadRequest(_("This was not sent by the page. Reload it and try again."))
    if faults:
        return _page(request, version, box, element, faults)
    messages.success(request, _("Your trial answers are kept."))
    return redirect("assessments:sandbox-element", version.uuid, _onward(request, box.definition, element))


def _box(request: PersonRequest, version: FrameworkVersion) -> Sandbox:
    return Sandbox(request.session, version.uuid, version.definition_in(get_language()))


def _page(
    request: PersonRequest,
    version: FrameworkVersion,
    box: Sandbox,
    element: Element | None = None,
    faults: Mapping[str, str] = NONE,
) -> HttpResponse:
    """The page; or, where a draft's faults keep it from being scored at all, what they are."""
    context: dict[str, Any] = {"version": version, "definition": box.definition, "may_score": True}
    try:
        result = box.result()
    except (AnswersError, ValueError, ArithmeticError):
        return render(request, "assessments/sandbox/faulty.html", context | {"found": check(box.definition)})
    context["progress"] = progress_of(box.definition, result)
    if element is None:
        return render(request, "assessments/sandbox/detail.html", context)
    context |= around(box.definition, element, context["progress"])
    context["sheet"] = _sheet(box, element, faults)
    return render(request, "assessments/sandbox/element.html", context, status=422 if faults else 200)


def _sheet(box: Sandbox, element: Element, faults: Mapping[str, str]) -> Sheet:
    answers = [one for one in box.answers() if one.element == element.code]
    rows = [
        row_of(box.definition, element, Answer(element=one.element, item=one.item, value=one.value, reason=one.reason))
        for one in answers
    ]
    return build_sheet(element, [replace(row, fault=faults.get(row.item, "")) for row in rows])


def _onward(request: PersonRequest, definition: FrameworkDefinition, element: Element) -> str:
    codes = [one.code for one in definition.walk()]
    place = codes.index(element.code) + (request.POST.get("then") == "next")
    return codes[min(place, len(codes) - 1)]
