"""One action: its page, adding it, changing it, taking it out of the plan."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Assessment, Evidence
from assessments.moves import Move
from assessments.readers import readers_of
from organisations.models import User
from organisations.requests import PersonRequest
from plans.access import PlanFrozenError, action_of, may_plan, may_report
from plans.actions.actions import StaleActionError, add_action, edit_action, given_of, remove_action
from plans.differences import differences
from plans.forms.action import ActionForm, AddElementForm, Around, edit_form, labels, new_form, sent_form, with_element
from plans.forms.report import ApproveForm, AttachForm, NoteForm, ReportForm
from plans.models import Action, ActionEvidence
from plans.reading import PlanSheet, read_plan
from plans.views.around import frozen_words, of_assessment, plan_context, to_plan
from plans.words import change_lines

FORM = "plans/action/edit.html"


@dataclass(frozen=True)
class _Editing:
    """What the form's page shows beside the form; ``action`` is None for a new one."""

    sheet: PlanSheet
    around: Around
    action: Action | None = None

    @property
    def kept(self) -> tuple[Move, ...]:
        return self.action.moves if self.action else ()


@require_safe
@of_assessment
def action_detail(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> HttpResponse:
    """The action with what it brings, how far it is, and what was noted."""
    return action_page(request, assessment, action_of(assessment, action_uuid))


def action_page(
    request: PersonRequest, assessment: Assessment, action: Action, *, status: int = 200, **sent: Any
) -> HttpResponse:
    """The action's page; with what was sent and not taken, where something was."""
    sheet = read_plan(assessment)
    entry = next((one for one in sheet.entries if one.action.pk == action.pk), None)
    attached = _attached(action, request.user)
    evidence = [one for one in attached if one.is_seen]  # type: ignore[attr-defined]  # annotated by _attached
    context = plan_context(sheet, "list") | {
        "action": action,
        "entry": entry,
        "lines": change_lines(sheet.definition, sheet.answers, action.moves),
        "evidence": evidence,
        "hidden_evidence": len(attached) - len(evidence),
        "may_report": may_report(assessment, action, request.user),
        "report_form": ReportForm(action=action),
        "note_form": NoteForm(),
        "attach_form": AttachForm(pieces=_attachable(request, assessment, [one.evidence_id for one in attached])),
    }
    return render(request, "plans/action/detail.html", context | sent, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@of_assessment
def action_create(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    """Put something into the plan; ``?element=D1.1`` starts with that element."""
    editing = _editing(assessment)
    if editing.sheet.plan.is_approved and request.method != "POST":
        return to_plan(request, assessment, frozen_words())
    if request.method != "POST":
        return _form_page(request, editing, new_form(editing.around, request.GET.get("element", "")))
    return _sent(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@of_assessment
def action_edit(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> HttpResponse:
    """Change what is agreed on; where somebody else was faster, both are shown."""
    action = action_of(assessment, action_uuid)
    editing = _editing(assessment, action)
    if editing.sheet.plan.is_approved and request.method != "POST":
        return to_plan(request, assessment, frozen_words())
    if request.method != "POST":
        return _form_page(request, editing, edit_form(editing.around, action))
    return _sent(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@of_assessment
def action_remove(request: PersonRequest, assessment: Assessment, action_uuid: uuid.UUID) -> HttpResponse:
    """Ask whether it shall leave the plan, and take it out."""
    action = action_of(assessment, action_uuid)
    if not may_plan(assessment):
        raise PermissionDenied
    if action.plan.is_approved:
        return to_plan(request, assessment, frozen_words())
    form = ApproveForm(request.POST if request.method == "POST" else None)  # it asks for the version that was read
    if not form.is_valid():
        return _remove_page(request, assessment, action, status=422 if form.is_bound else 200)
    version: int = form.cleaned_data["version"]
    try:
        remove_action(assessment_uuid=assessment.uuid, action_uuid=action_uuid, version=version, by=request.user)
    except PlanFrozenError:
        return to_plan(request, assessment, frozen_words())
    except StaleActionError:
        return _remove_page(request, assessment, action, status=409)
    messages.success(request, _("“%(title)s” is out of the plan.") % {"title": action.title})
    return redirect("plans:plan-detail", assessment.uuid)


def _remove_page(request: PersonRequest, assessment: Assessment, action: Action, *, status: int) -> HttpResponse:
    context = plan_context(read_plan(assessment), "list") | {"action": action, "is_changed": status == 409}
    return render(request, "plans/action/remove.html", context, status=status)


def _editing(assessment: Assessment, action: Action | None = None) -> _Editing:
    if not may_plan(assessment):
        raise PermissionDenied
    sheet = read_plan(assessment)
    return _Editing(sheet, Around(sheet.definition, sheet.answers, readers_of(assessment)), action)


def _sent(request: PersonRequest, editing: _Editing) -> HttpResponse:
    data = request.POST.dict()
    if "add" in data:
        add = AddElementForm(data, definition=editing.around.definition)
        if add.is_valid() and add.cleaned_data["element"]:
            return _form_page(request, editing, with_element(editing.around, data, add, editing.kept), at="answers")
        return _form_page(request, editing, _unjudged(editing, data), at="answers")
    form = sent_form(editing.around, data, editing.kept)
    if not form.is_valid():
        return _form_page(request, editing, form, status=422)
    return _save(request, editing, form)


def _save(request: PersonRequest, editing: _Editing, form: ActionForm) -> HttpResponse:
    assessment, given, sent = editing.sheet.assessment, form.given(), form.cleaned_data
    place: dict[str, Any] = {"assessment_uuid": assessment.uuid, "given": given, "by": request.user}
    try:
        if editing.action:
            version = sent["version"] or 0
            action = edit_action(**place, action_uuid=editing.action.uuid, version=version)
        else:
            action = add_action(**place, operation=sent["operation"])
    except PlanFrozenError:
        return _form_page(request, editing, form, fault=frozen_words(), status=409)
    except StaleActionError as refusal:
        return _conflict(request, editing, form, refusal.current)
    messages.success(request, _("“%(title)s” is in the plan.") % {"title": action.title})
    return redirect("plans:action-detail", assessment.uuid, action.uuid)


def _conflict(request: PersonRequest, editing: _Editing, form: ActionForm, current: Action) -> HttpResponse:
    """What was sent stays in the form, which now knows what it would be put in place of."""
    knowing = {**request.POST.dict(), "version": str(current.version)}
    again = sent_form(editing.around, knowing, editing.kept)
    lines = differences(editing.sheet.definition, given_of(current), form.given(), labels())
    return _form_page(request, editing, again, theirs=current, differences=lines, status=409)


def _unjudged(editing: _Editing, data: dict[str, Any]) -> ActionForm:
    shown = str(data.get("elements", "")).split()
    return ActionForm(around=editing.around, shown=shown, kept=editing.kept, initial=data)


def _form_page(
    request: PersonRequest, editing: _Editing, form: ActionForm, *, status: int = 200, **told: Any
) -> HttpResponse:
    context = plan_context(editing.sheet, "list") | {
        "action": editing.action,
        "form": form,
        "add_form": AddElementForm(definition=editing.around.definition),
    }
    return render(request, FORM, context | told, status=status)


def _attached(action: Action, reader: User) -> list[ActionEvidence]:
    """What is attached, each with ``is_seen``: whether the reader may see the piece."""
    seen = Evidence.objects.visible_to(reader).filter(pk=OuterRef("evidence"))
    return list(action.evidence.select_related("evidence").annotate(is_seen=Exists(seen)))


def _attachable(request: PersonRequest, assessment: Assessment, attached: list[int]) -> list[Evidence]:
    seen = Evidence.objects.visible_to(request.user).filter(organisation=assessment.organisation_id)
    return list(seen.exclude(pk__in=attached)[:500])
