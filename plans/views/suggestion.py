"""What the guide suggests for each element's next level, to be taken over in one press."""

import uuid
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Assessment
from frameworks.definition import Element, FrameworkDefinition, Level
from frameworks.functions import Function
from organisations.requests import PersonRequest
from planner.reading import scenarios_of
from plans.access import PlanFrozenError, may_plan
from plans.actions.scenarios import take_scenario
from plans.actions.suggestions import take_suggestion
from plans.models import Action
from plans.ownership import function_words
from plans.reading import PlanSheet, read_plan
from plans.suggestions import Suggestion, suggestions
from plans.views.around import frozen_words, of_assessment, plan_context, to_plan


@dataclass(frozen=True)
class Offer:
    """A suggestion with the action that was made of it, where one was."""

    suggestion: Suggestion
    function: str
    taken: Action | None


@dataclass(frozen=True)
class Group:
    """An element with what is suggested for its next level."""

    element: Element
    level: Level | None
    offers: tuple[Offer, ...]


class FilterForm(forms.Form):
    """Which suggestions are shown."""

    dimension = forms.ChoiceField(label=gettext_lazy("Dimension"), required=False)
    function = forms.ChoiceField(
        label=gettext_lazy("Function"),
        required=False,
        choices=[("", gettext_lazy("All functions")), *Function.choices],
    )

    def __init__(self, *args: Any, definition: FrameworkDefinition) -> None:
        super().__init__(*args)
        dimensions = [(one.code, one.title) for one in definition.dimensions]
        self.fields["dimension"].choices = [("", _("All dimensions")), *dimensions]  # type: ignore[attr-defined]


@require_safe
@of_assessment
def suggestion_list(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """For each element what helps it to its next level; filtered by dimension and function."""
    sheet = read_plan(assessment)
    form = FilterForm(request.GET, definition=sheet.definition)
    chosen = form.cleaned_data if form.is_valid() else {}
    offered = suggestions(sheet.definition, sheet.answers, sheet.projection.now)
    kept = [one for one in offered if _is_chosen(sheet.definition, one, chosen)]
    context = {
        "form": form,
        "groups": _groups(sheet, kept),
        "has_any": bool(offered),
        "scenarios": scenarios_of(assessment),
    }
    return render(request, "plans/suggestion/list.html", plan_context(sheet, "suggestions") | context)


@require_POST
@of_assessment
def suggestion_take(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """Take one over, with the answers that it will change; back to where it stood in the list."""
    if not may_plan(assessment):
        raise PermissionDenied
    code = request.POST.get("suggestion", "")
    try:
        action = take_suggestion(assessment_uuid=assessment.uuid, code=code, by=request.user)
    except PlanFrozenError:
        return to_plan(request, assessment, frozen_words())
    messages.success(request, _("“%(title)s” is in the plan.") % {"title": action.title})
    address = reverse("plans:suggestion-list", args=[assessment.uuid])
    return redirect(f"{address}{_query(request)}#{code.partition(':')[0]}")


@require_POST
@of_assessment
def scenario_take(request: PersonRequest, assessment: Assessment, scenario_uuid: uuid.UUID) -> HttpResponse:
    """Take over what a scenario of the planner raises, an action for each element; on to the plan."""
    if not may_plan(assessment):
        raise PermissionDenied
    try:
        taken = take_scenario(assessment_uuid=assessment.uuid, scenario_uuid=scenario_uuid, by=request.user)
    except PlanFrozenError:
        return to_plan(request, assessment, frozen_words())
    if not taken:
        return to_plan(request, assessment, _("This scenario raises nothing above the answers that stand."))
    words = ngettext(
        "%(number)s action of the scenario is in the plan.",
        "%(number)s actions of the scenario are in the plan.",
        len(taken),
    )
    messages.success(request, words % {"number": len(taken)})
    return redirect("plans:plan-detail", assessment.uuid)


def _query(request: PersonRequest) -> str:
    kept = request.GET.urlencode()
    return f"?{kept}" if kept else ""


def _is_chosen(definition: FrameworkDefinition, suggestion: Suggestion, chosen: dict[str, str]) -> bool:
    dimension = definition.dimension_by_element.get(suggestion.element.code)
    if chosen.get("dimension") and (dimension is None or dimension.code != chosen["dimension"]):
        return False
    return not chosen.get("function") or suggestion.action.function == chosen["function"]


def _groups(sheet: PlanSheet, kept: list[Suggestion]) -> list[Group]:
    taken = {action.suggestion: action for action in sheet.actions if action.suggestion}
    return [
        Group(element, sheet_level(sheet, element), tuple(_offer(one, taken) for one in of_element))
        for element, of_element in groupby(kept, key=lambda one: one.element)
    ]


def sheet_level(sheet: PlanSheet, element: Element) -> Level | None:
    """The level at which the element stands now."""
    now = sheet.projection.now
    return {**now.elements, **now.enablers}[element.code].level


def _offer(suggestion: Suggestion, taken: dict[str, Action]) -> Offer:
    function = suggestion.action.function
    words = function_words(function) if function in Function.values else ""
    return Offer(suggestion, words, taken.get(suggestion.code))
