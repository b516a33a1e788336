"""The target of an assessment: read by all who read its result, set and said anew by the organisation's managers."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.access import BlindError, managed_assessment, may_manage, visible_assessment
from assessments.answersheet import stored_result
from assessments.models import Assessment
from assessments.results import Result
from assessments.views.blind import blind_page
from frameworks.definition import FrameworkDefinition
from organisations.models import User
from organisations.requests import PersonRequest
from tables.downloads import download
from targets.actions.targets import NoReasonError, StaleTargetError, aim_one_level_up, restate_target
from targets.asks import Asks, AsksError, Scope
from targets.forms.target import TargetForm, WhyAndWhen
from targets.goals import at_least, next_levels
from targets.models import Target
from targets.page import TargetPage
from targets.reading import current_target, target_to_meet
from targets.table import empty_table
from targets.table import target_table as table_of

DETAIL = "targets/target/detail.html"
EDIT = "targets/target/edit.html"


@never_cache
@require_safe
def target_detail(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the target against the result, with what lies between; where there is none, how to set one."""
    assessment = visible_assessment(request.user, assessment_uuid)
    return blind_page(request, assessment) if assessment.is_blind else _detail(request, assessment)


@never_cache
@require_safe
def target_table(request: PersonRequest, assessment_uuid: uuid.UUID, extension: str) -> HttpResponse:
    """The same as a table; without a target, a table without rows."""
    assessment = visible_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    target = _shown(request.user, assessment)
    return download(table_of(TargetPage(assessment, target)) if target else empty_table(), extension)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def target_edit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """The form that sets the target, by element, by dimension or as a total, or says it anew."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    form = _form(request, assessment)
    if request.method == "POST":
        return _save(request, assessment, form)
    return _edit_page(request, assessment, form)


@never_cache
@require_POST
def target_raise(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """One level up everywhere, in one press."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment, status=409)
    form = WhyAndWhen(request.POST, needs_reason=current_target(assessment) is not None)
    if not form.is_valid():
        return _detail(request, assessment, form=form, status=422)
    try:
        aim_one_level_up(assessment_uuid=assessment.uuid, by=request.user, **form.cleaned_data)
    except BlindError:
        return blind_page(request, assessment, status=409)
    except (StaleTargetError, NoReasonError, AsksError) as refusal:
        return _detail(request, assessment, fault=words_of(refusal), status=409)
    messages.success(request, _("The target is set: one level up."))
    return redirect("targets:target-detail", assessment.uuid)


def words_of(refusal: Exception) -> str:
    """Why a target was not set, and what to do."""
    if isinstance(refusal, StaleTargetError):
        return _("Somebody has set another target since you opened the page. Look at it below, then decide again.")
    if isinstance(refusal, NoReasonError):
        return _("There is a target already. Say why it changes; the old one stays to be read.")
    return _("This framework version has no place for what was asked. Reload the page and choose again.")


def _save(request: PersonRequest, assessment: Assessment, form: TargetForm) -> HttpResponse:
    if not form.is_valid():
        return _edit_page(request, assessment, form, status=422)
    number = form.cleaned_data["number"]
    try:
        restate_target(assessment_uuid=assessment.uuid, given=form.given(), number=number, by=request.user)
    except BlindError:
        return blind_page(request, assessment, status=409)
    except (StaleTargetError, NoReasonError, AsksError) as refusal:
        return _refused(request, assessment, refusal)
    messages.success(request, _("The target is set."))
    return redirect("targets:target-detail", assessment.uuid)


def _refused(request: PersonRequest, assessment: Assessment, refusal: Exception) -> HttpResponse:
    """The form with what was typed, which now knows the target that it would be put in place of."""
    standing = current_target(assessment)
    sent = {**request.POST.dict(), "number": str(standing.number if standing else 0)}
    form = _form(request, assessment, sent)
    return _edit_page(request, assessment, form, fault=words_of(refusal), theirs=standing, status=409)


def _form(request: PersonRequest, assessment: Assessment, sent: dict[str, Any] | None = None) -> TargetForm:
    """The form of the scope that was asked for; a new one begins with one level up, or with what the address says."""
    definition = assessment.version.definition_in(get_language())
    result = stored_result(assessment, definition)
    target = _shown(request.user, assessment)
    own = target if target and target.assessment_id == assessment.pk else None
    scope = _scope(request, definition, target)
    return TargetForm(
        sent or (request.POST if request.method == "POST" else None),
        definition=definition,
        result=result,
        scope=scope,
        asks=_start(request, definition, result, scope, target),
        needs_reason=own is not None,
        initial={"number": own.number if own else 0, "due_on": own.due_on if own else None},
    )


def _scope(request: PersonRequest, definition: FrameworkDefinition, target: Target | None) -> Scope:
    given = request.POST.get("scope") or request.GET.get("scope")
    if given in set(Scope):
        return Scope(given)
    if target is not None:
        return Scope(target.scope)
    return Scope.ELEMENTS if definition.ladder is None else Scope.DIMENSIONS


def _start(
    request: PersonRequest, definition: FrameworkDefinition, result: Result, scope: Scope, target: Target | None
) -> Asks:
    start = request.GET.get("start", "")
    numbers = {f"level-{level.number}": level.number for level in definition.levels}
    if start in numbers:
        return at_least(definition, result, scope, numbers[start])
    if target is not None and target.scope == scope and start != "up":
        return target.asked
    return next_levels(definition, result, scope)


def _edit_page(
    request: PersonRequest,
    assessment: Assessment,
    form: TargetForm,
    *,
    fault: str = "",
    theirs: Target | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "form": form,
        "scopes": Target.SCOPES,
        "levels": form.definition.levels,
        "fault": fault,
        "theirs": theirs,
    }
    return render(request, EDIT, context, status=status)


def _detail(
    request: PersonRequest,
    assessment: Assessment,
    *,
    form: WhyAndWhen | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    target = _shown(request.user, assessment)
    is_own = target is not None and target.assessment_id == assessment.pk
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "may_manage": may_manage(assessment),
        "target": target,
        "is_own": is_own,
        "page": TargetPage(assessment, target) if target else None,
        "history": list(assessment.targets.select_related("by", "version")) if is_own else [],
        "form": form or WhyAndWhen(needs_reason=False, initial={"number": 0}),
        "scopes": Target.SCOPES,
        "is_ladder": assessment.version.definition().ladder is not None,
        "fault": fault,
    }
    return render(request, DETAIL, context, status=status)


def _shown(user: User, assessment: Assessment) -> Target | None:
    """The assessment's own target, or the last cycle's for whoever may see that one."""
    everything = Assessment.objects.all()
    return target_to_meet(assessment, everything if may_manage(assessment) else everything.visible_to(user))
