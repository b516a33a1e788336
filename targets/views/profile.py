"""Profiles: what an organisation asks again and again, kept under a name, taken over, forgotten."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import BlindError, managed_assessment
from assessments.models import Assessment
from assessments.views.blind import blind_page
from organisations.requests import PersonRequest
from targets.actions.profiles import NameTakenError, apply_profile, profile_for, remove_profile, save_profile
from targets.actions.targets import NoReasonError, StaleTargetError
from targets.asks import AsksError
from targets.forms.profile import ProfileForm
from targets.forms.target import WhyAndWhen
from targets.models import TargetProfile
from targets.reading import current_target
from targets.views.target import words_of

LIST = "targets/profile/list.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile_list(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the profiles that this assessment can take over; or keep its own target as one more."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment)
    return _create(request, assessment) if request.method == "POST" else _list(request, assessment)


@never_cache
@require_POST
def profile_apply(request: PersonRequest, assessment_uuid: uuid.UUID, profile_uuid: uuid.UUID) -> HttpResponse:
    """Make the profile the target."""
    assessment = managed_assessment(request.user, assessment_uuid)
    if assessment.is_blind:
        return blind_page(request, assessment, status=409)
    profile = profile_for(assessment, profile_uuid)
    form = WhyAndWhen(request.POST, needs_reason=current_target(assessment) is not None)
    if not form.is_valid():
        return _list(request, assessment, why=form, status=422)
    which: dict[str, Any] = {"assessment_uuid": assessment.uuid, "profile_uuid": profile.uuid}
    try:
        apply_profile(**which, by=request.user, **form.cleaned_data)
    except BlindError:
        return blind_page(request, assessment, status=409)
    except (StaleTargetError, NoReasonError, AsksError) as refusal:
        return _list(request, assessment, fault=words_of(refusal), status=409)
    messages.success(request, _("“%(name)s” is the target now.") % {"name": profile.name})
    return redirect("targets:target-detail", assessment.uuid)


@never_cache
@require_POST
def profile_remove(request: PersonRequest, assessment_uuid: uuid.UUID, profile_uuid: uuid.UUID) -> HttpResponse:
    """Forget it."""
    remove_profile(assessment_uuid=assessment_uuid, profile_uuid=profile_uuid, by=request.user)
    messages.success(request, _("The profile is removed. Targets that were taken from it stay."))
    return redirect("targets:profile-list", assessment_uuid)


def _create(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _list(request, assessment, form=form, status=422)
    try:
        profile = save_profile(assessment_uuid=assessment.uuid, name=form.cleaned_data["name"], by=request.user)
    except BlindError:
        return blind_page(request, assessment, status=409)
    except NameTakenError:
        form.add_error("name", _("There is a profile of this name already. Choose another, or remove that one first."))
        return _list(request, assessment, form=form, status=422)
    messages.success(request, _("The target is kept as the profile “%(name)s”.") % {"name": profile.name})
    return redirect("targets:profile-list", assessment.uuid)


def _list(
    request: PersonRequest,
    assessment: Assessment,
    *,
    form: ProfileForm | None = None,
    why: WhyAndWhen | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    target = current_target(assessment)
    number = target.number if target else 0
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "profiles": list(TargetProfile.objects.for_assessment(assessment).select_related("by")),
        "target": target,
        "form": form or ProfileForm(),
        "why": why or WhyAndWhen(needs_reason=target is not None, initial={"number": number}),
        "fault": fault,
    }
    return render(request, LIST, context, status=status)
