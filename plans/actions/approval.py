"""A manager approves the plan, which freezes what it says, and may reopen it as a new revision.

Both raise Http404, PermissionDenied for who does not manage, and ``BlindError`` while everybody scores alone.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.access import may_manage
from organisations.models import User
from plans.access import PlanFrozenError, held
from plans.actions.actions import note_plan_event
from plans.models import Action, Plan, PlanEvent, State


class EmptyPlanError(Exception):
    """There is no action in the plan, so there is nothing to agree on."""


class StalePlanError(Exception):
    """The plan was changed since the manager read it: they would approve what they have not seen."""


class NotApprovedError(Exception):
    """The plan is a draft already."""


class NoReasonError(Exception):
    """A plan is reopened for a reason, and none was given."""


@transaction.atomic
def approve_plan(*, assessment_uuid: uuid.UUID, version: int, by: User) -> Plan:
    """Freeze the plan as it was read, and keep its actions. Raises PlanFrozenError, EmptyPlanError, StalePlanError."""
    plan = _managed(by, assessment_uuid)
    if plan.is_approved:
        raise PlanFrozenError
    if plan.version != version:
        raise StalePlanError
    actions = list(Action.objects.filter(plan=plan).for_lists())
    if not actions:
        raise EmptyPlanError
    plan.state, plan.approved_by, plan.approved_at = State.APPROVED, by, timezone.now()
    plan.save(update_fields=["state", "approved_by", "approved_at"])
    note_plan_event(plan, PlanEvent.Kind.APPROVED, by=by, agreed=[agreed(action) for action in actions])
    return plan


@transaction.atomic
def reopen_plan(*, assessment_uuid: uuid.UUID, reason: str, by: User) -> Plan:
    """Begin a new revision, in which the plan can be changed. Raises NotApprovedError, NoReasonError."""
    plan = _managed(by, assessment_uuid)
    if not plan.is_approved:
        raise NotApprovedError
    if not reason.strip():
        raise NoReasonError
    plan.state, plan.approved_by, plan.approved_at = State.DRAFT, None, None
    plan.revision += 1
    plan.save(update_fields=["state", "approved_by", "approved_at", "revision"])
    note_plan_event(plan, PlanEvent.Kind.REOPENED, by=by, words=reason.strip())
    return plan


def agreed(action: Action) -> dict[str, object]:
    """An action as it is agreed on, as plain values: names rather than keys, so that it says the same later."""
    return {
        "uuid": str(action.uuid),
        "title": action.title,
        "owner": action.owned_by,
        "function": action.function,
        "effort": None if action.effort is None else str(action.effort),
        "cost": None if action.cost is None else str(action.cost),
        "currency": action.currency,
        "start": action.start and action.start.isoformat(),
        "due": action.due and action.due.isoformat(),
        "changes": [[move.element, move.item, move.value] for move in action.moves],
    }


def _managed(by: User, assessment_uuid: uuid.UUID) -> Plan:
    assessment, plan = held(by, assessment_uuid)
    if not may_manage(assessment):
        raise PermissionDenied
    return plan
