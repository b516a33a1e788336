"""The team: who scores what, who leads, how far each is, and a reminder."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import WrongStateError, assessment_for, assessment_of, may
from assessments.actions.assessments import Duty, NotAMemberError, duties_of
from assessments.actions.assignments import (
    PAUSE,
    RemindedAlreadyError,
    TeamChangedError,
    assign_team,
    last_reminders,
    remind_assessor,
    team_mark,
)
from assessments.forms.assignment import UnknownTickError, given_duties
from assessments.models import Assessment
from assessments.team import assignees_of, candidates_of, coverage_of
from assessments.workflow import Act
from assessments.workflow_words import state_words
from organisations.models import Membership, User
from organisations.requests import PersonRequest

PAGE = "assessments/assignment/edit.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_edit(request: PersonRequest, assessment_uuid: uuid.UUID) -> HttpResponse:
    """Show the team to those who lead it, and choose it."""
    assessment = assessment_of(request.user, assessment_uuid, Act.ASSIGN)
    if request.method != "POST":
        return render(request, PAGE, _context(assessment))
    try:
        return _assign(request, assessment_for(request.user, assessment_uuid, Act.ASSIGN))
    except WrongStateError as refusal:
        messages.info(request, state_words(refusal))
        return redirect(request.path)


def _assign(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    members = _members(assessment)
    people = {str(one.uuid): one.user for one in members}
    try:
        duties = given_duties(request.POST, people, assessment.version.definition())
    except UnknownTickError as fault:
        return _again(request, assessment, members, fault.known)
    seen = request.POST.get("seen", "")
    try:
        assign_team(assessment_uuid=assessment.uuid, duties=duties, by=request.user, seen=seen)
    except (TeamChangedError, NotAMemberError):
        return _again(request, assessment, members, duties)
    messages.success(request, _("The team of “%(title)s” is saved.") % {"title": assessment.title})
    return redirect(request.path)


def _again(
    request: PersonRequest, assessment: Assessment, members: list[Membership], ticked: Mapping[User, Duty]
) -> HttpResponse:
    """The page as it is now, with what the person has ticked."""
    context = _context(assessment)
    candidates = candidates_of(context["definition"], members, ticked)
    return render(request, PAGE, context | {"has_changed": True, "candidates": candidates}, status=409)


@never_cache
@require_POST
def assignment_remind(request: PersonRequest, assessment_uuid: uuid.UUID, membership_uuid: uuid.UUID) -> HttpResponse:
    """Remind one person, at most once an hour."""
    try:
        person = remind_assessor(assessment_uuid=assessment_uuid, membership_uuid=membership_uuid, by=request.user)
    except WrongStateError as refusal:
        messages.info(request, state_words(refusal))
    except RemindedAlreadyError as last:
        at, again = (date_format(timezone.localtime(one), "H:i") for one in (last.at, last.at + PAUSE))
        words = _("Nobody is reminded twice in an hour: the last was at %(at)s, the next can leave at %(again)s.")
        messages.info(request, words % {"at": at, "again": again})
    else:
        messages.success(request, _("A reminder is on its way to %(name)s.") % {"name": person})
    return redirect("assessments:assignment-edit", assessment_uuid)


def _members(assessment: Assessment) -> list[Membership]:
    """The members of the organisation, by name."""
    return list(assessment.organisation.memberships.select_related("user"))


def _context(assessment: Assessment) -> dict[str, Any]:
    definition = assessment.version.definition_in(get_language())
    members, duties = _members(assessment), duties_of(assessment)
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "definition": definition,
        "team": assignees_of(assessment, definition, members, duties, last_reminders(assessment)),
        "candidates": candidates_of(definition, members, duties),
        "coverage": coverage_of(definition, duties),
        "seen": team_mark(duties),
        "may_assign": may(assessment, Act.ASSIGN),
        "may_remind": may(assessment, Act.REMIND),
    }
