"""Who may do what with a plan and its actions.

Whoever may read an assessment may read its plan. Its managers and leads write it while it is a draft; a manager alone
approves and reopens it. How far an action is, and notes on it, are written by its owner too, also after approval.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404

from assessments.access import BlindError, leads, may_manage, visible_assessment
from assessments.models import Assessment
from organisations.models import User
from plans.models import Action, ActionNote, Plan


class PlanFrozenError(Exception):
    """The plan is approved: what was agreed on can be changed only once a manager has reopened it."""


def may_write(assessment: Assessment, plan: Plan) -> bool:
    """Whether the person that the assessment was read for may change what the plan says."""
    return may_plan(assessment) and not plan.is_approved


def may_plan(assessment: Assessment) -> bool:
    """Whether the person that the assessment was read for writes its plan, while it is a draft."""
    return may_manage(assessment) or leads(assessment)


def may_report(assessment: Assessment, action: Action, user: User) -> bool:
    """Whether the person may say how far the action is: its owner may, and who writes the plan."""
    return may_plan(assessment) or action.owner_id == user.pk


def plan_of(assessment: Assessment) -> Plan:
    """The assessment's plan; one that is not stored while it has none."""
    return Plan.objects.filter(assessment=assessment).select_related("approved_by").first() or Plan(
        assessment=assessment
    )


def action_of(assessment: Assessment, action_uuid: uuid.UUID) -> Action:
    """The action of the assessment's plan with all that its page shows; else Http404."""
    notes = Prefetch("notes", ActionNote.objects.select_related("by"))
    found = Action.objects.filter(plan__assessment=assessment, uuid=action_uuid)
    found = found.select_related("owner", "plan", "edited_by", "reported_by").prefetch_related("changes", notes)
    action: Action | None = found.first()
    if action is None:
        raise Http404
    return action


def plannable(user: User, assessment_uuid: uuid.UUID) -> tuple[Assessment, Plan]:
    """The assessment and its plan, stored and held until the transaction ends, for whoever may write it.

    Raises Http404, PermissionDenied, BlindError, and PlanFrozenError where the plan is approved.
    """
    assessment, plan = held(user, assessment_uuid)
    if not may_plan(assessment):
        raise PermissionDenied
    if plan.is_approved:
        raise PlanFrozenError
    return assessment, plan


def reportable(user: User, assessment_uuid: uuid.UUID, action_uuid: uuid.UUID) -> tuple[Assessment, Action]:
    """The assessment and the action, held until the transaction ends, for whoever may say how far it is.

    Raises Http404, PermissionDenied and BlindError.
    """
    assessment = _held_assessment(user, assessment_uuid)
    action = action_of(assessment, action_uuid)
    if not may_report(assessment, action, user):
        raise PermissionDenied
    return assessment, action


def held(user: User, assessment_uuid: uuid.UUID) -> tuple[Assessment, Plan]:
    """The assessment for whoever may read it, and its plan, made where there is none; raises Http404 and BlindError.

    The assessment's row is held, so that what changes a plan follows one another.
    """
    assessment = _held_assessment(user, assessment_uuid)
    if not may_plan(assessment):
        return assessment, plan_of(assessment)
    return assessment, Plan.objects.get_or_create(assessment=assessment)[0]


def _held_assessment(user: User, assessment_uuid: uuid.UUID) -> Assessment:
    assessment = visible_assessment(user, assessment_uuid, lock=True)
    if assessment.is_blind:
        raise BlindError
    return assessment
